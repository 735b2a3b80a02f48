package lowtide.signal;

import java.time.YearMonth;
import java.util.OptionalDouble;

/**
 * What the means known before a month would have said of it, and what it did.
 *
 * @param from the close before the month
 * @param to its last close
 * @param rawMean of the calendar month's log returns before; {@code shrunkMean} likewise
 * @param mean of all log returns before
 * @param half half the width of the band around the shrunk mean; empty where there was none yet
 * @param touchProbability that a price without drift touches the raw projection within the month,
 *     by the volatility known before; empty where that was not known
 * @param touched whether the month's highs or lows reached the raw projection
 */
public record SeasonCheck(
    YearMonth month,
    double from,
    double to,
    double rawMean,
    double shrunkMean,
    double mean,
    OptionalDouble half,
    OptionalDouble touchProbability,
    boolean touched) {

  public double logReturn() {
    return Math.log(to / from);
  }

  /** The price that the raw mean leads to. */
  public double projected() {
    return from * Math.exp(rawMean);
  }

  /** Whether the raw mean had the sign of the return. */
  public boolean isSignRight() {
    return Math.signum(rawMean) == Math.signum(logReturn());
  }

  /** Whether the return lay within the band; false where there was none. */
  public boolean isWithin() {
    return half.isPresent() && Math.abs(logReturn() - shrunkMean) <= half.getAsDouble();
  }
}
