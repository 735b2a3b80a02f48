package lowtide.chat.discord;

import java.util.ArrayList;
import java.util.List;
import lowtide.chat.Message;

/** A line in Discord's markup; several if one would be too long, never cut inside markup. */
final class LineText {
  /** Escaping at most doubles a piece, so that one always fits where a few thousand units do. */
  private static final int LONGEST_PIECE = 1000;

  private LineText() {}

  static List<String> lines(Message.Line line, int limit) {
    List<String> lines = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    Message.Span previous = null;
    for (Message.Span span : line.spans()) {
      for (String piece : pieces(span)) {
        String joint = previous != null && touching(previous, span) ? "\u200b" : "";
        // One unit stays free for the escape at the line's start.
        if (current.length() + joint.length() + piece.length() > limit - 1) {
          lines.add(DiscordText.escapedStart(current.toString()));
          current.setLength(0);
          joint = "";
        }
        current.append(joint).append(piece);
        previous = span;
      }
    }
    lines.add(DiscordText.escapedStart(current.toString()));
    return lines;
  }

  /** Two runs of bold or code side by side would read as one run with marks in its middle. */
  private static boolean touching(Message.Span before, Message.Span after) {
    return before.getClass() == after.getClass() && !(after instanceof Message.Plain);
  }

  private static List<String> pieces(Message.Span span) {
    if (span instanceof Message.Moment moment) {
      long epoch = moment.at().getEpochSecond();
      return List.of("<t:" + epoch + ":f> (<t:" + epoch + ":R>)");
    }
    List<String> pieces = new ArrayList<>();
    for (String part : split(DiscordText.clean(span.toString()))) {
      if (span instanceof Message.Code) {
        pieces.add("`" + DiscordText.fixedWidth(part) + "`");
      } else if (span instanceof Message.Bold) {
        pieces.add("**" + DiscordText.escaped(part) + "**");
      } else {
        pieces.add(DiscordText.escaped(part));
      }
    }
    return pieces;
  }

  /** Parts of at most {@link #LONGEST_PIECE} units, cut at spaces where there are any. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (text.length() - from > LONGEST_PIECE) {
      int end = text.lastIndexOf(' ', from + LONGEST_PIECE - 1) + 1;
      if (end <= from) {
        end = from + LONGEST_PIECE;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
          end--;
        }
      }
      parts.add(text.substring(from, end));
      from = end;
    }
    if (from < text.length()) {
      parts.add(text.substring(from));
    }
    return parts;
  }
}
