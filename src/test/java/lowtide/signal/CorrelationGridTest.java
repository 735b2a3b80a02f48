package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationGridTest {

  /** Every pair and window after every bar, against sums in whole numbers. */
  @ParameterizedTest
  @CsvSource({
    "RETURNS, 1",
    "RETURNS, 2",
    "OFFSET, 1",
    "OFFSET, 2",
    "SPIKES, 1",
    "SPIKES, 2",
    "FLAT, 1",
    "FLAT, 2"
  })
  void everyCoefficientIsExactButForTheLastDigits(HardSeries series, long seed) {
    int[] windows = {2, 3, 20, 61, 90, 181};
    int bars = 1_500;
    double[][] assets = new double[3][];
    double[][] proxies = new double[2][];
    for (int k = 0; k < 3; k++) {
      double[][] c = series.pairs(bars, 10 * seed + k);
      assets[k] = c[0];
      proxies[k % 2] = c[1];
    }
    CorrelationGrid grid = new CorrelationGrid(3, 2, windows);
    double[][] r = new double[3 * 2 * windows.length][bars];
    for (int t = 0; t < bars; t++) {
      grid.push(bar(assets, t), bar(proxies, t));
      for (int k = 0; k < r.length; k++) {
        r[k][t] = grid.r(k % 3, k / 3 % 2, k / 6);
      }
    }
    for (int k = 0; k < r.length; k++) {
      double[] exact = ExactSums.rolling(assets[k % 3], proxies[k / 3 % 2], windows[k / 6]);
      assertThat(ExactSums.error(r[k], exact))
          .as("asset %s, proxy %s, window %s", k % 3, k / 3 % 2, windows[k / 6])
          .isLessThan(1e-12);
    }
  }

  @Test
  void anAssetOrProxyThatDoesNotVaryHasNoCoefficientAndSpoilsNoOther() {
    CorrelationGrid grid = new CorrelationGrid(2, 2, 4);
    for (int t = 0; t < 30; t++) {
      grid.push(new double[] {.1, t % 3}, new double[] {t % 2, -.7});
      boolean full = t >= 3;
      assertThat(grid.r(0, 0, 0)).isNaN();
      assertThat(grid.r(0, 1, 0)).isNaN();
      assertThat(grid.r(1, 1, 0)).isNaN();
      assertThat(Double.isNaN(grid.r(1, 0, 0))).isEqualTo(!full);
    }
  }

  @Test
  void perfectDependenceNeverPassesOne() {
    double[] x = HardSeries.RETURNS.pairs(2_000, 1)[0];
    CorrelationGrid grid = new CorrelationGrid(1, 2, 20);
    for (int t = 0; t < x.length; t++) {
      grid.push(new double[] {x[t]}, new double[] {x[t], 1 - 3 * x[t]});
      if (t >= 19) {
        assertThat(grid.r(0, 0, 0)).isBetween(1 - 1e-12, 1.0);
        assertThat(grid.r(0, 1, 0)).isBetween(-1.0, -1 + 1e-12);
      }
    }
  }

  @Test
  void aBarAllocatesNothing() {
    CorrelationGrid grid = new CorrelationGrid(10, 3, 20, 61);
    double[][] c = HardSeries.RETURNS.pairs(10, 1);
    double[] proxies = {.1, .2, .3};
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    for (int t = 0; t < 200; t++) {
      grid.push(c[t % 2], proxies);
    }
    threads.getThreadAllocatedBytes(self);
    long before = threads.getThreadAllocatedBytes(self);
    for (int t = 0; t < 1_000; t++) {
      grid.push(c[t % 2], proxies);
    }
    // A byte a bar would be 1,000; reading the figure may cost some.
    assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(1_000);
  }

  @Test
  void aBarThatIsRefusedLeavesTheGridAsItWas() {
    CorrelationGrid grid = new CorrelationGrid(2, 1, 3);
    CorrelationGrid undisturbed = new CorrelationGrid(2, 1, 3);
    double[][] c = HardSeries.RETURNS.pairs(20, 1);
    double[] good = {1};
    for (int t = 0; t < 20; t++) {
      assertThatThrownBy(() -> grid.push(new double[] {1, Double.NaN}, good))
          .hasMessage("assetValues[1] must be finite: NaN");
      assertThatThrownBy(
              () -> grid.push(new double[] {1, 2}, new double[] {Double.NEGATIVE_INFINITY}))
          .hasMessage("proxyValues[0] must be finite: -Infinity");
      assertThatThrownBy(() -> grid.push(new double[3], good))
          .hasMessage("assetValues must have 2 numbers: 3");
      double[] assets = {c[0][t], -c[0][t] * t};
      grid.push(assets, new double[] {c[1][t]});
      undisturbed.push(assets, new double[] {c[1][t]});
      assertThat(grid.r(1, 0, 0)).isEqualTo(Double.valueOf(undisturbed.r(1, 0, 0)));
    }
  }

  @Test
  void anEmptySideOrAWindowOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new CorrelationGrid(0, 1, 20))
        .hasMessage("a grid needs an asset, a proxy and a window: 0, 1, [20]");
    assertThatThrownBy(() -> new CorrelationGrid(1, 1)).hasMessageContaining("1, 1, []");
    assertThatThrownBy(() -> new CorrelationGrid(1, 1, 20, 1))
        .hasMessage("window must be from 2 to 1048576 pairs: 1");
  }

  private static double[] bar(double[][] columns, int t) {
    double[] bar = new double[columns.length];
    for (int k = 0; k < bar.length; k++) {
      bar[k] = columns[k][t];
    }
    return bar;
  }
}
