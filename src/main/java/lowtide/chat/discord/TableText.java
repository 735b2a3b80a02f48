package lowtide.chat.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lowtide.chat.Message;

/** A table as fixed-width code blocks; more than one if it is long, each with the header. */
final class TableText {
  private static final String FENCE = "```";
  private static final int LONGEST_CELL = 60;
  private static final Pattern NUMBER = Pattern.compile("[-+\u2212]?[$€]?[0-9].*|[-–—]?");

  private TableText() {}

  static List<String> blocks(Message.Table table, int limit) {
    List<String> lines = lines(table);
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
    List<List<String>> rows =
        table.rows().stream().map(row -> row.stream().map(TableText::cell).toList()).toList();
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    boolean[] numeric = new boolean[columns];
    for (int i = 0; i < columns; i++) {
      int column = i;
      widths[i] = rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
      numeric[i] =
          rows.size() > 1
              && rows.stream().skip(1).allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }
    return rows.stream().map(row -> line(row, widths, numeric)).toList();
  }

  private static String line(List<String> row, int[] widths, boolean[] numeric) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      String padding = " ".repeat(widths[i] - width(cell));
      line.append(i == 0 ? "" : "  ").append(numeric[i] ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private static String cell(String text) {
    return DiscordText.shortened(DiscordText.fixedWidth(text), LONGEST_CELL);
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
