package lowtide.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Series;
import org.jspecify.annotations.Nullable;

/**
 * The risk index of a coin on each UTC day, with its parts. Our own and open; it claims no kinship
 * with published indices of the kind.
 *
 * <pre>
 * stress S = mean percentile of { volatility, semideviation, drawdown }
 * heat   H = mean percentile of { P / SMA200, P / SMA1400 [, MVRV] }
 * risk   R = .6 S + .4 H
 * </pre>
 *
 * <p>All of them run from 0 to 100. Volatility is the sample standard deviation of the last 30
 * daily log returns times sqrt(365); semideviation the root of the mean of min(r, 0)^2 over the
 * same returns; drawdown 1 - P / the highest of the last 90 closes, today's included. Percentiles
 * are mid-ranks among the trailing 1,460 values, today's included, of which 730 must be there.
 *
 * <p>MVRV (market value / realised value) is optional. On a day without its figure, or with fewer
 * than 730 of them to rank it among, heat has two parts: none is carried forward.
 *
 * <p>Immutable. Every value is worked out from its own window alone, so a day's index is the same
 * whatever comes later, to the last bit, and the index of a longer series goes on where that of a
 * shorter one ends: O(window) a new day. Days are counted by bars.
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

  private final Series daily;
  private final @Nullable Series mvrv;
  private final RiskTable table;

  private RiskIndex(Series daily, @Nullable Series mvrv, RiskTable table) {
    require(daily, Instrument.Kind.CRYPTO, "coin");
    if (mvrv != null) {
      require(mvrv, Instrument.Kind.METRIC, "metric");
    }
    this.daily = daily;
    this.mvrv = mvrv;
    this.table = table;
  }

  /**
   * The index on every day of the series that has one, without MVRV.
   *
   * @throws IllegalArgumentException if the series is not the UTC days of a coin
   */
  public static RiskIndex of(Series daily) {
    return of(daily, null);
  }

  /**
   * The index on every day of the series that has one.
   *
   * @param mvrv the days of the metric; null for an index without
   * @throws IllegalArgumentException if the series is not the UTC days of a coin, or MVRV not those
   *     of a metric
   */
  public static RiskIndex of(Series daily, @Nullable Series mvrv) {
    return new RiskIndex(daily, mvrv, RiskTable.empty()).continued(0, daily, mvrv);
  }

  private static void require(Series series, Instrument.Kind kind, String word) {
    if (series.interval() != Interval.DAY || series.instrument().kind() != kind) {
      throw new IllegalArgumentException(
          "the risk index needs the days of a %s: %s".formatted(word, series));
    }
  }

  /**
   * The index of another state of the same series: the same as {@link #of}, to the last bit, but
   * only what differs is worked out.
   *
   * @param kept what {@link #commonBars} says of them
   */
  RiskIndex continued(int kept, Series otherDaily, @Nullable Series otherMvrv) {
    return new RiskIndex(otherDaily, otherMvrv, table.reaching(kept, otherDaily, otherMvrv));
  }

  /** On how many of the oldest bars everything up to now is the same: their rows are, too. */
  int commonBars(Series otherDaily, @Nullable Series otherMvrv) {
    int common = daily.commonBars(otherDaily);
    if (mvrv == null || otherMvrv == null) {
      return mvrv == otherMvrv ? common : 0;
    }
    // A figure that is new, changed or gone changes its own day and the ranks after it.
    int figures = mvrv.commonBars(otherMvrv);
    return Math.min(common, Math.min(before(figures, mvrv), before(figures, otherMvrv)));
  }

  /** How many bars lie before the metric's bar {@code i}; all if it has none. */
  private int before(int i, Series metric) {
    if (i >= metric.size()) {
      return Integer.MAX_VALUE;
    }
    int bar = daily.indexOf(metric.opensAt(i));
    return bar >= 0 ? bar : -bar - 1;
  }

  /** How many days have an index: the last of the series. */
  public int size() {
    return daysWithIndex(daily.size());
  }

  static int daysWithIndex(int bars) {
    return Math.max(0, bars - DAYS_NEEDED + 1);
  }

  Series daily() {
    return daily;
  }

  /** The position in the series of the bar that is day {@code i}. */
  int bar(int i) {
    return Objects.checkIndex(i, size()) + DAYS_NEEDED - 1;
  }

  public LocalDate day(int i) {
    return daily.date(bar(i));
  }

  /** When the day was over. */
  public Instant asOf(int i) {
    return daily.closesAt(bar(i));
  }

  public double close(int i) {
    return daily.close(bar(i));
  }

  public double risk(int i) {
    return STRESS_WEIGHT * stress(i) + (1 - STRESS_WEIGHT) * heat(i);
  }

  public double stress(int i) {
    int bar = bar(i);
    return (table.percentile(RiskTable.VOLATILITY, bar)
            + table.percentile(RiskTable.SEMIDEVIATION, bar)
            + table.percentile(RiskTable.DRAWDOWN, bar))
        / 3;
  }

  public double heat(int i) {
    int bar = bar(i);
    double means =
        table.percentile(RiskTable.SHORT_MEAN, bar) + table.percentile(RiskTable.LONG_MEAN, bar);
    double third = table.percentile(RiskTable.METRIC, bar);
    return Double.isNaN(third) ? means / 2 : (means + third) / 3;
  }

  /** A year's, of 30 days; .5 is 50 %. */
  public RiskComponent volatility(int i) {
    return component(RiskTable.VOLATILITY, i);
  }

  /** A day's, of 30 days. */
  public RiskComponent semideviation(int i) {
    return component(RiskTable.SEMIDEVIATION, i);
  }

  /** From the high of 90 days; .2 is 20 % below. */
  public RiskComponent drawdown(int i) {
    return component(RiskTable.DRAWDOWN, i);
  }

  /** The price in units of its 200-day mean. */
  public RiskComponent toShortMean(int i) {
    return component(RiskTable.SHORT_MEAN, i);
  }

  /** The price in units of its 1,400-day (200-week) mean. */
  public RiskComponent toLongMean(int i) {
    return component(RiskTable.LONG_MEAN, i);
  }

  /** Market value / realised value; empty where it has no part in heat. */
  public Optional<RiskComponent> mvrv(int i) {
    RiskComponent component = component(RiskTable.METRIC, i);
    return Double.isNaN(component.percentile()) ? Optional.empty() : Optional.of(component);
  }

  /** How many days the measure with the shortest past, the long mean, is ranked among. */
  int ranked(int i) {
    return Math.min(RANKED, bar(i) + 1 - (LONG_MEAN - 1));
  }

  /** Whether a day is missing among those that make the stress of day {@code i}. */
  boolean hasGaps(int i) {
    int bar = bar(i);
    return daily.date(bar).toEpochDay() - daily.date(bar - PEAK + 1).toEpochDay() != PEAK - 1;
  }

  /** Whether MVRV was to have a part in heat on day {@code i} and has none. */
  boolean lacksMvrv(int i) {
    return mvrv != null && mvrv(i).isEmpty();
  }

  private RiskComponent component(int part, int i) {
    int bar = bar(i);
    return new RiskComponent(table.value(part, bar), table.percentile(part, bar));
  }
}
