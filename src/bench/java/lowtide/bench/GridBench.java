package lowtide.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import lowtide.signal.CorrelationGrid;
import lowtide.signal.HardSeries;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One bar of 100 assets and 5 proxies: their 2,000 coefficients over four windows. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class GridBench {
  static final int ASSETS = 100;
  static final int PROXIES = 5;
  static final int[] WINDOWS = {20, 60, 90, 180};
  private static final int LONGEST = 180;

  /** Bars, gone through again and again. */
  private static final int BARS = 1_024;

  private final double[][] assetColumns = new double[ASSETS][];
  private final double[][] proxyColumns = new double[PROXIES][];
  private final double[][] assetBars = new double[BARS][ASSETS];
  private final double[][] proxyBars = new double[BARS][PROXIES];
  private CorrelationGrid grid;
  private int bar;

  @Setup
  public void fill() {
    for (int a = 0; a < ASSETS; a++) {
      double[][] columns = HardSeries.RETURNS.pairs(BARS, a);
      assetColumns[a] = columns[0];
      proxyColumns[a % PROXIES] = columns[1];
    }
    for (int t = 0; t < BARS; t++) {
      for (int a = 0; a < ASSETS; a++) {
        assetBars[t][a] = assetColumns[a][t];
      }
      for (int p = 0; p < PROXIES; p++) {
        proxyBars[t][p] = proxyColumns[p][t];
      }
    }
    grid = new CorrelationGrid(ASSETS, PROXIES, WINDOWS);
  }

  /** Begins again with a grid that has seen nothing. */
  void restart() {
    grid = new CorrelationGrid(ASSETS, PROXIES, WINDOWS);
    bar = 0;
  }

  @Benchmark
  public CorrelationGrid grid() {
    bar = (bar + 1) % BARS;
    grid.push(assetBars[bar], proxyBars[bar]);
    return grid;
  }

  /** Each coefficient anew from the bars of its window. */
  @Benchmark
  public double commonsMath() {
    var pearson = new org.apache.commons.math3.stat.correlation.PearsonsCorrelation();
    bar = (bar + 1) % (BARS - LONGEST);
    double sum = 0;
    for (int window : WINDOWS) {
      for (int p = 0; p < PROXIES; p++) {
        for (int a = 0; a < ASSETS; a++) {
          sum += pearson.correlation(column(assetBars, a, window), column(proxyBars, p, window));
        }
      }
    }
    return sum;
  }

  private double[] column(double[][] bars, int column, int window) {
    double[] values = new double[window];
    for (int i = 0; i < window; i++) {
      values[i] = bars[bar + i][column];
    }
    return values;
  }

  /** The same where columns are kept ready, so that a window is a copy of a range. */
  @Benchmark
  public double commonsMathOnColumns() {
    var pearson = new org.apache.commons.math3.stat.correlation.PearsonsCorrelation();
    bar = (bar + 1) % (BARS - LONGEST);
    double sum = 0;
    for (int window : WINDOWS) {
      for (double[] proxy : proxyColumns) {
        for (double[] asset : assetColumns) {
          sum +=
              pearson.correlation(
                  Arrays.copyOfRange(asset, bar, bar + window),
                  Arrays.copyOfRange(proxy, bar, bar + window));
        }
      }
    }
    return sum;
  }
}
