package lowtide.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lowtide.alert.Sources;
import lowtide.chart.Ink;
import lowtide.chart.RowChart;
import lowtide.chart.ValueFormat;
import lowtide.market.MarketView;
import lowtide.signal.SeasonReading;
import lowtide.signal.SeasonTable;

/** The chart of the calendar months: raw means with their intervals beside the shrunk ones. */
final class SeasonPicture {
  private SeasonPicture() {}

  static RowChart of(SeasonReading reading, MarketView view) {
    SeasonTable table = reading.table();
    List<RowChart.Row> rows = new ArrayList<>();
    for (SeasonTable.Row row : table.rows()) {
      rows.add(
          new RowChart.Row(
              SeasonCommand.shortName(row.month()),
              "%s  n %d".formatted(SeasonWords.percent(row.mean()), row.n()),
              row.month() == reading.asked(),
              List.of(
                  new RowChart.Mark(0, 100 * row.mean(), 100 * row.low(), 100 * row.high()),
                  new RowChart.Mark(1, 100 * row.shrunk()))));
    }
    return new RowChart(
        "%s by month: %s (p %s)"
            .formatted(
                reading.instrument().symbol(),
                reading.isEffectFound() ? "the months differ" : "no month effect found",
                SeasonWords.probability(table.p())),
        "%d months, %s to %s · %s"
            .formatted(table.n(), table.from(), table.to(), Sources.of(view, reading.instrument())),
        "mean log return, %",
        ValueFormat.PERCENT,
        List.of(
            new RowChart.Kind("raw, 95 %", Ink.SIGNAL, RowChart.Shape.DOT),
            new RowChart.Kind(
                table.isPooled()
                    ? "shrunk: all the same"
                    : "shrunk by B %s"
                        .formatted(String.format(Locale.US, "%.2f", reading.row().shrinkage())),
                Ink.CAUTION,
                RowChart.Shape.DIAMOND)),
        rows);
  }
}
