package lowtide.signal;

import java.time.Instant;
import java.time.YearMonth;

/**
 * A finished month: from the close at the end of the month before to the close at its own end.
 *
 * @param from the close before, above 0
 * @param to the month's last close, above 0
 * @param asOf when the month was over
 */
public record SeasonMonth(YearMonth month, double from, double to, Instant asOf) {
  public SeasonMonth {
    if (!(from > 0 && to > 0 && Double.isFinite(from) && Double.isFinite(to))) {
      throw new IllegalArgumentException(
          "closes of %s must be above 0: %s, %s".formatted(month, from, to));
    }
  }

  /** ln(to / from). */
  public double logReturn() {
    return Math.log(to / from);
  }
}
