package lowtide.signal;

/**
 * What one window of a {@link CorrelationGrid} knows of each column alone.
 *
 * <p>O(columns) a bar.
 */
final class GridColumns {
  /** Deviations of the newest bar from the middle block's first bar. */
  final double[] fromMiddle;

  /** Likewise from its own block's first bar. */
  final double[] fromFirst;

  /** Deviations, from the newest block's first bar, of the bar that the suffixes grow by. */
  final double[] old;

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
    old = new double[columns];
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
   * @param oldBar the bar of the block before that its suffixes grow by
   */
  void add(int i, double[] bar, double[] first, double[] middle, double[] oldBar) {
    if (i == 0) {
      sums.nextBlock();
      squares.nextBlock();
    }
    subtract(bar, first, middle, oldBar);
    sums.prepare(i, fromFirst, 1, old, 1);
    sums.add(i, fromMiddle, sum);
    squares.prepareSquares(i, fromFirst, old);
    squares.addSquares(i, fromMiddle, scale);
    invert();
  }

  private void subtract(double[] bar, double[] first, double[] middle, double[] oldBar) {
    double[] differences = fromMiddle;
    double[] ownDifferences = fromFirst;
    double[] oldDifferences = old;
    for (int c = 0; c < differences.length; c++) {
      differences[c] = bar[c] - middle[c];
      ownDifferences[c] = bar[c] - first[c];
      oldDifferences[c] = oldBar[c] - first[c];
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
