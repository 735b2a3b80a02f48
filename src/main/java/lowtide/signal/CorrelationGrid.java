package lowtide.signal;

import java.util.Arrays;

/**
 * Pearson's r of every asset with every proxy over several windows, brought up to date bar by bar.
 *
 * <p>Each window is cut into three stretches: a suffix of one block of half the window's length,
 * the whole block after it and a prefix of the newest. Sums of deviations from the middle block's
 * first bar, which every such window holds, are kept of each, so that nothing that left the window
 * is ever subtracted (see {@link SlidingCorrelation} for why). The suffix sums of a block are built
 * while the next one grows, one a bar, so that no bar costs more than another. Sums of one column
 * are shared by all its pairs, and of a pair remains one product for each stretch.
 *
 * <p>With A assets, P proxies and W windows: O(A P W) a bar, the worst as the average, without
 * allocation; memory of A P / 2 numbers for each bar of each window. The loops run over assets, so
 * the longer side should be theirs.
 *
 * <p>r is without unit and lies in -1 to 1. NaN is undefined: fewer bars than the window, or a
 * column of the window that does not vary. Errors and limits are those of {@link
 * SlidingCorrelation}. Not to be shared between threads.
 */
public final class CorrelationGrid {
  private final int assets;
  private final int proxies;
  private final BarRing bars;
  private final GridWindow[] windows;

  /**
   * A grid that has seen no bar.
   *
   * @param windows bars of each window, each from 2 to 1,048,576
   * @throws IllegalArgumentException if a side is empty or a window out of range
   */
  public CorrelationGrid(int assets, int proxies, int... windows) {
    if (assets < 1 || proxies < 1 || windows.length < 1) {
      throw new IllegalArgumentException(
          "a grid needs an asset, a proxy and a window: %s, %s, %s"
              .formatted(assets, proxies, Arrays.toString(windows)));
    }
    this.assets = assets;
    this.proxies = proxies;
    int longest = 0;
    this.windows = new GridWindow[windows.length];
    for (int k = 0; k < windows.length; k++) {
      longest = Math.max(longest, SlidingCorrelation.requireWindow(windows[k]));
      this.windows[k] = new GridWindow(windows[k], assets, proxies);
    }
    bars = new BarRing(longest, assets + proxies);
  }

  /**
   * Takes in one bar and brings every coefficient up to date.
   *
   * @param assetValues one number for each asset, as a rule its return; {@code proxyValues}
   *     likewise
   * @throws IllegalArgumentException if there are too many, too few, or one is NaN or infinite; the
   *     bar is then not taken in
   */
  public void push(double[] assetValues, double[] proxyValues) {
    require("assetValues", assetValues, assets);
    require("proxyValues", proxyValues, proxies);
    double[] bar = bars.next();
    System.arraycopy(assetValues, 0, bar, 0, assets);
    System.arraycopy(proxyValues, 0, bar, assets, proxies);
    for (GridWindow window : windows) {
      window.add(bars);
    }
  }

  /**
   * The newest r of an asset and a proxy, NaN if undefined.
   *
   * @param asset its place in what is pushed; {@code proxy} likewise
   * @param window its place among the windows that the grid was made with
   */
  public double r(int asset, int proxy, int window) {
    return windows[window].r(asset, proxy);
  }

  private static void require(String name, double[] values, int length) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          "%s must have %s numbers: %s".formatted(name, length, values.length));
    }
    Pairs.requireFinite(name, values);
  }
}
