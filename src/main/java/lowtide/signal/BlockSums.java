package lowtide.signal;

import java.util.Arrays;

/**
 * One window's sums of products of deviations, for several columns side by side.
 *
 * <p>A window is a suffix of one block of half its length, the whole block after it, and a prefix
 * of the newest block. What each bar adds: to the newest block's prefix, about the middle block's
 * first bar; to the same prefix about the newest block's own first bar, for the time when it is the
 * middle one; and one suffix more of the middle block, about the newest block's first bar, for the
 * time when it is the left one. So every bar costs the same, O(columns), in window / 2 rows of
 * columns.
 *
 * <p>Rows are arrays of their own, all read at one index: only so does the compiler turn the loops
 * into vector instructions.
 */
final class BlockSums {
  private final int half;

  /** How many places ahead of the suffix that is written the one lies that is used up. */
  private final int ahead;

  private final double[][] suffixes;
  private final double[] empty;
  private double[] next;

  /** The middle block and the newest one's prefix. */
  private final double[] middle;

  private boolean backwards;

  BlockSums(int window, int columns) {
    half = window / 2;
    ahead = 2 - window % 2;
    suffixes = new double[half + 1][columns];
    empty = new double[columns];
    next = new double[columns];
    middle = new double[columns];
  }

  /** Moves each block one to the left. */
  void nextBlock() {
    System.arraycopy(next, 0, middle, 0, next.length);
    Arrays.fill(next, 0);
    // Suffixes are used up from the longest on and written from the shortest on. In turns from the
    // one end and from the other, one set of rows does for both.
    backwards = !backwards;
  }

  /**
   * Adds products of deviations for the time when the newest block is the middle one.
   *
   * @param i the newest bar's place in its block
   * @param bar the newest bar's deviations from its block's first bar, {@code factor} to go with it
   * @param old likewise of the bar that the suffixes of the block before grow by
   */
  void prepare(int i, double[] bar, double factor, double[] old, double oldFactor) {
    double[] sums = next;
    double[] shorter = shorterSuffix(i);
    double[] longer = suffix(i);
    for (int c = 0; c < sums.length; c++) {
      sums[c] += bar[c] * factor;
      longer[c] = shorter[c] + old[c] * oldFactor;
    }
  }

  /** Likewise squares. */
  void prepareSquares(int i, double[] bar, double[] old) {
    double[] sums = next;
    double[] shorter = shorterSuffix(i);
    double[] longer = suffix(i);
    for (int c = 0; c < sums.length; c++) {
      sums[c] += bar[c] * bar[c];
      longer[c] = shorter[c] + old[c] * old[c];
    }
  }

  /**
   * Adds the newest bar's deviations from the middle block's first bar, and puts the sums over the
   * whole window in {@code totals}.
   */
  void add(int i, double[] bar, double[] totals) {
    double[] left = usedSuffix(i);
    double[] sums = middle;
    for (int c = 0; c < sums.length; c++) {
      double sum = sums[c] + bar[c];
      sums[c] = sum;
      totals[c] = left[c] + sum;
    }
  }

  /** Likewise squares. */
  void addSquares(int i, double[] bar, double[] totals) {
    double[] left = usedSuffix(i);
    double[] sums = middle;
    for (int c = 0; c < sums.length; c++) {
      double sum = sums[c] + bar[c] * bar[c];
      sums[c] = sum;
      totals[c] = left[c] + sum;
    }
  }

  /**
   * Likewise products, about the means of the window and in units of both scales: coefficients.
   *
   * @param sum sums of deviations over the window, {@code otherMean} the other column's mean one
   */
  void add(
      int i,
      double[] bar,
      double factor,
      double[] sum,
      double otherMean,
      double[] scale,
      double otherScale,
      double[] coefficients) {
    double[] left = usedSuffix(i);
    double[] sums = middle;
    for (int c = 0; c < sums.length; c++) {
      double products = sums[c] + bar[c] * factor;
      sums[c] = products;
      coefficients[c] = ((left[c] + products) - sum[c] * otherMean) * scale[c] * otherScale;
    }
  }

  private double[] suffix(int i) {
    return suffixes[backwards ? half - i : i];
  }

  private double[] shorterSuffix(int i) {
    return i == 0 ? empty : suffix(i - 1);
  }

  private double[] usedSuffix(int i) {
    return i + ahead > half ? empty : suffix(i + ahead);
  }
}
