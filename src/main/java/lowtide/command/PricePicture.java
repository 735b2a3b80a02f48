package lowtide.command;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lowtide.alert.Sources;
import lowtide.chart.ChartSpec;
import lowtide.chart.PriceChart;
import lowtide.chart.Times;
import lowtide.chart.Values;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.market.Series;
import lowtide.signal.LevelState;

/** The chart of a price and its dip levels: days' closes, and the last price if it is newer. */
final class PricePicture {
  private PricePicture() {}

  static ChartSpec of(Instrument instrument, int days, List<LevelState> states, MarketView view) {
    Series daily = view.daily(instrument);
    int from = daily.size() - days;
    Instant closed = daily.closesAt(daily.size() - 1);
    Optional<Quote> newer = view.quote(instrument).filter(quote -> quote.time().isAfter(closed));
    int n = newer.isPresent() ? days + 1 : days;
    long[] times = new long[n];
    for (int i = 0; i < days; i++) {
      times[i] = daily.closesAt(from + i).getEpochSecond();
    }
    double[] prices = Arrays.copyOf(daily.closes(from, daily.size()), n);
    newer.ifPresent(
        quote -> {
          times[days] = quote.time().getEpochSecond();
          prices[days] = quote.price().doubleValue();
        });
    List<PriceChart.Level> levels =
        states.stream().map(level -> new PriceChart.Level(level.level(), state(level))).toList();
    Instant last = newer.map(Quote::time).orElse(closed);
    return new PriceChart(
            instrument.symbol(),
            Times.of(times),
            Values.of(prices),
            levels,
            last.toString().substring(0, 16).replace('T', ' ') + " UTC",
            Sources.of(view, instrument))
        .spec();
  }

  private static PriceChart.State state(LevelState level) {
    if (level.side() != LevelState.Side.BEYOND) {
      // Told once that it is near, it is so until the price has gone away again.
      boolean near = level.side() == LevelState.Side.BEFORE && !level.approachArmed();
      return near ? PriceChart.State.NEAR : PriceChart.State.HELD;
    }
    return level.breach() == LevelState.Breach.PROVISIONAL
        ? PriceChart.State.TOUCHED
        : PriceChart.State.BREACHED;
  }
}
