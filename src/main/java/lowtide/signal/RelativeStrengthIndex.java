package lowtide.signal;

import java.util.OptionalDouble;
import lowtide.market.Series;

/**
 * Wilder's relative strength index as a fold over closes, 0 (only losses) to 100 (only gains).
 *
 * <p>100 g / (g + l), g and l being the average gain and loss a bar. Each begins as the mean of the
 * first {@code period} changes, then moves 1/period of the way to each new one (Wilder 1978).
 *
 * @param period changes averaged over, customarily 14
 * @param changes how many changes went in, up to {@code period}
 * @param gain the sum of the gains until there are {@code period} changes, then their average
 * @param loss likewise, never negative
 * @param previousClose NaN before the first close
 */
public record RelativeStrengthIndex(
    int period, int changes, double gain, double loss, double previousClose) {

  public RelativeStrengthIndex {
    if (period < 1) {
      throw new IllegalArgumentException("period must be at least 1: " + period);
    }
  }

  /** Before the first close. */
  public static RelativeStrengthIndex over(int period) {
    return new RelativeStrengthIndex(period, 0, 0, 0, Double.NaN);
  }

  /** Of the whole series. */
  public static RelativeStrengthIndex of(Series bars, int period) {
    RelativeStrengthIndex index = over(period);
    for (int i = 0; i < bars.size(); i++) {
      index = index.next(bars.close(i));
    }
    return index;
  }

  /**
   * After one more close.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public RelativeStrengthIndex next(double close) {
    if (!Double.isFinite(close)) {
      throw new IllegalArgumentException("close must be finite: " + close);
    }
    if (Double.isNaN(previousClose)) {
      return new RelativeStrengthIndex(period, 0, 0, 0, close);
    }
    double change = close - previousClose;
    return new RelativeStrengthIndex(
        period,
        Math.min(changes + 1, period),
        accumulate(gain, Math.max(change, 0)),
        accumulate(loss, Math.max(-change, 0)),
        close);
  }

  private double accumulate(double accumulated, double amount) {
    if (changes < period - 1) {
      return accumulated + amount;
    }
    return changes == period - 1
        ? (accumulated + amount) / period
        : (accumulated * (period - 1) + amount) / period;
  }

  /** The index; empty before {@code period + 1} closes, and where the price never moved. */
  public OptionalDouble value() {
    return changes < period || gain + loss == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100 * gain / (gain + loss));
  }
}
