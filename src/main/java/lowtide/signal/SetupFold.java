package lowtide.signal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lowtide.market.Series;
import org.jspecify.annotations.Nullable;

/**
 * Works out setups day by day, and goes on where a longer series goes on: O(200) a new day. For one
 * thread at a time.
 */
final class SetupFold {
  static final int PEAK = 90;
  static final int SHORT_MEAN = 20;
  static final int LONG_MEAN = 200;
  static final int WILDER = 14;
  static final int VOLUMES = 30;
  static final int RETURNS = 30;
  static final int RANKED = 1460;
  static final int RANKED_AT_LEAST = 730;

  /** The first day with a setup. */
  static final int DAYS_NEEDED = RETURNS + RANKED_AT_LEAST;

  private final SetupSettings settings;
  private Series seen;
  private int bars;
  private double[] closes = new double[0];
  private double[] returns = new double[0];
  private double[] volatilities = new double[0];
  private RankWindow ranks = new RankWindow(RANKED);
  private RelativeStrengthIndex rsi = RelativeStrengthIndex.over(WILDER);
  private AverageTrueRange range = AverageTrueRange.over(WILDER);
  private double lastRsi = Double.NaN;
  private SetupDay[] days = new SetupDay[256];
  private int size;
  private List<SetupDay> changesOfLabel = new ArrayList<>();
  private int agreeing;
  private @Nullable SetupLabel called;

  SetupFold(Series daily, SetupSettings settings) {
    this.settings = settings;
    this.seen = daily.first(0);
  }

  /**
   * @param phases of the same days; those without one are unknown, all of them if null
   */
  SetupHistory upTo(Series daily, @Nullable PhaseHistory phases) {
    if (!daily.startsWith(seen)) {
      bars = 0;
      ranks = new RankWindow(RANKED);
      rsi = RelativeStrengthIndex.over(WILDER);
      range = AverageTrueRange.over(WILDER);
      lastRsi = Double.NaN;
      days = new SetupDay[256];
      size = 0;
      changesOfLabel = new ArrayList<>();
      agreeing = 0;
      called = null;
    }
    seen = daily;
    if (closes.length < daily.size()) {
      int room = Math.max(daily.size(), 2 * closes.length);
      closes = Arrays.copyOf(closes, room);
      returns = Arrays.copyOf(returns, room);
      volatilities = Arrays.copyOf(volatilities, room);
    }
    for (; bars < daily.size(); bars++) {
      take(daily, bars, phases);
    }
    return new SetupHistory(daily, days, size, changesOfLabel);
  }

  private void take(Series daily, int i, @Nullable PhaseHistory phases) {
    closes[i] = daily.close(i);
    returns[i] = RiskMeasures.logReturn(closes, i);
    double before = lastRsi;
    rsi = rsi.next(closes[i]);
    lastRsi = rsi.value().orElse(Double.NaN);
    range = range.next(daily.high(i), daily.low(i), closes[i]);
    if (i >= RETURNS) {
      volatilities[i] = RiskMeasures.volatility(returns, i, RETURNS);
      ranks.add(volatilities[i]);
      if (ranks.size() > RANKED) {
        ranks.remove(volatilities[i - RANKED]);
      }
    }
    if (i + 1 < DAYS_NEEDED) {
      return;
    }
    double[] values = new double[SetupCondition.values().length];
    boolean[] met = new boolean[values.length];
    double drawdown = 100 * RiskMeasures.drawdown(closes, i, PEAK);
    set(
        values,
        met,
        SetupCondition.DRAWDOWN,
        drawdown,
        drawdown >= settings.drawdownFrom() && drawdown <= settings.drawdownTo());
    double mean = closes[i] / RiskMeasures.ratioToMean(closes, i, SHORT_MEAN);
    double pullback = (mean - closes[i]) / range.value().orElse(Double.NaN);
    set(
        values,
        met,
        SetupCondition.PULLBACK,
        Double.isFinite(pullback) ? pullback : Double.NaN,
        pullback >= settings.pullbackFrom() && pullback <= settings.pullbackTo());
    set(
        values,
        met,
        SetupCondition.RSI,
        lastRsi,
        lastRsi <= settings.rsiAtMost() && lastRsi > before);
    double trend = RiskMeasures.ratioToMean(closes, i, LONG_MEAN);
    set(values, met, SetupCondition.TREND, trend, trend > 1);
    double volume = volumeRatio(daily, i);
    boolean reclaim = closes[i] > closes[i - 1] && closes[i - 1] < closes[i - 2];
    set(values, met, SetupCondition.VOLUME, volume, reclaim && volume >= settings.volumeRatio());
    double rank = ranks.percentile(volatilities[i]);
    set(values, met, SetupCondition.VOLATILITY, rank, rank < settings.volatilityBelow());
    int at = phases == null ? -1 : phases.size() - (daily.size() - i);
    Phase phase = phases == null || at < 0 ? null : phases.phase(at);
    set(
        values,
        met,
        SetupCondition.PHASE,
        phase == null ? Double.NaN : phase.ordinal(),
        phase != null && phase != Phase.HIGH);
    int count = 0;
    for (boolean one : met) {
      count += one ? 1 : 0;
    }
    if (size == days.length) {
      days = Arrays.copyOf(days, 2 * size);
    }
    days[size] = confirmed(daily.date(i), values, met, count);
    size++;
  }

  private static void set(
      double[] values, boolean[] met, SetupCondition condition, double value, boolean isMet) {
    values[condition.ordinal()] = value;
    met[condition.ordinal()] = isMet;
  }

  private SetupDay confirmed(LocalDate day, double[] values, boolean[] met, int count) {
    SetupLabel label = SetupLabel.of(count, settings);
    SetupDay last = size == 0 ? null : days[size - 1];
    if (last == null) {
      return new SetupDay(day, values, met, count, label, label, day);
    }
    agreeing = label == called ? agreeing + 1 : 1;
    called = label;
    boolean changes = label != last.confirmed() && agreeing >= settings.confirmationDays();
    if (!changes) {
      return new SetupDay(day, values, met, count, label, last.confirmed(), last.since());
    }
    SetupDay change = new SetupDay(day, values, met, count, label, label, day);
    changesOfLabel.add(change);
    return change;
  }

  /** Over the median of the last 30, today's included; NaN where a volume is not known. */
  private static double volumeRatio(Series daily, int i) {
    double[] volumes = new double[VOLUMES];
    for (int k = 0; k < VOLUMES; k++) {
      volumes[k] = daily.volume(i - VOLUMES + 1 + k);
      if (!(volumes[k] > 0)) {
        return Double.NaN;
      }
    }
    return daily.volume(i) / ForwardOutcomes.median(volumes);
  }
}
