package lowtide.chat.console;

import java.util.List;
import lowtide.chat.FixedColumns;
import lowtide.chat.Message;

/** Messages as text for a terminal, no wider than it, in colour where it can show it. */
final class ConsoleRenderer {
  private static final String PLAIN = "";
  private static final String BOLD = "\u001b[1m";
  private static final String FAINT = "\u001b[2m";
  private static final String CODE = "\u001b[36m";
  private static final int INDENT = 2;

  private final int width;
  private final boolean colours;

  ConsoleRenderer(int width, boolean colours) {
    this.width = width;
    this.colours = colours;
  }

  /**
   * @param first number of the message's first button
   */
  String render(Message message, int first) {
    StringBuilder text = new StringBuilder();
    Paragraph title = new Paragraph(width, 0, colours);
    title.add(style(message.tone()), symbol(message.tone()) + clean(message.title()));
    text.append(title);
    for (Message.Block block : message.blocks()) {
      if (block instanceof Message.Table table) {
        appendTable(text, table);
      } else if (block instanceof Message.Line line) {
        text.append(paragraph(line));
      }
    }
    if (!message.footer().isEmpty()) {
      text.append(new Paragraph(width, INDENT, colours).add(FAINT, clean(message.footer())));
    }
    if (!message.buttons().isEmpty()) {
      text.append(buttons(message.buttons(), first));
    }
    return text.toString();
  }

  /** By their numbers, which can be typed. */
  private Paragraph buttons(List<Message.Button> buttons, int first) {
    Paragraph paragraph = new Paragraph(width, INDENT, colours);
    for (int i = 0; i < buttons.size(); i++) {
      String button = "[%d] %s".formatted(first + i, clean(buttons.get(i).label()));
      paragraph.add(CODE, button.replace(' ', Paragraph.HARD_SPACE)).add(PLAIN, "  ");
    }
    return paragraph;
  }

  private Paragraph paragraph(Message.Line line) {
    Paragraph paragraph = new Paragraph(width, INDENT, colours);
    line.spans().forEach(span -> add(paragraph, span));
    return paragraph;
  }

  private static void add(Paragraph paragraph, Message.Span span) {
    if (span instanceof Message.Bold bold) {
      paragraph.add(BOLD, clean(bold.text()));
    } else if (span instanceof Message.Code code) {
      paragraph.add(CODE, clean(code.text()));
    } else if (span instanceof Message.Moment moment) {
      paragraph.add(PLAIN, moment.local());
    } else {
      paragraph.add(PLAIN, clean(span.toString()));
    }
  }

  private void appendTable(StringBuilder text, Message.Table table) {
    List<List<String>> rows =
        table.rows().stream()
            .map(row -> row.stream().map(ConsoleRenderer::clean).toList())
            .toList();
    List<String> lines = FixedColumns.lines(rows);
    if (lines.stream().anyMatch(line -> FixedColumns.width(line) > width - INDENT)) {
      table.unfolded().forEach(line -> text.append(paragraph(line)));
      return;
    }
    for (int i = 0; i < lines.size(); i++) {
      Paragraph line = new Paragraph(Screen.UNBROKEN, INDENT, colours);
      text.append(line.add(i == 0 ? FAINT : PLAIN, lines.get(i)));
    }
  }

  /**
   * Text may hold what others typed: control characters could drive the terminal, and those of
   * writing direction show it in another order.
   */
  private static String clean(String text) {
    return text.replaceAll("[\\p{Cc}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]", "·");
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
      case NEUTRAL -> BOLD;
    };
  }
}
