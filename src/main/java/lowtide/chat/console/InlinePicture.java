package lowtide.chat.console;

import java.util.Base64;
import java.util.Map;

/**
 * How a terminal shows a picture among its text.
 *
 * <p>Which terminal it is, it says by its environment. What does not understand these sequences
 * would show them as garbage, so that only names that are known to are trusted, and none within
 * tmux or screen, which do not pass them on.
 */
enum InlinePicture {
  NONE {
    @Override
    String of(byte[] png, int columns) {
      return "";
    }
  },
  /** sw.kovidgoyal.net/kitty/graphics-protocol: base64 in parts of 4,096, no answer wanted. */
  KITTY {
    @Override
    String of(byte[] png, int columns) {
      String data = Base64.getEncoder().encodeToString(png);
      StringBuilder text = new StringBuilder();
      for (int from = 0; from < data.length(); from += PART) {
        int to = Math.min(data.length(), from + PART);
        String first = from == 0 ? "a=T,f=100,q=2,c=%d,".formatted(columns) : "";
        text.append("\u001b_G%sm=%d;".formatted(first, to < data.length() ? 1 : 0))
            .append(data, from, to)
            .append("\u001b\\");
      }
      return text.append('\n').toString();
    }
  },
  /** iterm2.com/documentation-images.html. */
  ITERM {
    @Override
    String of(byte[] png, int columns) {
      return "\u001b]1337;File=inline=1;size=%d;width=%d:%s\u0007\n"
          .formatted(png.length, columns, Base64.getEncoder().encodeToString(png));
    }
  };

  private static final int PART = 4_096;

  /** The sequence that shows a PNG, that many characters wide. */
  abstract String of(byte[] png, int columns);

  static InlinePicture on(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "");
    String program = environment.getOrDefault("TERM_PROGRAM", "");
    if (environment.containsKey("TMUX")
        || environment.containsKey("STY")
        || term.startsWith("screen")
        || term.startsWith("tmux")) {
      return NONE;
    }
    if (term.equals("xterm-kitty") || term.equals("xterm-ghostty") || program.equals("ghostty")) {
      return KITTY;
    }
    return program.equals("iTerm.app") || program.equals("WezTerm") || program.equals("mintty")
        ? ITERM
        : NONE;
  }
}
