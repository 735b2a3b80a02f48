package lowtide.signal;

import java.util.Arrays;

/**
 * What came after each day: columns, a value a day, over a horizon that begins at the next close.
 *
 * <p>A day whose horizon is not over has none, so nothing here depends on what is not known yet.
 * O(days x horizon).
 *
 * @param drawdown the deepest fall from a high within the horizon, the entry included; .2 is 20 %
 * @param volatility sample standard deviation of the daily log returns, times sqrt(365)
 * @param logReturn from the entry to the end
 */
record ForwardOutcomes(double[] drawdown, double[] volatility, double[] logReturn) {

  /**
   * @param closes one a day, positive
   * @param first index of the first day that is asked about
   * @param horizon how many daily returns lie in it, at least 2
   */
  static ForwardOutcomes of(double[] closes, int first, int horizon) {
    int n = Math.max(0, closes.length - 1 - horizon - first);
    double[] returns = new double[closes.length];
    Arrays.setAll(returns, i -> RiskMeasures.logReturn(closes, i));
    ForwardOutcomes outcomes = new ForwardOutcomes(new double[n], new double[n], new double[n]);
    for (int i = 0; i < n; i++) {
      int entry = first + i + 1;
      int end = entry + horizon;
      outcomes.drawdown[i] = deepest(closes, entry, end);
      outcomes.volatility[i] = RiskMeasures.volatility(returns, end, horizon);
      outcomes.logReturn[i] = Math.log(closes[end] / closes[entry]);
    }
    return outcomes;
  }

  /** The deepest fall from a high among these closes, both ends included. */
  static double deepest(double[] closes, int from, int to) {
    double high = closes[from];
    double deepest = 0;
    for (int k = from + 1; k <= to; k++) {
      high = Math.max(high, closes[k]);
      deepest = Math.max(deepest, 1 - closes[k] / high);
    }
    return deepest;
  }

  /** How many days have outcomes. */
  int size() {
    return drawdown.length;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
