package lowtide.signal;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** Whether two correlations differ, and by how much. */
public final class CorrelationDifference {
  private CorrelationDifference() {}

  /**
   * |z1 - z2| / sqrt(se1^2 + se2^2) of two correlations of different sessions, z = atanh r.
   *
   * @param se1 standard error of z1, e.g. 1 / sqrt(n - 3) of independent normal pairs
   */
  public static double statistic(double r1, double se1, double r2, double se2) {
    return Math.abs(atanh(r1) - atanh(r2)) / Math.sqrt(se1 * se1 + se2 * se2);
  }

  /** How often a statistic this large or larger comes by chance, on either side. */
  public static double probability(double statistic) {
    return 2 * new NormalDistribution().cumulativeProbability(-statistic);
  }

  /**
   * The difference r(x, z) - r(y, z) over the same sessions with its 95 % interval.
   *
   * <p>The standard error comes from the mean square of the difference of both influence functions,
   * psi = uv - r (u^2 + v^2) / 2, so that what the two have in common cancels.
   *
   * @return difference, low, high
   */
  public static double[] dependent(double[] x, double[] y, double[] z) {
    int n = Pairs.require(x, z);
    Pairs.require(y, z);
    double[] u = standardised(x);
    double[] v = standardised(y);
    double[] w = standardised(z);
    double r1 = mean(u, w);
    double r2 = mean(v, w);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double psi1 = u[i] * w[i] - r1 * (u[i] * u[i] + w[i] * w[i]) / 2;
      double psi2 = v[i] * w[i] - r2 * (v[i] * v[i] + w[i] * w[i]) / 2;
      sum += (psi1 - psi2) * (psi1 - psi2);
    }
    double width = ConfidenceInterval.tQuantile(n - 2) * Math.sqrt(sum / n / (n - 3));
    return new double[] {r1 - r2, r1 - r2 - width, r1 - r2 + width};
  }

  static double atanh(double r) {
    return 0.5 * (Math.log1p(r) - Math.log1p(-r));
  }

  private static double[] standardised(double[] values) {
    int n = values.length;
    double mean = 0;
    for (double value : values) {
      mean += value / n;
    }
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    double deviation = Math.sqrt(sum / n);
    double[] standardised = new double[n];
    for (int i = 0; i < n; i++) {
      standardised[i] = (values[i] - mean) / deviation;
    }
    return standardised;
  }

  private static double mean(double[] u, double[] v) {
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      sum += u[i] * v[i];
    }
    return sum / u.length;
  }
}
