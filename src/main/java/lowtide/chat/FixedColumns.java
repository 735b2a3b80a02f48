package lowtide.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A table as lines for a fixed-width font: numbers to the right, words to the left. */
public final class FixedColumns {
  private static final Pattern NUMBER = Pattern.compile("[-+−±≈~×]?\\s?[$€£¥₿]?[0-9.].*");

  /** What stands where there is no number. */
  private static final Pattern NOTHING = Pattern.compile("\\s*(?:[-–—]|n/a)?\\s*");

  private static final String GAP = "  ";

  private FixedColumns() {}

  /**
   * @param rows cells, free of what a platform does not show
   */
  public static List<String> lines(List<List<String>> rows) {
    List<Column> columns =
        IntStream.range(0, rows.get(0).size()).mapToObj(at -> Column.of(rows, at)).toList();
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int at = 0; at < columns.size(); at++) {
        cells.add(columns.get(at).padded(row.get(at)));
      }
      lines.add(String.join(GAP, cells).stripTrailing());
    }
    return Collections.unmodifiableList(lines);
  }

  /** How many columns of a fixed-width font a text takes: marks stand on the letter before. */
  public static int width(String text) {
    return (int)
        text.codePoints()
            .filter(
                point ->
                    Character.getType(point) != Character.NON_SPACING_MARK
                        && Character.getType(point) != Character.ENCLOSING_MARK)
            .count();
  }

  private record Column(int width, boolean numbers) {
    static Column of(List<List<String>> rows, int at) {
      List<String> cells = rows.stream().map(row -> row.get(at)).toList();
      int width = cells.stream().mapToInt(FixedColumns::width).max().orElse(0);
      List<String> body =
          cells.stream().skip(1).filter(cell -> !NOTHING.matcher(cell).matches()).toList();
      boolean numbers =
          !body.isEmpty() && body.stream().allMatch(cell -> NUMBER.matcher(cell).matches());
      return new Column(width, numbers);
    }

    String padded(String cell) {
      String padding = " ".repeat(width - FixedColumns.width(cell));
      return numbers ? padding + cell : cell + padding;
    }
  }
}
