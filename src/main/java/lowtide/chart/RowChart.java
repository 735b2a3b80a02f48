package lowtide.chart;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Figures by name rather than over time, one row each, with their intervals: months, years,
 * portfolios, assets.
 *
 * @param caption what the figures are, and their unit
 * @param kinds what the marks of a row stand for, e.g. {@code raw mean}, {@code shrunk mean}
 * @param rows 1 to 14, top to bottom
 */
public record RowChart(
    String title,
    String subtitle,
    String watermark,
    String caption,
    ValueFormat format,
    List<Kind> kinds,
    List<Row> rows)
    implements Drawing {

  /** A sort of figure, told by a shape and an ink. */
  public record Kind(String name, Ink ink, Shape shape) {}

  /** The shape of a mark. */
  public enum Shape {
    DOT,
    RING,
    DIAMOND
  }

  /**
   * A name with its figures.
   *
   * @param label beside the row, at the right: the figures in words
   * @param marked whether it is the one that the picture is about
   */
  public record Row(String name, String label, boolean marked, List<Mark> marks) {
    public Row {
      marks = List.copyOf(marks);
    }
  }

  /**
   * A figure.
   *
   * @param kind position among the kinds
   * @param low lower end of its interval, NaN for none; {@code high} likewise
   */
  public record Mark(int kind, double value, double low, double high) {
    public Mark {
      Values.check("value", value);
      if (Double.isNaN(low) != Double.isNaN(high) || low > value || high < value) {
        throw new IllegalArgumentException(
            "interval must hold the value: %s in %s to %s".formatted(value, low, high));
      }
    }

    /** Without an interval. */
    public Mark(int kind, double value) {
      this(kind, value, Double.NaN, Double.NaN);
    }
  }

  public RowChart {
    kinds = List.copyOf(kinds);
    rows = List.copyOf(rows);
    if (title.isBlank()) {
      throw new IllegalArgumentException("title must not be blank: '%s'".formatted(title));
    }
    if (rows.isEmpty() || rows.size() > 14) {
      throw new IllegalArgumentException("rows must be 1 to 14: " + rows.size());
    }
    for (Row row : rows) {
      for (Mark mark : row.marks()) {
        if (mark.kind() < 0 || mark.kind() >= kinds.size()) {
          throw new IllegalArgumentException(
              "kind of %s must be below %s: %s".formatted(row.name(), kinds.size(), mark.kind()));
        }
      }
    }
  }

  public RowChart(
      String title,
      String subtitle,
      String caption,
      ValueFormat format,
      List<Kind> kinds,
      List<Row> rows) {
    this(title, subtitle, "", caption, format, kinds, rows);
  }

  @Override
  public RowChart simulated() {
    return new RowChart(title, subtitle, SIMULATED, caption, format, kinds, rows);
  }

  @Override
  public RowChart said(UnaryOperator<String> words) {
    return new RowChart(
        words.apply(title),
        words.apply(subtitle),
        words.apply(watermark),
        words.apply(caption),
        format,
        kinds.stream()
            .map(kind -> new Kind(words.apply(kind.name()), kind.ink(), kind.shape()))
            .toList(),
        rows.stream()
            .map(
                row ->
                    new Row(
                        words.apply(row.name()),
                        words.apply(row.label()),
                        row.marked(),
                        row.marks()))
            .toList());
  }

  @Override
  public String altText(UnaryOperator<String> words) {
    RowChart said = said(words);
    return "%s%s. %s. %s: %s."
        .formatted(
            watermark.isEmpty() ? "" : said.watermark + ": ",
            said.title,
            said.subtitle,
            said.caption,
            said.rows.stream()
                .map(row -> row.name() + " " + row.label())
                .collect(Collectors.joining("; ")));
  }
}
