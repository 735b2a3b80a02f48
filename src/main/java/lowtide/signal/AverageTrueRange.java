package lowtide.signal;

import java.util.OptionalDouble;
import lowtide.market.Series;

/**
 * Wilder's average true range as a fold over bars, in the unit of the price.
 *
 * <p>The true range is the largest of high - low, |high - previous close| and |low - previous
 * close|; of a bar without high and low, the change of the close. The average begins as the mean of
 * the first {@code period} ranges, then moves 1/period of the way to each new one (Wilder 1978). It
 * never quite forgets, so a fold over part of a history differs in the last digits from one over
 * all of it.
 *
 * @param period bars averaged over, customarily 14
 * @param ranges how many true ranges went in: one fewer than the bars
 * @param accumulated the sum of the ranges until there are {@code period}, then their average
 * @param previousClose NaN before the first bar
 */
public record AverageTrueRange(int period, int ranges, double accumulated, double previousClose) {

  public AverageTrueRange {
    if (period < 1) {
      throw new IllegalArgumentException("period must be at least 1: " + period);
    }
  }

  /** Before the first bar. */
  public static AverageTrueRange over(int period) {
    return new AverageTrueRange(period, 0, 0, Double.NaN);
  }

  /** Of the whole series. */
  public static AverageTrueRange of(Series bars, int period) {
    AverageTrueRange range = over(period);
    for (int i = 0; i < bars.size(); i++) {
      range = range.next(bars.high(i), bars.low(i), bars.close(i));
    }
    return range;
  }

  /**
   * After one more bar.
   *
   * @param high NaN if unknown, and then {@code low} is not looked at; likewise the reverse
   * @throws IllegalArgumentException if {@code close} is not finite
   */
  public AverageTrueRange next(double high, double low, double close) {
    if (!Double.isFinite(close)) {
      throw new IllegalArgumentException("close must be finite: " + close);
    }
    if (Double.isNaN(previousClose)) {
      return new AverageTrueRange(period, 0, 0, close);
    }
    double range = Math.abs(close - previousClose);
    if (!Double.isNaN(high) && !Double.isNaN(low)) {
      range =
          Math.max(
              high - low, Math.max(Math.abs(high - previousClose), Math.abs(low - previousClose)));
    }
    double next;
    if (ranges < period - 1) {
      next = accumulated + range;
    } else if (ranges == period - 1) {
      next = (accumulated + range) / period;
    } else {
      next = (accumulated * (period - 1) + range) / period;
    }
    // The count need not go on past the period; stopping it keeps it from overflowing.
    return new AverageTrueRange(period, Math.min(ranges + 1, period), next, close);
  }

  /** The average; empty before {@code period + 1} bars. */
  public OptionalDouble value() {
    return ranges < period ? OptionalDouble.empty() : OptionalDouble.of(accumulated);
  }
}
