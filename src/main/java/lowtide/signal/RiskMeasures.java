package lowtide.signal;

/**
 * The measures that {@link RiskIndex} ranks, each worked out from its own window alone: O(n) a
 * value.
 *
 * <p>A running sum would be faster and carry the rounding of days long gone into every later value;
 * so a day's measure would depend on where one began. Windows end at index {@code i}, itself
 * included, and must be full.
 */
final class RiskMeasures {
  private static final double DAYS_A_YEAR = 365;

  private RiskMeasures() {}

  /** The log return into close {@code i}; NaN into the first. */
  static double logReturn(double[] closes, int i) {
    return i == 0 ? Double.NaN : Math.log(closes[i] / closes[i - 1]);
  }

  /** Sample standard deviation of {@code n} daily log returns, times sqrt(365): a year's. */
  static double volatility(double[] returns, int i, int n) {
    double mean = 0;
    for (int k = i - n + 1; k <= i; k++) {
      mean += returns[k];
    }
    mean /= n;
    double sum = 0;
    for (int k = i - n + 1; k <= i; k++) {
      sum += (returns[k] - mean) * (returns[k] - mean);
    }
    return Math.sqrt(sum / (n - 1) * DAYS_A_YEAR);
  }

  /** Root of the mean of min(r, 0)^2 over {@code n} log returns: a day's. */
  static double semideviation(double[] returns, int i, int n) {
    double sum = 0;
    for (int k = i - n + 1; k <= i; k++) {
      double loss = Math.min(returns[k], 0);
      sum += loss * loss;
    }
    return Math.sqrt(sum / n);
  }

  /** 1 - P / the highest of {@code n} closes. */
  static double drawdown(double[] closes, int i, int n) {
    double peak = closes[i];
    for (int k = i - n + 1; k < i; k++) {
      peak = Math.max(peak, closes[k]);
    }
    return 1 - closes[i] / peak;
  }

  /** P / the mean of {@code n} closes. */
  static double ratioToMean(double[] closes, int i, int n) {
    double sum = 0;
    for (int k = i - n + 1; k <= i; k++) {
      sum += closes[k];
    }
    return closes[i] / (sum / n);
  }
}
