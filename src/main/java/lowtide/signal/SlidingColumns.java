package lowtide.signal;

/**
 * The work of {@link SlidingCorrelation} over two whole columns, some blocks at a time.
 *
 * <p>The same sums in the same order as pair by pair. Only adding up, where each step waits for the
 * one before, goes number by number; the rest are loops so short that the compiler turns them into
 * vector instructions. O(1) a pair. Not to be shared between threads.
 */
final class SlidingColumns {
  /** Results worked out in one go: enough to fill vector registers, few enough for the L1 cache. */
  private static final int GROUP = 256;

  private final double[] x;
  private final double[] y;
  private final int window;
  private final double[] blockX;
  private final double[] blockY;

  /** Of the pairs of each window that lie before its anchor. */
  private final DeviationSums left;

  /** Of the pairs from the anchor on, and then of all. */
  private final DeviationSums right;

  SlidingColumns(double[] x, double[] y, int window) {
    this.x = x;
    this.y = y;
    this.window = window;
    blockX = new double[window];
    blockY = new double[window];
    int group = Math.max(1, GROUP / window) * window;
    left = new DeviationSums(group);
    right = new DeviationSums(group);
  }

  /** Fills r from {@code first} to {@code to}, beginning with the block at {@code start}. */
  void slide(int start, int first, int to, double[] r) {
    if (start > 0) {
      copy(start - window, window);
    }
    int size = right.xy.length;
    for (int group = start; group < to; group += size) {
      int end = Math.min(to - group, size) + group;
      for (int block = group; block < end; block += window) {
        if (block > 0) {
          // What was copied last is the block before.
          left.suffixes(blockX, blockY, x[block], y[block], block - group);
        }
        int pairs = Math.min(end - block, window);
        copy(block, pairs);
        right.prefixes(blockX, blockY, pairs, block - group);
        int last = block - group + pairs - 1;
        // A value that is not finite leaves no finite sum, so only then are they looked at singly.
        if (!Double.isFinite(right.xx[last] + right.yy[last])) {
          Pairs.requireFinite("x", x, block, block + pairs);
          Pairs.requireFinite("y", y, block, block + pairs);
        }
      }
      coefficients(end - group);
      int begin = Math.max(group, first);
      System.arraycopy(right.xy, begin - group, r, begin, end - begin);
    }
  }

  /** A loop over a copy needs no check of bounds. */
  private void copy(int from, int pairs) {
    System.arraycopy(x, from, blockX, 0, pairs);
    System.arraycopy(y, from, blockY, 0, pairs);
  }

  /** Turns the sums of the group's first windows into their r, which takes the place of xy. */
  private void coefficients(int windows) {
    double perPair = 1.0 / window;
    add(right.x, left.x, windows);
    add(right.y, left.y, windows);
    centre(right.xx, left.xx, right.x, right.x, perPair, windows);
    centre(right.yy, left.yy, right.y, right.y, perPair, windows);
    centre(right.xy, left.xy, right.x, right.y, perPair, windows);
    divide(right.xy, right.xx, right.yy, windows);
  }

  private static void add(double[] sums, double[] others, int size) {
    for (int i = 0; i < size; i++) {
      sums[i] += others[i];
    }
  }

  private static void centre(
      double[] products, double[] others, double[] sumX, double[] sumY, double perPair, int size) {
    for (int i = 0; i < size; i++) {
      products[i] = SlidingCorrelation.centred(products[i] + others[i], sumX[i], sumY[i], perPair);
    }
  }

  private static void divide(double[] xy, double[] xx, double[] yy, int size) {
    for (int i = 0; i < size; i++) {
      xy[i] = SlidingCorrelation.coefficient(xx[i], yy[i], xy[i]);
    }
  }
}
