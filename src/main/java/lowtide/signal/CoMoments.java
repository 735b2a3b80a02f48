package lowtide.signal;

/**
 * Sums of squares and products of deviations of pairs from their means.
 *
 * <p>Two passes, the first for the means, and the second corrected for what rounding left in them
 * (Chan, Golub and LeVeque 1983), so an offset that dwarfs the variation cancels before anything is
 * squared. Whether a column varies is decided by comparing its values, as the sum of squares of a
 * constant column need not round to 0.
 *
 * @param xx zero or the scale squared of x; {@code yy} and {@code xy} likewise
 */
record CoMoments(int n, double xx, double yy, double xy, boolean isXVaried, boolean isYVaried) {

  /** Of the pairs from {@code from} (inclusive) to {@code to} (exclusive), which are finite. */
  static CoMoments of(double[] x, double[] y, int from, int to) {
    int n = to - from;
    double meanX = 0;
    double meanY = 0;
    boolean xVaried = false;
    boolean yVaried = false;
    for (int i = from; i < to; i++) {
      meanX += x[i];
      meanY += y[i];
      xVaried |= x[i] != x[from];
      yVaried |= y[i] != y[from];
    }
    meanX /= n;
    meanY /= n;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    double restX = 0;
    double restY = 0;
    for (int i = from; i < to; i++) {
      double dx = x[i] - meanX;
      double dy = y[i] - meanY;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
      restX += dx;
      restY += dy;
    }
    if (n > 0) {
      xx -= restX * restX / n;
      yy -= restY * restY / n;
      xy -= restX * restY / n;
    }
    // Deviations too small to square, or too large, leave nothing to divide by; NaN fails both.
    xVaried &= xx > 0 && xx < Double.POSITIVE_INFINITY;
    yVaried &= yy > 0 && yy < Double.POSITIVE_INFINITY;
    return new CoMoments(n, xx, yy, xy, xVaried, yVaried);
  }
}
