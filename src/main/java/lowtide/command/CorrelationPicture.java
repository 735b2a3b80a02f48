package lowtide.command;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import lowtide.alert.Sources;
import lowtide.chart.ChartSpec;
import lowtide.chart.CorrelationChart;
import lowtide.chart.Times;
import lowtide.chart.Values;
import lowtide.chart.Zone;
import lowtide.market.MarketView;
import lowtide.market.Series;
import lowtide.market.TradingCalendar;
import lowtide.signal.CorrelationReading;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.RollingCorrelation;

/** The chart of a correlation: the last year of sessions, with the asset's price above. */
final class CorrelationPicture {
  private static final int SESSIONS_SHOWN = 250;

  private CorrelationPicture() {}

  static ChartSpec of(
      CorrelationReading reading,
      RollingCorrelation rolling,
      CorrelationSettings.Bands bands,
      MarketView view) {
    int from = Math.max(0, rolling.size() - SESSIONS_SHOWN);
    int n = rolling.size() - from;
    long[] times = new long[n];
    double[] price = new double[n];
    double[] r = new double[n];
    double[] low = new double[n];
    double[] high = new double[n];
    Series daily = view.daily(reading.asset());
    for (int i = 0; i < n; i++) {
      LocalDate session = rolling.session(from + i);
      times[i] = TradingCalendar.NEW_YORK.close(session).getEpochSecond();
      int day = daily.indexOf(session.atStartOfDay(ZoneOffset.UTC).toInstant());
      price[i] = day < 0 ? Double.NaN : daily.close(day);
      r[i] = rolling.pearson(from + i);
      low[i] = rolling.low(from + i);
      high[i] = rolling.high(from + i);
    }
    List<Zone> zones =
        CorrelationChart.zones(bands.inverse(), bands.decoupled(), bands.weak(), bands.moderate());
    return new CorrelationChart(
            reading.asset().symbol(),
            reading.proxy().symbol(),
            reading.window(),
            Times.of(times),
            Values.of(price),
            Values.of(r),
            Values.of(low),
            Values.of(high),
            zones,
            reading.label().word(),
            reading.significant(),
            reading.n(),
            reading.session(),
            Sources.of(view, reading.asset(), reading.proxy()))
        .spec();
  }
}
