package lowtide.bench;

import java.util.function.DoubleSupplier;
import lowtide.bench.Row.Figure;
import lowtide.signal.CorrelationGrid;
import lowtide.signal.ExactSums;
import lowtide.signal.HardSeries;
import lowtide.signal.SlidingCorrelation;

/** The largest error of r against sums in whole numbers, over all of {@link HardSeries}. */
final class Accuracy {
  private static final int PAIRS = 100_000;

  /** Of one call over a column. */
  static final Figure SLIDING = once(Accuracy::ofSliding);

  /** Of a grid's bars. */
  static final Figure GRID = once(Accuracy::ofGrid);

  private Accuracy() {}

  /** The same in each round, and dear. */
  private static Figure once(DoubleSupplier figure) {
    double[] known = {Double.NaN};
    return round -> known[0] = Double.isNaN(known[0]) ? figure.getAsDouble() : known[0];
  }

  private static double ofSliding() {
    double worst = 0;
    for (HardSeries series : HardSeries.values()) {
      double[][] c = series.pairs(PAIRS, 1);
      worst = Math.max(worst, error(SlidingCorrelation.of(c[0], c[1], RollingBench.WINDOW), c));
    }
    return worst;
  }

  private static double ofGrid() {
    double worst = 0;
    for (HardSeries series : HardSeries.values()) {
      double[][] c = series.pairs(PAIRS, 2);
      CorrelationGrid grid = new CorrelationGrid(1, 1, RollingBench.WINDOW);
      double[] r = new double[PAIRS];
      double[] asset = new double[1];
      double[] proxy = new double[1];
      for (int i = 0; i < PAIRS; i++) {
        asset[0] = c[0][i];
        proxy[0] = c[1][i];
        grid.push(asset, proxy);
        r[i] = grid.r(0, 0, 0);
      }
      worst = Math.max(worst, error(r, c));
    }
    return worst;
  }

  private static double error(double[] r, double[][] c) {
    return ExactSums.error(r, ExactSums.rolling(c[0], c[1], RollingBench.WINDOW));
  }
}
