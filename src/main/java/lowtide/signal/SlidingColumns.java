package lowtide.signal;

/**
 * The work of {@link SlidingCorrelation} over two whole columns, some blocks at a time.
 *
 * <p>The same sums in the same order as pair by pair, but in loops that the compiler unrolls or
 * turns into vector instructions: O(1) a pair. Not to be shared between threads.
 */
final class SlidingColumns {
  /** Results worked out in one go: enough to fill vector registers, few enough for the L1 cache. */
  private static final int GROUP = 256;

  private final double[] x;
  private final double[] y;
  private final int window;
  private final double[] blockX;
  private final double[] blockY;
  private final SuffixSums left;
  private final double[] xx;
  private final double[] yy;
  private final double[] xy;

  SlidingColumns(double[] x, double[] y, int window) {
    this.x = x;
    this.y = y;
    this.window = window;
    blockX = new double[window];
    blockY = new double[window];
    left = new SuffixSums(window);
    int group = Math.max(1, GROUP / window) * window;
    xx = new double[group];
    yy = new double[group];
    xy = new double[group];
  }

  /** Fills r from {@code first} to {@code to}, beginning with the block at {@code start}. */
  void slide(int start, int first, int to, double[] r) {
    for (int group = start; group < to; group += xx.length) {
      int end = Math.min(to - group, xx.length) + group;
      for (int block = group; block < end; block += window) {
        if (block > 0) {
          // A copy, as the loop over it then needs no check of bounds.
          System.arraycopy(x, block - window, blockX, 0, window);
          System.arraycopy(y, block - window, blockY, 0, window);
          left.rebuild(blockX, blockY, x[block], y[block]);
        }
        grow(block, Math.min(end - block, window), block - group);
      }
      coefficients(end - group);
      int begin = Math.max(group, first);
      System.arraycopy(xy, begin - group, r, begin, end - begin);
    }
  }

  /** The centred sums of the windows that end in the first pairs of a block. */
  private void grow(int block, int pairs, int at) {
    double[] xs = x;
    double[] ys = y;
    double[] leftX = left.x;
    double[] leftY = left.y;
    double[] leftXx = left.xx;
    double[] leftYy = left.yy;
    double[] leftXy = left.xy;
    double[] outXx = xx;
    double[] outYy = yy;
    double[] outXy = xy;
    double perPair = 1.0 / window;
    double anchorX = xs[block];
    double anchorY = ys[block];
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    for (int i = 0; i < pairs; i++) {
      double dx = xs[block + i] - anchorX;
      double dy = ys[block + i] - anchorY;
      sx += dx;
      sy += dy;
      sxx += dx * dx;
      syy += dy * dy;
      sxy += dx * dy;
      double tx = sx + leftX[i + 1];
      double ty = sy + leftY[i + 1];
      outXx[at + i] = SlidingCorrelation.centred(sxx + leftXx[i + 1], tx, tx, perPair);
      outYy[at + i] = SlidingCorrelation.centred(syy + leftYy[i + 1], ty, ty, perPair);
      outXy[at + i] = SlidingCorrelation.centred(sxy + leftXy[i + 1], tx, ty, perPair);
    }
    // A value that is not finite leaves no finite sum, so only then are they looked at singly.
    if (!Double.isFinite(sxx + syy)) {
      Pairs.requireFinite("x", xs, block, block + pairs);
      Pairs.requireFinite("y", ys, block, block + pairs);
    }
  }

  /** A loop of its own, as one division and two roots a number are worth vector registers. */
  private void coefficients(int size) {
    double[] inXx = xx;
    double[] inYy = yy;
    double[] outXy = xy;
    for (int i = 0; i < size; i++) {
      outXy[i] = SlidingCorrelation.coefficient(inXx[i], inYy[i], outXy[i]);
    }
  }
}
