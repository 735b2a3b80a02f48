package lowtide.signal;

import java.util.Arrays;
import lowtide.market.Series;
import org.jspecify.annotations.Nullable;

/**
 * The measures of risk and their ranks: a row a bar, in columns that grow at their end.
 *
 * <p>Every state of a growing series reads one table, each its own oldest rows. A row is written
 * once, before anyone is given it: a table that other states already read further is copied instead
 * of overwritten. A new row costs O(window), a few microseconds; nothing that came before is worked
 * out again.
 *
 * <p>NaN stands where a window is not full yet, too few values are there to be ranked, or the
 * metric has no figure.
 */
final class RiskTable {
  static final int VOLATILITY = 0;
  static final int SEMIDEVIATION = 1;
  static final int DRAWDOWN = 2;
  static final int SHORT_MEAN = 3;
  static final int LONG_MEAN = 4;
  static final int METRIC = 5;
  private static final int PARTS = 6;

  private final double[] closes;
  private final double[] returns;
  private final double[][] values;
  private final double[][] percentiles;
  private final RankWindow[] windows = new RankWindow[PARTS]; // the last rows' values, to rank by
  private int rows;

  private RiskTable(int room) {
    this.closes = new double[room];
    this.returns = new double[room];
    this.values = new double[PARTS][room];
    this.percentiles = new double[PARTS][room];
    Arrays.setAll(windows, part -> new RankWindow(RiskIndex.RANKED));
  }

  static RiskTable empty() {
    return new RiskTable(0);
  }

  /** A table of the oldest rows of this one, with room for more. */
  private RiskTable copy(int kept, int room) {
    RiskTable copy = new RiskTable(room);
    copy.rows = kept;
    System.arraycopy(closes, 0, copy.closes, 0, kept);
    System.arraycopy(returns, 0, copy.returns, 0, kept);
    for (int part = 0; part < PARTS; part++) {
      System.arraycopy(values[part], 0, copy.values[part], 0, kept);
      System.arraycopy(percentiles[part], 0, copy.percentiles[part], 0, kept);
      for (int bar = Math.max(0, kept - RiskIndex.RANKED); bar < kept; bar++) {
        if (!Double.isNaN(values[part][bar])) {
          copy.windows[part].add(values[part][bar]);
        }
      }
    }
    return copy;
  }

  double value(int part, int bar) {
    return values[part][bar];
  }

  double percentile(int part, int bar) {
    return percentiles[part][bar];
  }

  /**
   * A table with a row for every bar of a series.
   *
   * @param kept how many of the oldest rows are right for the series; no more than there are
   * @param metric null for none
   */
  synchronized RiskTable reaching(int kept, Series daily, @Nullable Series metric) {
    int n = daily.size();
    if (n <= kept) {
      return this;
    }
    RiskTable table = kept == rows && n <= closes.length ? this : copy(kept, n + n / 4);
    table.write(daily, metric);
    return table;
  }

  private void write(Series daily, @Nullable Series metric) {
    for (; rows < daily.size(); rows++) {
      writeRow(daily, metric);
    }
  }

  private void writeRow(Series daily, @Nullable Series metric) {
    int bar = rows;
    closes[bar] = daily.close(bar);
    returns[bar] = RiskMeasures.logReturn(closes, bar);
    boolean month = bar >= RiskIndex.RETURNS;
    rank(VOLATILITY, month ? RiskMeasures.volatility(returns, bar, RiskIndex.RETURNS) : Double.NaN);
    rank(
        SEMIDEVIATION,
        month ? RiskMeasures.semideviation(returns, bar, RiskIndex.RETURNS) : Double.NaN);
    rank(
        DRAWDOWN,
        bar + 1 < RiskIndex.PEAK ? Double.NaN : RiskMeasures.drawdown(closes, bar, RiskIndex.PEAK));
    rank(SHORT_MEAN, ratio(bar, RiskIndex.SHORT_MEAN));
    rank(LONG_MEAN, ratio(bar, RiskIndex.LONG_MEAN));
    int figure = metric == null ? -1 : metric.indexOf(daily.opensAt(bar));
    rank(METRIC, metric == null || figure < 0 ? Double.NaN : metric.close(figure));
  }

  private double ratio(int bar, int n) {
    return bar + 1 < n ? Double.NaN : RiskMeasures.ratioToMean(closes, bar, n);
  }

  /** Writes a value of the row that is being made, and its rank among the trailing ones. */
  private void rank(int part, double value) {
    RankWindow window = windows[part];
    int gone = rows - RiskIndex.RANKED;
    if (gone >= 0 && !Double.isNaN(values[part][gone])) {
      window.remove(values[part][gone]);
    }
    values[part][rows] = value;
    percentiles[part][rows] = Double.NaN;
    if (!Double.isNaN(value)) {
      window.add(value);
      if (window.size() >= RiskIndex.RANKED_AT_LEAST) {
        percentiles[part][rows] = window.percentile(value);
      }
    }
  }
}
