package lowtide.signal;

import java.util.OptionalDouble;

/**
 * How many independent pairs a sample of dependent ones is worth.
 *
 * <p>n / (1 + 2 sum of (1 - k/n) rho_x(k) rho_y(k) over lags k = 1 to 10), between 4.01 and n
 * (Bartlett 1935; Pyper and Peterman 1998). Two series that each persist agree by accident more
 * often than two that don't.
 */
public final class EffectiveSize {
  private static final int LAGS = 10;
  private static final double LEAST = 4.01;

  private EffectiveSize() {}

  /** Empty for fewer than five pairs or a column that does not vary. */
  public static OptionalDouble of(double[] x, double[] y) {
    int n = Pairs.require(x, y);
    CoMoments moments = CoMoments.of(x, y, 0, n);
    if (n < 5 || !moments.isXVaried() || !moments.isYVaried()) {
      return OptionalDouble.empty();
    }
    double[] rhoX = autocorrelations(x);
    double[] rhoY = autocorrelations(y);
    double sum = 0;
    for (int k = 1; k < rhoX.length; k++) {
      sum += (1 - (double) k / n) * rhoX[k] * rhoY[k];
    }
    double inflation = 1 + 2 * sum;
    // Columns that alternate may push it to zero or below; they are worth n at most.
    return OptionalDouble.of(inflation <= 1 ? n : Math.max(LEAST, n / inflation));
  }

  /** Indexed by lag, from 0 (always 1) to 10 or the last there is. */
  private static double[] autocorrelations(double[] values) {
    int n = values.length;
    double mean = 0;
    for (double value : values) {
      mean += value / n;
    }
    double[] deviations = new double[n];
    for (int i = 0; i < n; i++) {
      deviations[i] = values[i] - mean;
    }
    double[] rho = new double[Math.min(LAGS, n - 1) + 1];
    double squares = product(deviations, 0);
    for (int k = 0; k < rho.length; k++) {
      rho[k] = product(deviations, k) / squares;
    }
    return rho;
  }

  private static double product(double[] deviations, int lag) {
    double sum = 0;
    for (int i = lag; i < deviations.length; i++) {
      sum += deviations[i] * deviations[i - lag];
    }
    return sum;
  }
}
