package lowtide.signal;

import java.util.Arrays;

/** One window of a {@link CorrelationGrid}: its columns, its products and its coefficients. */
final class GridWindow {
  private final int length;
  private final GridColumns assets;
  private final GridColumns proxies;
  private final BlockSums[] products;
  private final double[][] r;

  GridWindow(int length, int assetCount, int proxyCount) {
    this.length = length;
    assets = new GridColumns(length, assetCount);
    proxies = new GridColumns(length, proxyCount);
    products = new BlockSums[proxyCount];
    r = new double[proxyCount][assetCount];
    for (int p = 0; p < proxyCount; p++) {
      products[p] = new BlockSums(length, assetCount);
      Arrays.fill(r[p], Double.NaN);
    }
  }

  /** Takes in bar {@code count}, counted from 0. */
  void add(long count, BarRing assetBars, BarRing proxyBars) {
    int half = length / 2;
    int i = (int) (count % half);
    long first = count - i;
    long old = first - 1 - i;
    assets.add(
        i,
        assetBars.bar(count),
        assetBars.bar(first),
        assetBars.bar(first - half),
        assetBars.bar(old));
    proxies.add(
        i,
        proxyBars.bar(count),
        proxyBars.bar(first),
        proxyBars.bar(first - half),
        proxyBars.bar(old));
    for (int p = 0; p < products.length; p++) {
      BlockSums pairs = products[p];
      if (i == 0) {
        pairs.nextBlock();
      }
      pairs.add(
          i,
          assets.fromMiddle,
          proxies.fromMiddle[p],
          assets.fromFirst,
          proxies.fromFirst[p],
          assets.left,
          proxies.left[p]);
      if (count >= length - 1) {
        pairs.total(i, assets.sum, proxies.sum[p] / length, assets.scale, proxies.scale[p], r[p]);
      }
    }
  }

  /** NaN where a column does not vary: there 0 was multiplied by infinity. */
  double r(int asset, int proxy) {
    // Rounding may carry a perfect coefficient a hair past 1.
    return Math.max(-1, Math.min(1, r[proxy][asset]));
  }
}
