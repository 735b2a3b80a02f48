package lowtide.signal;

/** The newest bars of several columns, one row a bar. */
final class BarRing {
  private final String name;
  private final double[][] rows;

  BarRing(String name, int bars, int columns) {
    this.name = name;
    rows = new double[bars][columns];
  }

  /** The row of a bar; before the first there are zeros. */
  double[] bar(long count) {
    return rows[(int) Math.floorMod(count, (long) rows.length)];
  }

  void put(long count, double[] values) {
    System.arraycopy(values, 0, bar(count), 0, values.length);
  }

  /**
   * @throws IllegalArgumentException if there are too many values, too few, or one is NaN or
   *     infinite
   */
  void require(double[] values) {
    if (values.length != rows[0].length) {
      throw new IllegalArgumentException(
          "%s must have %s numbers: %s".formatted(name, rows[0].length, values.length));
    }
    Pairs.requireFinite(name, values);
  }
}
