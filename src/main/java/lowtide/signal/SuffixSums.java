package lowtide.signal;

/**
 * Sums of the deviations of a block of pairs from an anchor, of every suffix of the block.
 *
 * <p>Entry {@code i} sums the pairs from {@code i} to the block's end; the entry past the last pair
 * is 0, and so is entry 0: no window holds a whole block and a pair of the next one. O(window) to
 * rebuild, in 5 (window + 1) numbers.
 */
final class SuffixSums {
  final double[] x;
  final double[] y;
  final double[] xx;
  final double[] yy;
  final double[] xy;

  SuffixSums(int window) {
    x = new double[window + 1];
    y = new double[window + 1];
    xx = new double[window + 1];
    yy = new double[window + 1];
    xy = new double[window + 1];
  }

  /**
   * Sums the first {@code window} pairs of two columns anew.
   *
   * @param anchorX what x is measured from; {@code anchorY} likewise
   */
  void rebuild(double[] blockX, double[] blockY, double anchorX, double anchorY) {
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
    for (int i = sumsX.length - 2; i > 0; i--) {
      double dx = blockX[i] - anchorX;
      double dy = blockY[i] - anchorY;
      sx += dx;
      sy += dy;
      sxx += dx * dx;
      syy += dy * dy;
      sxy += dx * dy;
      sumsX[i] = sx;
      sumsY[i] = sy;
      sumsXx[i] = sxx;
      sumsYy[i] = syy;
      sumsXy[i] = sxy;
    }
  }
}
