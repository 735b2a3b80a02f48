package lowtide.market;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The closes of UTC days as hours tell them: of each day the hour that ends with it. */
public final class UtcDays {
  private static final Duration LAST_HOUR = Duration.ofHours(23);

  private UtcDays() {}

  /**
   * @param hourly of a coin; days whose last hour is missing are left out
   */
  public static Series of(Series hourly) {
    List<Bar> days = new ArrayList<>();
    for (int i = 0; i < hourly.size(); i++) {
      Instant day = hourly.opensAt(i).truncatedTo(ChronoUnit.DAYS);
      if (hourly.opensAt(i).equals(day.plus(LAST_HOUR))) {
        days.add(Bar.ofClose(day, hourly.close(i)));
      }
    }
    return Series.of(hourly.instrument(), Interval.DAY, days);
  }
}
