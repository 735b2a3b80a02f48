package lowtide.chat.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of a Telegram message as runs of styled text. Markup is made only when a row is printed,
 * so that a row can be cut anywhere and every piece still has balanced tags.
 */
record Row(List<Run> runs) {
  Row {
    runs = runs.stream().filter(run -> !run.text().isEmpty()).toList();
  }

  enum Style {
    PLAIN(""),
    BOLD("b"),
    ITALIC("i"),
    CODE("code");

    private final String tag;

    Style(String tag) {
      this.tag = tag;
    }
  }

  /** A stretch of text in one style. */
  record Run(String text, Style style) {
    String html() {
      String escaped = escaped(text);
      return style == Style.PLAIN
          ? escaped
          : "<" + style.tag + ">" + escaped + "</" + style.tag + ">";
    }
  }

  static Row of(String text, Style style) {
    return new Row(List.of(new Run(text, style)));
  }

  /** UTF-16 units a reader sees: Telegram counts after it has taken the markup out. */
  int length() {
    return runs.stream().mapToInt(run -> run.text().length()).sum();
  }

  String html() {
    return runs.stream().map(Run::html).collect(Collectors.joining());
  }

  String plain() {
    return runs.stream().map(Run::text).collect(Collectors.joining());
  }

  /** The row in pieces of at most {@code limit} units, none of which splits a character. */
  List<Row> cut(int limit) {
    List<Row> pieces = new ArrayList<>();
    List<Run> piece = new ArrayList<>();
    int free = limit;
    for (Run run : runs) {
      String rest = run.text();
      while (rest.length() > free) {
        int end = boundary(rest, free);
        piece.add(new Run(rest.substring(0, end), run.style()));
        pieces.add(new Row(piece));
        piece = new ArrayList<>();
        free = limit;
        rest = rest.substring(end);
      }
      piece.add(new Run(rest, run.style()));
      free -= rest.length();
    }
    pieces.add(new Row(piece));
    return pieces;
  }

  private static int boundary(String text, int end) {
    boolean splitsPair =
        end > 0
            && Character.isHighSurrogate(text.charAt(end - 1))
            && Character.isLowSurrogate(text.charAt(end));
    return splitsPair ? end - 1 : end;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
