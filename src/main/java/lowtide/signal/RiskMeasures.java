package lowtide.signal;

/**
 * The measures that {@link RiskIndex} ranks, as columns beside the closes.
 *
 * <p>Where a window is not full yet, the column holds 0 and must not be read. Each window is summed
 * afresh: a running sum would carry the rounding of days long gone into every later value.
 */
final class RiskMeasures {
  private static final double DAYS_A_YEAR = 365;

  private RiskMeasures() {}

  /** Sample standard deviation of the last {@code n} log returns, a year's; from index n on. */
  static double[] volatility(double[] closes, int n) {
    double[] returns = logReturns(closes);
    double[] column = new double[closes.length];
    for (int i = n; i < closes.length; i++) {
      double mean = 0;
      for (int k = i - n + 1; k <= i; k++) {
        mean += returns[k];
      }
      mean /= n;
      double sum = 0;
      for (int k = i - n + 1; k <= i; k++) {
        sum += (returns[k] - mean) * (returns[k] - mean);
      }
      column[i] = Math.sqrt(sum / (n - 1) * DAYS_A_YEAR);
    }
    return column;
  }

  /** Root of the mean of min(r, 0)^2 over the last {@code n} log returns; from index n on. */
  static double[] semideviation(double[] closes, int n) {
    double[] returns = logReturns(closes);
    double[] column = new double[closes.length];
    for (int i = n; i < closes.length; i++) {
      double sum = 0;
      for (int k = i - n + 1; k <= i; k++) {
        double loss = Math.min(returns[k], 0);
        sum += loss * loss;
      }
      column[i] = Math.sqrt(sum / n);
    }
    return column;
  }

  /** 1 - P / the highest of the last {@code n} closes, this one included; from index n - 1 on. */
  static double[] drawdown(double[] closes, int n) {
    double[] column = new double[closes.length];
    for (int i = n - 1; i < closes.length; i++) {
      double peak = closes[i];
      for (int k = i - n + 1; k < i; k++) {
        peak = Math.max(peak, closes[k]);
      }
      column[i] = 1 - closes[i] / peak;
    }
    return column;
  }

  /** P / the mean of the last {@code n} closes, this one included; from index n - 1 on. */
  static double[] ratioToMean(double[] closes, int n) {
    double[] column = new double[closes.length];
    for (int i = n - 1; i < closes.length; i++) {
      double sum = 0;
      for (int k = i - n + 1; k <= i; k++) {
        sum += closes[k];
      }
      column[i] = closes[i] / (sum / n);
    }
    return column;
  }

  /**
   * The mid-rank of each value among the trailing {@code n}, itself included, 0 to 100.
   *
   * @param first index of the first value that counts
   * @param from index of the first that is ranked
   */
  static double[] percentiles(double[] values, int first, int from, int n) {
    double[] column = new double[values.length];
    for (int i = from; i < values.length; i++) {
      int start = Math.max(first, i - n + 1);
      int below = 0;
      int equal = 0;
      double value = values[i];
      for (int k = start; k <= i; k++) {
        below += values[k] < value ? 1 : 0;
        equal += values[k] == value ? 1 : 0;
      }
      column[i] = 100 * (below + equal / 2.0) / (i - start + 1);
    }
    return column;
  }

  private static double[] logReturns(double[] closes) {
    double[] returns = new double[closes.length];
    for (int i = 1; i < closes.length; i++) {
      returns[i] = Math.log(closes[i] / closes[i - 1]);
    }
    return returns;
  }
}
