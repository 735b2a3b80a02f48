package lowtide.command;

import java.time.Instant;
import java.util.List;
import lowtide.alert.Sources;
import lowtide.chart.ChartSpec;
import lowtide.chart.PriceChart;
import lowtide.chart.Times;
import lowtide.chart.Values;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Series;
import lowtide.signal.LevelState;

/** The chart of a price and its dip levels. */
final class PricePicture {
  private PricePicture() {}

  static ChartSpec of(Instrument instrument, int days, List<LevelState> states, MarketView view) {
    Series daily = view.daily(instrument);
    int from = daily.size() - days;
    long[] times = new long[days];
    for (int i = 0; i < days; i++) {
      times[i] = daily.closesAt(from + i).getEpochSecond();
    }
    List<PriceChart.Level> levels =
        states.stream().map(level -> new PriceChart.Level(level.level(), state(level))).toList();
    Instant last = daily.closesAt(daily.size() - 1);
    return new PriceChart(
            instrument.symbol(),
            Times.of(times),
            Values.of(daily.closes(from, daily.size())),
            levels,
            last.toString().substring(0, 16).replace('T', ' ') + " UTC",
            Sources.of(view, instrument))
        .spec();
  }

  private static PriceChart.State state(LevelState level) {
    if (level.side() != LevelState.Side.BEYOND) {
      return PriceChart.State.HELD;
    }
    return level.breach() == LevelState.Breach.PROVISIONAL
        ? PriceChart.State.TOUCHED
        : PriceChart.State.BREACHED;
  }
}
