package lowtide.signal;

/** One window of a {@link CorrelationGrid}: its columns, its products and its coefficients. */
final class GridWindow {
  private final int length;
  private final int assets;
  private final GridColumns columns;
  private final BlockSums[] products;
  private final double[][] r;

  /** Bars seen, at most {@code length}. */
  private int seen;

  /** The next bar's place in its block. */
  private int place;

  /** Of columns of which the first are the assets and the rest the proxies. */
  GridWindow(int length, int assets, int proxies) {
    this.length = length;
    this.assets = assets;
    columns = new GridColumns(length, assets + proxies);
    products = new BlockSums[proxies];
    r = new double[proxies][assets];
    for (int p = 0; p < proxies; p++) {
      products[p] = new BlockSums(length, assets);
    }
  }

  /** Takes in the newest bar. */
  void add(BarRing bars) {
    int half = length / 2;
    int i = place;
    columns.add(i, bars.back(0), bars.back(i), bars.back(i + half), bars.back(2 * i + 1));
    for (int p = 0; p < products.length; p++) {
      BlockSums pairs = products[p];
      if (i == 0) {
        pairs.nextBlock();
      }
      int proxy = assets + p;
      pairs.prepare(
          i, columns.fromFirst, columns.fromFirst[proxy], columns.old, columns.old[proxy]);
      pairs.add(
          i,
          columns.fromMiddle,
          columns.fromMiddle[proxy],
          columns.sum,
          columns.sum[proxy] / length,
          columns.scale,
          columns.scale[proxy],
          r[p]);
    }
    place = i + 1 == half ? 0 : i + 1;
    seen = Math.min(seen + 1, length);
  }

  /** NaN where a column does not vary: there 0 was multiplied by infinity. */
  double r(int asset, int proxy) {
    // Rounding may carry a perfect coefficient a hair past 1.
    return seen == length ? Math.max(-1, Math.min(1, r[proxy][asset])) : Double.NaN;
  }
}
