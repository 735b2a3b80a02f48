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
  private double[] newest;
  private double[] next;
  private double[] middle;
  private boolean backwards;

  BlockSums(int window, int columns) {
    half = window / 2;
    ahead = 2 - window % 2;
    suffixes = new double[half + 1][columns];
    empty = new double[columns];
    newest = new double[columns];
    next = new double[columns];
    middle = new double[columns];
  }

  /** Moves each block one to the left. */
  void nextBlock() {
    double[] last = middle;
    middle = next;
    next = last;
    Arrays.fill(next, 0);
    Arrays.fill(newest, 0);
    // Suffixes are used up from the longest on and written from the shortest on. In turns from the
    // one end and from the other, one set of rows does for both.
    backwards = !backwards;
  }

  /**
   * Adds the products of a bar's deviations and a factor.
   *
   * @param i the bar's place in its block
   * @param fromMiddle from the middle block's first bar, {@code middleFactor} to go with it
   * @param fromFirst from the newest block's first bar
   * @param old of the bar that the suffixes grow by, from the newest block's first bar
   */
  void add(
      int i,
      double[] fromMiddle,
      double middleFactor,
      double[] fromFirst,
      double firstFactor,
      double[] old,
      double oldFactor) {
    double[] sums = newest;
    double[] nextSums = next;
    double[] shorter = shorterSuffix(i);
    double[] longer = suffix(i);
    for (int c = 0; c < sums.length; c++) {
      sums[c] += fromMiddle[c] * middleFactor;
      nextSums[c] += fromFirst[c] * firstFactor;
      longer[c] = shorter[c] + old[c] * oldFactor;
    }
  }

  /** Adds the squares of a bar's deviations. */
  void addSquares(int i, double[] fromMiddle, double[] fromFirst, double[] old) {
    double[] sums = newest;
    double[] nextSums = next;
    double[] shorter = shorterSuffix(i);
    double[] longer = suffix(i);
    for (int c = 0; c < sums.length; c++) {
      sums[c] += fromMiddle[c] * fromMiddle[c];
      nextSums[c] += fromFirst[c] * fromFirst[c];
      longer[c] = shorter[c] + old[c] * old[c];
    }
  }

  /** Puts the sums over the whole window in {@code totals}. */
  void total(int i, double[] totals) {
    double[] left = usedSuffix(i);
    double[] whole = middle;
    double[] prefix = newest;
    for (int c = 0; c < totals.length; c++) {
      totals[c] = (left[c] + whole[c]) + prefix[c];
    }
  }

  /** Puts the sums over the whole window, centred and scaled, in {@code scaled}. */
  void total(
      int i, double[] sum, double otherMean, double[] scale, double otherScale, double[] scaled) {
    double[] left = usedSuffix(i);
    double[] whole = middle;
    double[] prefix = newest;
    for (int c = 0; c < scaled.length; c++) {
      double products = (left[c] + whole[c]) + prefix[c];
      scaled[c] = (products - sum[c] * otherMean) * scale[c] * otherScale;
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
