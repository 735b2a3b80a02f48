package lowtide.chat.discord;

import java.util.ArrayList;
import java.util.List;
import lowtide.chat.FixedColumns;
import lowtide.chat.Message;

/** A table as fixed-width code blocks; more than one if it is long, each with the header. */
final class TableText {
  private static final String FENCE = "```";
  private static final int LONGEST_CELL = 60;

  private TableText() {}

  /** Embeds are no wider: their code blocks break longer lines, and a table with them. */
  private static final int WIDEST = 58;

  static List<String> blocks(Message.Table table, int limit) {
    List<String> lines = lines(table);
    boolean columns = table.rows().get(0).size() > 1;
    if (columns && lines.stream().anyMatch(line -> FixedColumns.width(line) > WIDEST)) {
      return table.unfolded().stream()
          .flatMap(line -> LineText.lines(line, limit).stream())
          .toList();
    }
    int room = limit - 2 * (FENCE.length() + 1);
    String header = DiscordText.shortened(lines.get(0), room / 2);
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder(header);
    for (String line : lines.subList(1, lines.size())) {
      String row = DiscordText.shortened(line, room / 2 - 1);
      if (block.length() + 1 + row.length() > room) {
        blocks.add(fenced(block));
        block = new StringBuilder(header);
      }
      block.append('\n').append(row);
    }
    blocks.add(fenced(block));
    return blocks;
  }

  private static String fenced(CharSequence text) {
    return FENCE + "\n" + text + "\n" + FENCE;
  }

  private static List<String> lines(Message.Table table) {
    return FixedColumns.lines(
        table.rows().stream().map(row -> row.stream().map(TableText::cell).toList()).toList());
  }

  private static String cell(String text) {
    return DiscordText.shortened(DiscordText.fixedWidth(text), LONGEST_CELL);
  }
}
