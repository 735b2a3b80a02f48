package lowtide.signal;

import java.util.OptionalDouble;

/**
 * Coefficients of linear dependence between two columns of equal length.
 *
 * <p>All are without unit and lie in -1 to 1, except {@link #beta}. Empty means undefined: fewer
 * than two pairs, or a column that does not vary. Columns of unequal length and values that are not
 * finite are refused with an {@link IllegalArgumentException} that names the place.
 */
public final class Correlation {
  private Correlation() {}

  /**
   * Pearson's r = S_xy / sqrt(S_xx S_yy), S being sums of products of deviations from the means.
   */
  public static OptionalDouble pearson(double[] x, double[] y) {
    return pearson(x, y, 0, Pairs.require(x, y));
  }

  /** {@link #pearson} of the pairs from {@code from} (inclusive) to {@code to} (exclusive). */
  static OptionalDouble pearson(double[] x, double[] y, int from, int to) {
    CoMoments m = CoMoments.of(x, y, from, to);
    if (!m.isXVaried() || !m.isYVaried()) {
      return OptionalDouble.empty();
    }
    // Two roots: the product of the sums overflows before either does.
    return OptionalDouble.of(clip(m.xy() / (Math.sqrt(m.xx()) * Math.sqrt(m.yy()))));
  }

  /**
   * The ordinary-least-squares slope of the asset on the proxy, cov / var of the proxy: how much
   * the asset moved for each unit the proxy moved. Empty if the proxy does not vary.
   */
  public static OptionalDouble beta(double[] asset, double[] proxy) {
    return beta(asset, proxy, 0, Pairs.require(asset, proxy));
  }

  static OptionalDouble beta(double[] asset, double[] proxy, int from, int to) {
    CoMoments m = CoMoments.of(asset, proxy, from, to);
    return m.isYVaried() ? OptionalDouble.of(m.xy() / m.yy()) : OptionalDouble.empty();
  }

  /**
   * Exponentially weighted correlation about a mean of zero (RiskMetrics, J.P. Morgan 1996): pair k
   * from the end weighs lambda^k.
   *
   * @param lambda above 0 and below 1; 0.94 is the customary value for days
   */
  public static OptionalDouble ewma(double[] x, double[] y, double lambda) {
    return ewma(x, y, 0, Pairs.require(x, y), lambda);
  }

  static OptionalDouble ewma(double[] x, double[] y, int from, int to, double lambda) {
    if (!(lambda > 0 && lambda < 1)) {
      throw new IllegalArgumentException("lambda must be above 0 and below 1: " + lambda);
    }
    double xx = 0;
    double yy = 0;
    double xy = 0;
    // Forgetting by lambda at each step gives the weights; their sum cancels in the ratio.
    for (int i = from; i < to; i++) {
      xx = lambda * xx + x[i] * x[i];
      yy = lambda * yy + y[i] * y[i];
      xy = lambda * xy + x[i] * y[i];
    }
    // Squares too small or too large for a double leave nothing to divide by.
    boolean defined = xx > 0 && yy > 0 && xx + yy < Double.POSITIVE_INFINITY && to - from >= 2;
    return defined
        ? OptionalDouble.of(clip(xy / (Math.sqrt(xx) * Math.sqrt(yy))))
        : OptionalDouble.empty();
  }

  /**
   * The correlation of a and b with c held fixed, (r_ab - r_ac r_bc) / sqrt((1 - r_ac^2)(1 -
   * r_bc^2)). Empty if c explains a or b wholly.
   *
   * @throws IllegalArgumentException if a coefficient lies outside -1 to 1
   */
  public static OptionalDouble partial(double ab, double ac, double bc) {
    requireCoefficient("r_ab", ab);
    requireCoefficient("r_ac", ac);
    requireCoefficient("r_bc", bc);
    double left = (1 - ac) * (1 + ac) * (1 - bc) * (1 + bc);
    return left > 0
        ? OptionalDouble.of(clip((ab - ac * bc) / Math.sqrt(left)))
        : OptionalDouble.empty();
  }

  static void requireCoefficient(String name, double r) {
    if (!(r >= -1 && r <= 1)) {
      throw new IllegalArgumentException(name + " must be from -1 to 1: " + r);
    }
  }

  /** Rounding may carry a perfect coefficient a hair past 1. */
  private static double clip(double r) {
    return Math.max(-1, Math.min(1, r));
  }
}
