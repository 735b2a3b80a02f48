package lowtide.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Series;

/**
 * The risk index of a coin on each UTC day, with its parts. Our own and open; it claims no kinship
 * with published indices of the kind.
 *
 * <pre>
 * stress S = mean percentile of { volatility, semideviation, drawdown }
 * heat   H = mean percentile of { P / SMA200, P / SMA1400 }
 * risk   R = .6 S + .4 H
 * </pre>
 *
 * <p>All of them run from 0 to 100. Volatility is the sample standard deviation of the last 30
 * daily log returns times sqrt(365); semideviation the root of the mean of min(r, 0)^2 over the
 * same returns; drawdown 1 - P / the highest of the last 90 closes, today's included. Percentiles
 * are mid-ranks among the trailing 1,460 values, today's included, of which 730 must be there.
 *
 * <p>Every value is worked out from its own window alone, so a day's index is the same whatever
 * comes later, to the last bit. Days are counted by bars.
 */
public final class RiskIndex {
  static final int RETURNS = 30;
  static final int PEAK = 90;
  static final int SHORT_MEAN = 200;
  static final int LONG_MEAN = 1400;
  static final int RANKED = 1460;
  static final int RANKED_AT_LEAST = 730;

  /** The first day with an index. */
  static final int DAYS_NEEDED = LONG_MEAN + RANKED_AT_LEAST - 1;

  private static final double STRESS_WEIGHT = .6;
  private static final int PARTS = 5;

  private final Series daily;
  private final double[][] values;
  private final double[][] percentiles;

  private RiskIndex(Series daily, double[][] values, double[][] percentiles) {
    this.daily = daily;
    this.values = values;
    this.percentiles = percentiles;
  }

  /**
   * The index on every day of the series that has one.
   *
   * @throws IllegalArgumentException if the series is not the UTC days of a coin
   */
  public static RiskIndex of(Series daily) {
    if (daily.interval() != Interval.DAY || daily.instrument().kind() != Instrument.Kind.CRYPTO) {
      throw new IllegalArgumentException("the risk index needs the days of a coin: " + daily);
    }
    double[] closes = daily.closes(0, daily.size());
    double[][] values = {
      RiskMeasures.volatility(closes, RETURNS),
      RiskMeasures.semideviation(closes, RETURNS),
      RiskMeasures.drawdown(closes, PEAK),
      RiskMeasures.ratioToMean(closes, SHORT_MEAN),
      RiskMeasures.ratioToMean(closes, LONG_MEAN)
    };
    int[] first = {RETURNS, RETURNS, PEAK - 1, SHORT_MEAN - 1, LONG_MEAN - 1};
    double[][] percentiles = new double[PARTS][];
    for (int part = 0; part < PARTS; part++) {
      percentiles[part] =
          RiskMeasures.percentiles(values[part], first[part], DAYS_NEEDED - 1, RANKED);
    }
    return new RiskIndex(daily, values, percentiles);
  }

  /** How many days have an index: the last of the series. */
  public int size() {
    return Math.max(0, daily.size() - DAYS_NEEDED + 1);
  }

  public LocalDate day(int i) {
    return daily.date(bar(i));
  }

  /** When the day was over. */
  public Instant asOf(int i) {
    return daily.closesAt(bar(i));
  }

  public double risk(int i) {
    return STRESS_WEIGHT * stress(i) + (1 - STRESS_WEIGHT) * heat(i);
  }

  public double stress(int i) {
    int bar = bar(i);
    return (percentiles[0][bar] + percentiles[1][bar] + percentiles[2][bar]) / 3;
  }

  public double heat(int i) {
    int bar = bar(i);
    return (percentiles[3][bar] + percentiles[4][bar]) / 2;
  }

  /** A year's, of 30 days; .5 is 50 %. */
  public RiskComponent volatility(int i) {
    return component(0, i);
  }

  /** A day's, of 30 days. */
  public RiskComponent semideviation(int i) {
    return component(1, i);
  }

  /** From the high of 90 days; .2 is 20 % below. */
  public RiskComponent drawdown(int i) {
    return component(2, i);
  }

  /** The price in units of its 200-day mean. */
  public RiskComponent toShortMean(int i) {
    return component(3, i);
  }

  /** The price in units of its 1,400-day (200-week) mean. */
  public RiskComponent toLongMean(int i) {
    return component(4, i);
  }

  /** Whether a day is missing among those that make the stress of day {@code i}. */
  boolean hasGaps(int i) {
    int bar = bar(i);
    return daily.date(bar).toEpochDay() - daily.date(bar - PEAK + 1).toEpochDay() != PEAK - 1;
  }

  private RiskComponent component(int part, int i) {
    return new RiskComponent(values[part][bar(i)], percentiles[part][bar(i)]);
  }

  private int bar(int i) {
    return Objects.checkIndex(i, size()) + DAYS_NEEDED - 1;
  }
}
