package lowtide.signal;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a sleeve of gold and a coin would have done to a portfolio of stocks and bonds.
 *
 * <p>The sleeve is a part c of the whole, the rest scaled by 1 - c; what stocks and bonds leave is
 * cash that earns nothing. Rebalanced on the first session of each quarter, with the covariance of
 * the 252 sessions before, as it was known then; marked at each session's close. No costs, taxes or
 * dividends. O(sessions) for each way of splitting the sleeve.
 *
 * @param from the first session marked; {@code to} the last
 * @param n returns between them
 * @param rows one for each way of splitting the sleeve
 */
public record Allocation(LocalDate from, LocalDate to, int n, List<Row> rows) {
  /** Sessions that a covariance is taken of. */
  public static final int TRAILING = 252;

  private static final double SESSIONS_A_YEAR = 252;
  private static final double NORMAL_95 = 1.959963984540054;
  private static final int STOCK = 0;
  private static final int BOND = 1;
  private static final int GOLD = 2;
  private static final int COIN = 3;
  private static final int PARTS = 4;

  /**
   * A way of splitting the sleeve.
   *
   * @param volatility a year's; .1 is 10 %
   * @param drawdown the deepest fall from a high, by closes
   * @param sharpe mean over standard deviation of daily returns, a year's, above a rate of 0
   * @param sharpeLow lower end of its 95 % interval (Lo 2002, independent returns); {@code
   *     sharpeHigh} the upper
   * @param weights means over the rebalancings: stock, bond, gold, coin
   * @param riskShares w_i (Sigma w)_i / w' Sigma w of these weights and the span's covariance
   * @param growth the whole's value at the end, 1 at the beginning
   */
  public record Row(
      Sleeve sleeve,
      double volatility,
      double drawdown,
      double sharpe,
      double sharpeLow,
      double sharpeHigh,
      double[] weights,
      double[] riskShares,
      double growth) {
    public Row {
      weights = weights.clone();
      riskShares = riskShares.clone();
    }

    /** The coin's share of the risk. */
    public double coinRisk() {
      return riskShares[COIN];
    }
  }

  public Allocation {
    rows = List.copyOf(rows);
  }

  /**
   * @param returns log returns: the stock's as proxy, then bond, gold and coin
   * @param start the first session that may be marked; later where the covariance needs it
   * @param stock weight from 0; {@code bond} likewise, both together at most 1
   * @param sleeve c, from 0 to 1
   * @return empty where fewer than 60 sessions are left
   * @throws IllegalArgumentException if a weight is out of range
   */
  public static Optional<Allocation> of(
      AlignedReturns returns, LocalDate start, double stock, double bond, double sleeve) {
    if (!(stock >= 0 && bond >= 0 && stock + bond <= 1 + 1e-9 && sleeve >= 0 && sleeve <= 1)) {
      throw new IllegalArgumentException(
          "need weights from 0, stock and bond together at most 1, sleeve at most 1: %s, %s, %s"
              .formatted(stock, bond, sleeve));
    }
    int first = TRAILING;
    while (first < returns.size() && returns.sessions().get(first).isBefore(start)) {
      first++;
    }
    int n = returns.size() - first;
    if (n < 60) {
      return Optional.empty();
    }
    double[][] simple = new double[PARTS][];
    simple[STOCK] = simple(returns.proxy());
    for (int part = BOND; part < PARTS; part++) {
      simple[part] = simple(returns.asset(part - 1));
    }
    List<Row> rows = new ArrayList<>();
    for (Sleeve split : Sleeve.values()) {
      rows.add(row(split, returns.sessions(), simple, first, stock, bond, sleeve));
    }
    return Optional.of(
        new Allocation(
            returns.sessions().get(first), returns.sessions().get(returns.size() - 1), n, rows));
  }

  private static double[] simple(double[] logReturns) {
    return Arrays.stream(logReturns).map(Math::expm1).toArray();
  }

  private static Row row(
      Sleeve split,
      List<LocalDate> sessions,
      double[][] returns,
      int first,
      double stock,
      double bond,
      double sleeve) {
    int n = sessions.size() - first;
    double[] daily = new double[n];
    double[] held = new double[PARTS];
    double[] mean = new double[PARTS];
    double cash = 1;
    double value = 1;
    double high = 1;
    double drawdown = 0;
    int rebalancings = 0;
    for (int i = first; i < sessions.size(); i++) {
      if (i == first || isNewQuarter(sessions.get(i - 1), sessions.get(i))) {
        double[] weights = weights(split, returns, i, stock, bond, sleeve);
        cash = value;
        for (int part = 0; part < PARTS; part++) {
          held[part] = value * weights[part];
          cash -= held[part];
          mean[part] += weights[part];
        }
        rebalancings++;
      }
      double after = cash;
      for (int part = 0; part < PARTS; part++) {
        held[part] *= 1 + returns[part][i];
        after += held[part];
      }
      daily[i - first] = after / value - 1;
      value = after;
      high = Math.max(high, value);
      drawdown = Math.max(drawdown, 1 - value / high);
    }
    for (int part = 0; part < PARTS; part++) {
      mean[part] /= rebalancings;
    }
    double average = Arrays.stream(daily).average().orElse(0);
    double deviation = deviation(daily, average);
    double sharpe = average / deviation * Math.sqrt(SESSIONS_A_YEAR);
    // Lo (2002): the variance of a daily ratio s over n independent days is (1 + s^2 / 2) / n.
    double s = average / deviation;
    double width = NORMAL_95 * Math.sqrt((1 + s * s / 2) / n * SESSIONS_A_YEAR);
    return new Row(
        split,
        deviation * Math.sqrt(SESSIONS_A_YEAR),
        drawdown,
        sharpe,
        sharpe - width,
        sharpe + width,
        mean,
        riskShares(mean, returns, first),
        value);
  }

  private static boolean isNewQuarter(LocalDate before, LocalDate now) {
    return before.get(IsoFields.QUARTER_OF_YEAR) != now.get(IsoFields.QUARTER_OF_YEAR);
  }

  /** By what was known at the close before session {@code i}. */
  private static double[] weights(
      Sleeve split, double[][] returns, int i, double stock, double bond, double sleeve) {
    double c = split == Sleeve.NONE ? 0 : sleeve;
    double gold = Math.sqrt(covariance(returns[GOLD], returns[GOLD], i - TRAILING, i));
    double coin = Math.sqrt(covariance(returns[COIN], returns[COIN], i - TRAILING, i));
    double shared = covariance(returns[GOLD], returns[COIN], i - TRAILING, i);
    double part = split.goldPart(gold, coin, gold * coin > 0 ? shared / (gold * coin) : 0);
    return new double[] {stock * (1 - c), bond * (1 - c), c * part, c * (1 - part)};
  }

  static double[] riskShares(double[] weights, double[][] returns, int first) {
    int to = returns[0].length;
    double[] shares = new double[PARTS];
    double variance = 0;
    for (int i = 0; i < PARTS; i++) {
      for (int k = 0; k < PARTS; k++) {
        shares[i] += weights[i] * weights[k] * covariance(returns[i], returns[k], first, to);
      }
      variance += shares[i];
    }
    for (int i = 0; i < PARTS; i++) {
      shares[i] /= variance;
    }
    return shares;
  }

  /** Of a sample, from {@code from} (inclusive) to {@code to} (exclusive). */
  private static double covariance(double[] x, double[] y, int from, int to) {
    return CoMoments.of(x, y, from, to).xy() / (to - from - 1);
  }

  private static double deviation(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / (values.length - 1));
  }
}
