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
  private final BarRing assetBars;
  private final BarRing proxyBars;
  private final GridWindow[] windows;
  private long count;

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
    int longest = 0;
    this.windows = new GridWindow[windows.length];
    for (int k = 0; k < windows.length; k++) {
      longest = Math.max(longest, SlidingCorrelation.requireWindow(windows[k]));
      this.windows[k] = new GridWindow(windows[k], assets, proxies);
    }
    assetBars = new BarRing("assetValues", longest, assets);
    proxyBars = new BarRing("proxyValues", longest, proxies);
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
    assetBars.require(assetValues);
    proxyBars.require(proxyValues);
    assetBars.put(count, assetValues);
    proxyBars.put(count, proxyValues);
    for (GridWindow window : windows) {
      window.add(count, assetBars, proxyBars);
    }
    count++;
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
}
