package lowtide.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Series;
import org.jspecify.annotations.Nullable;

/** A bar's close that levels are held against: an hour's, and a day's where there are no hours. */
record LevelClose(Series series, int bar) {

  BigDecimal price() {
    return BigDecimal.valueOf(series.close(bar));
  }

  Instant at() {
    return series.closesAt(bar);
  }

  /**
   * All later than {@code seen}, oldest first. O(new bars).
   *
   * @param seen null for all there are
   */
  static List<LevelClose> after(@Nullable Instant seen, MarketView view, Instrument instrument) {
    List<LevelClose> closes = new ArrayList<>();
    Series hourly = view.hourly(instrument);
    Series daily = view.daily(instrument);
    int hour = firstAfter(hourly, seen);
    int day = firstAfter(daily, seen);
    while (hour < hourly.size() || day < daily.size()) {
      boolean hourNext =
          day == daily.size()
              || (hour < hourly.size() && !hourly.closesAt(hour).isAfter(daily.closesAt(day)));
      if (hourNext) {
        closes.add(new LevelClose(hourly, hour++));
      } else {
        Instant end = daily.closesAt(day);
        if (hourly.indexOf(end.minus(Duration.ofHours(1))) < 0) {
          closes.add(new LevelClose(daily, day));
        }
        day++;
      }
    }
    return closes;
  }

  private static int firstAfter(Series bars, @Nullable Instant seen) {
    return seen == null ? 0 : bars.countUntil(seen);
  }
}
