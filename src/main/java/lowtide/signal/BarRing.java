package lowtide.signal;

/** The newest bars of several columns, one row a bar. */
final class BarRing {
  private final double[][] rows;
  private int newest;

  BarRing(int bars, int columns) {
    rows = new double[bars][columns];
  }

  /** The row for the next bar, which takes the oldest one's place. */
  double[] next() {
    newest = newest + 1 == rows.length ? 0 : newest + 1;
    return rows[newest];
  }

  /** The row of the bar so many bars before the newest; zeros before the first. */
  double[] back(int bars) {
    int row = newest - bars;
    return rows[row < 0 ? row + rows.length : row];
  }
}
