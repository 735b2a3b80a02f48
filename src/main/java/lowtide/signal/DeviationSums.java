package lowtide.signal;

/**
 * Sums of deviations from an anchor, of their squares and products, for each pair of some blocks.
 *
 * <p>Which pairs an entry sums is said by the method that filled it. O(window) for a block.
 */
final class DeviationSums {
  final double[] x;
  final double[] y;
  final double[] xx;
  final double[] yy;
  final double[] xy;

  DeviationSums(int size) {
    x = new double[size];
    y = new double[size];
    xx = new double[size];
    yy = new double[size];
    xy = new double[size];
  }

  /**
   * Sums the pairs of a block that come after each: entry {@code at} those after the first, and so
   * on to 0 for the last.
   *
   * @param anchorX what x is measured from; {@code anchorY} likewise
   */
  void suffixes(double[] blockX, double[] blockY, double anchorX, double anchorY, int at) {
    // Locals: the compiler cannot know that a store into an array leaves the fields alone.
    double[] sumsX = x;
    double[] sumsY = y;
    double[] sumsXx = xx;
    double[] sumsYy = yy;
    double[] sumsXy = xy;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    for (int i = blockX.length - 1; i >= 0; i--) {
      sumsX[at + i] = sx;
      sumsY[at + i] = sy;
      sumsXx[at + i] = sxx;
      sumsYy[at + i] = syy;
      sumsXy[at + i] = sxy;
      double dx = blockX[i] - anchorX;
      double dy = blockY[i] - anchorY;
      sx += dx;
      sy += dy;
      sxx += dx * dx;
      syy += dy * dy;
      sxy += dx * dy;
    }
  }

  /**
   * Sums the first {@code pairs} of a block up to each and with it, measured from the first: entry
   * {@code at} is 0.
   */
  void prefixes(double[] blockX, double[] blockY, int pairs, int at) {
    double[] sumsX = x;
    double[] sumsY = y;
    double[] sumsXx = xx;
    double[] sumsYy = yy;
    double[] sumsXy = xy;
    double anchorX = blockX[0];
    double anchorY = blockY[0];
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    for (int i = 0; i < pairs; i++) {
      double dx = blockX[i] - anchorX;
      double dy = blockY[i] - anchorY;
      sx += dx;
      sy += dy;
      sxx += dx * dx;
      syy += dy * dy;
      sxy += dx * dy;
      sumsX[at + i] = sx;
      sumsY[at + i] = sy;
      sumsXx[at + i] = sxx;
      sumsYy[at + i] = syy;
      sumsXy[at + i] = sxy;
    }
  }
}
