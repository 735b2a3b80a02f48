package lowtide.bench;

import java.util.concurrent.TimeUnit;
import lowtide.signal.HardSeries;
import lowtide.signal.SlidingCorrelation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Pearson's r of log returns over a window of 90 that ends at each pair; the time of all pairs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class RollingBench {
  static final int WINDOW = 90;

  @Param("1000000")
  int pairs;

  private double[] x;
  private double[] y;
  private double[] positive;
  private double[] r;

  @Setup
  public void fill() {
    double[][] columns = HardSeries.RETURNS.pairs(pairs, 1);
    x = columns[0];
    y = columns[1];
    positive = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      positive[i] = 0.1 + Math.abs(y[i]);
    }
    r = new double[pairs];
  }

  @Benchmark
  public double[] sliding() {
    SlidingCorrelation.of(x, y, WINDOW, 0, pairs, r);
    return r;
  }

  @Benchmark
  public double[] pairByPair() {
    SlidingCorrelation stream = new SlidingCorrelation(WINDOW);
    for (int i = 0; i < pairs; i++) {
      r[i] = stream.push(x[i], y[i]);
    }
    return r;
  }

  /** What no coefficient can do without. */
  @Benchmark
  public double[] divisionAndRoot() {
    for (int i = 0; i < pairs; i++) {
      r[i] = x[i] / Math.sqrt(positive[i]);
    }
    return r;
  }

  @Benchmark
  public double[] hipparchus() {
    var pearson = new org.hipparchus.stat.correlation.PearsonsCorrelation();
    double[] a = new double[WINDOW];
    double[] b = new double[WINDOW];
    for (int i = WINDOW - 1; i < pairs; i++) {
      System.arraycopy(x, i - WINDOW + 1, a, 0, WINDOW);
      System.arraycopy(y, i - WINDOW + 1, b, 0, WINDOW);
      r[i] = pearson.correlation(a, b);
    }
    return r;
  }
}
