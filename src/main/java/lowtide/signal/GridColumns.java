package lowtide.signal;

/**
 * What one window of a {@link CorrelationGrid} knows of its assets alone, or of its proxies alone.
 *
 * <p>O(columns) a bar.
 */
final class GridColumns {
  /** Deviations of the newest bar from the middle block's first bar. */
  final double[] fromMiddle;

  /** Likewise from its own block's first bar. */
  final double[] fromFirst;

  /** Deviations, from the newest block's first bar, of the bar that the suffixes grow by. */
  final double[] left;

  /** Sums of deviations over the window. */
  final double[] sum;

  /** One over the root of the sum of squares about the mean; infinite if a column is constant. */
  final double[] scale;

  private final BlockSums sums;
  private final BlockSums squares;
  private final double perBar;

  GridColumns(int window, int columns) {
    fromMiddle = new double[columns];
    fromFirst = new double[columns];
    left = new double[columns];
    sum = new double[columns];
    scale = new double[columns];
    sums = new BlockSums(window, columns);
    squares = new BlockSums(window, columns);
    perBar = 1.0 / window;
  }

  /**
   * Takes in one bar.
   *
   * @param i its place in its block
   * @param first the block's first bar; {@code middle} that of the block before
   * @param old the bar of the block before that its suffixes grow by
   */
  void add(int i, double[] bar, double[] first, double[] middle, double[] old) {
    if (i == 0) {
      sums.nextBlock();
      squares.nextBlock();
    }
    subtract(bar, middle, first, old);
    sums.add(i, fromMiddle, 1, fromFirst, 1, left, 1);
    squares.addSquares(i, fromMiddle, fromFirst, left);
    sums.total(i, sum);
    squares.total(i, scale);
    invert();
  }

  private void subtract(double[] bar, double[] middle, double[] first, double[] old) {
    double[] differences = fromMiddle;
    double[] ownDifferences = fromFirst;
    double[] oldDifferences = left;
    for (int c = 0; c < differences.length; c++) {
      differences[c] = bar[c] - middle[c];
      ownDifferences[c] = bar[c] - first[c];
      oldDifferences[c] = old[c] - first[c];
    }
  }

  /** A constant column has no deviations, so exactly 0 squares. */
  private void invert() {
    double[] totals = sum;
    double[] squared = scale;
    for (int c = 0; c < squared.length; c++) {
      squared[c] = 1 / Math.sqrt(squared[c] - totals[c] * (totals[c] * perBar));
    }
  }
}
