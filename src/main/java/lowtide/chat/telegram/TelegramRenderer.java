package lowtide.chat.telegram;

import java.util.ArrayList;
import java.util.List;
import lowtide.chat.FixedColumns;
import lowtide.chat.Message;
import lowtide.chat.Message.Picture;
import lowtide.chat.telegram.Page.Section;
import lowtide.chat.telegram.Row.Run;
import lowtide.chat.telegram.Row.Style;
import org.jspecify.annotations.Nullable;

/** A message in Telegram's HTML, in as many parts as Telegram's limits ask for. */
final class TelegramRenderer {
  static final int LONGEST_TEXT = 4096;
  static final int LONGEST_CAPTION = 1024;
  static final int LARGEST_PICTURE = 10 * 1024 * 1024;

  /** Phones break longer lines of a fixed-width font, and a table with them. */
  private static final int WIDEST_TABLE = 38;

  private TelegramRenderer() {}

  static List<Part> render(Message message) {
    List<Part> parts = new ArrayList<>(parts(message));
    int last = parts.size() - 1;
    parts.set(last, parts.get(last).withButtons(message.buttons()));
    return List.copyOf(parts);
  }

  private static List<Part> parts(Message message) {
    Row title = title(message);
    List<Section> body = body(message);
    List<Section> all = new ArrayList<>(body);
    all.add(0, section(title));
    Picture picture = usable(message.picture());
    if (picture == null) {
      return texts(all);
    }
    Page whole = new Page(all);
    if (whole.length() <= LONGEST_CAPTION) {
      return List.of(Part.of(whole, picture));
    }
    List<Part> parts = new ArrayList<>();
    parts.add(Part.of(new Page(List.of(section(title.cut(LONGEST_CAPTION).get(0)))), picture));
    // A title that is too long for a caption is said once more in full.
    parts.addAll(texts(title.length() <= LONGEST_CAPTION ? body : all));
    return List.copyOf(parts);
  }

  private static List<Part> texts(List<Section> sections) {
    return Page.pack(sections, LONGEST_TEXT).stream().map(page -> Part.of(page, null)).toList();
  }

  private static @Nullable Picture usable(@Nullable Picture picture) {
    boolean sendable =
        picture != null && picture.png().length > 0 && picture.png().length <= LARGEST_PICTURE;
    return sendable ? picture : null;
  }

  private static Row title(Message message) {
    String symbol = symbol(message.tone());
    String text = CleanText.line(message.title()).strip();
    // Telegram refuses an empty text, and a title can consist of what is not shown.
    String shown = text.isEmpty() ? "–" : text;
    return Row.of(symbol.isEmpty() ? shown : symbol + " " + shown, Style.BOLD);
  }

  private static String symbol(Message.Tone tone) {
    return switch (tone) {
      case NEUTRAL -> "";
      case DOWN -> "▼";
      case UP -> "▲";
      case WARNING -> "⚠";
    };
  }

  private static List<Section> body(Message message) {
    List<Section> sections = new ArrayList<>();
    for (Message.Block block : message.blocks()) {
      sections.add(section(block));
    }
    String footer = CleanText.line(message.footer());
    if (!footer.isBlank()) {
      sections.add(section(Row.of(footer, Style.ITALIC)));
    }
    return sections;
  }

  private static Section section(Row row) {
    return new Section(List.of(row), false);
  }

  private static Section section(Message.Block block) {
    if (block instanceof Message.Line line) {
      return section(row(line));
    }
    if (block instanceof Message.Table table) {
      List<String> lines =
          FixedColumns.lines(
              table.rows().stream()
                  .map(row -> row.stream().map(CleanText::line).toList())
                  .toList());
      boolean columns = table.rows().get(0).size() > 1;
      return columns && lines.stream().anyMatch(line -> FixedColumns.width(line) > WIDEST_TABLE)
          ? new Section(table.unfolded().stream().map(TelegramRenderer::row).toList(), false)
          : new Section(lines.stream().map(line -> Row.of(line, Style.PLAIN)).toList(), true);
    }
    throw new IllegalArgumentException("unknown block: " + block);
  }

  private static Row row(Message.Line line) {
    return new Row(line.spans().stream().map(TelegramRenderer::run).toList());
  }

  private static Run run(Message.Span span) {
    if (span instanceof Message.Plain plain) {
      return new Run(CleanText.line(plain.text()), Style.PLAIN);
    }
    if (span instanceof Message.Bold bold) {
      return new Run(CleanText.line(bold.text()), Style.BOLD);
    }
    if (span instanceof Message.Code code) {
      return new Run(CleanText.line(code.text()), Style.CODE);
    }
    if (span instanceof Message.Moment moment) {
      return new Run(moment.local(), Style.PLAIN);
    }
    throw new IllegalArgumentException("unknown span: " + span);
  }
}
