package lowtide.signal;

import org.hipparchus.analysis.integration.IterativeLegendreGaussIntegrator;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * What is left of a correlation where both values are beyond a threshold, were they jointly normal.
 *
 * <p>Cutting off all but a corner lowers a correlation by itself; what a tail shows must be held
 * against this and not against the whole. Moments by Rosenbaum (1961), the corner's probability by
 * Gauss-Legendre quadrature; the coefficient is good to 1e-9.
 */
final class TruncatedNormal {
  private static final NormalDistribution NORMAL = new NormalDistribution();
  private static final double FAR = 12; // beyond it a normal density is below 1e-31

  private TruncatedNormal() {}

  /**
   * The correlation of two standard normal variables given that both exceed {@code h}.
   *
   * @param rho their correlation, from above -1 to below 1
   * @param h from -6 to 4: beyond, the corner is empty for any purpose
   */
  static double correlationBeyond(double h, double rho) {
    if (!(rho > -1 && rho < 1) || !(h >= -6 && h <= 4)) {
      throw new IllegalArgumentException(
          "need rho between -1 and 1 and h from -6 to 4: %s, %s".formatted(rho, h));
    }
    double s = Math.sqrt((1 - rho) * (1 + rho));
    double corner =
        new IterativeLegendreGaussIntegrator(24, 1e-13, 1e-16)
            .integrate(100_000, x -> NORMAL.density(x) * upper((h - rho * x) / s), h, h + FAR);
    double edge = upper((h - rho * h) / s);
    double density = NORMAL.density(h);
    double joint = s / Math.sqrt(2 * Math.PI) * NORMAL.density(h * Math.sqrt(2 / (1 + rho)));
    double mean = (1 + rho) * density * edge / corner;
    double square = (corner + (1 + rho * rho) * h * density * edge + rho * joint) / corner;
    double product = (rho * corner + 2 * rho * h * density * edge + joint) / corner;
    return (product - mean * mean) / (square - mean * mean);
  }

  private static double upper(double x) {
    return 1 - NORMAL.cumulativeProbability(x);
  }
}
