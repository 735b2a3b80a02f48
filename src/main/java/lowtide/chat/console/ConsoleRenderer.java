package lowtide.chat.console;

import java.util.List;
import lowtide.chat.Message;

/** Messages as plain text for a terminal, in colour where it can show it. */
final class ConsoleRenderer {
  private static final String RESET = "\u001b[0m";

  private final boolean colours;

  ConsoleRenderer(boolean colours) {
    this.colours = colours;
  }

  String render(Message message) {
    StringBuilder text = new StringBuilder();
    text.append(styled(style(message.tone()), symbol(message.tone()) + clean(message.title())));
    text.append('\n');
    for (Message.Block block : message.blocks()) {
      if (block instanceof Message.Table table) {
        appendTable(text, table);
      } else if (block instanceof Message.Line line) {
        text.append("  ");
        for (Message.Span span : line.spans()) {
          text.append(span(span));
        }
        text.append('\n');
      }
    }
    if (!message.footer().isEmpty()) {
      text.append("  ").append(styled("\u001b[2m", clean(message.footer()))).append('\n');
    }
    return text.toString();
  }

  private String span(Message.Span span) {
    if (span instanceof Message.Bold bold) {
      return styled("\u001b[1m", clean(bold.text()));
    }
    if (span instanceof Message.Code code) {
      return styled("\u001b[36m", clean(code.text()));
    }
    if (span instanceof Message.Moment moment) {
      return moment.local();
    }
    return clean(span.toString());
  }

  private static void appendTable(StringBuilder text, Message.Table table) {
    int columns = table.rows().get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : table.rows()) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], clean(row.get(i)).length());
      }
    }
    for (List<String> row : table.rows()) {
      StringBuilder line = new StringBuilder(" ");
      for (int i = 0; i < columns; i++) {
        String cell = clean(row.get(i));
        line.append(' ').append(cell).append(" ".repeat(widths[i] - cell.length() + 1));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  /** Text may hold what others typed: control characters could drive the terminal. */
  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", "\u00b7");
  }

  private static String symbol(Message.Tone tone) {
    return switch (tone) {
      case DOWN -> "\u25bc ";
      case UP -> "\u25b2 ";
      case WARNING -> "\u26a0 ";
      case NEUTRAL -> "";
    };
  }

  private static String style(Message.Tone tone) {
    return switch (tone) {
      case DOWN -> "\u001b[1;31m";
      case UP -> "\u001b[1;32m";
      case WARNING -> "\u001b[1;33m";
      case NEUTRAL -> "\u001b[1m";
    };
  }

  private String styled(String style, String text) {
    return colours ? style + text + RESET : text;
  }
}
