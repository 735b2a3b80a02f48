package lowtide.signal;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import lowtide.market.Instrument;
import lowtide.market.Series;
import org.jspecify.annotations.Nullable;

/**
 * Readings of a coin's risk phase.
 *
 * <p>The phase depends on all of the history. What was worked out for the longest state of a series
 * is kept: earlier moments are read from it, later days added to it, and what was corrected is
 * worked out again from there. The first look costs tens of milliseconds, every further day about
 * 10 microseconds; the numbers are the same, to the last bit, in whatever order one asks.
 *
 * <p>Thread-safe.
 */
public final class RiskPhase {
  private final PhaseSettings settings;
  private final PhaseTracker tracker;
  private final Map<Instrument, PhaseHistory> longest = new HashMap<>(); // guarded by this

  public RiskPhase(PhaseSettings settings) {
    this.settings = settings;
    this.tracker = new PhaseTracker(settings);
  }

  /**
   * The newest reading, without MVRV.
   *
   * @throws IllegalArgumentException if the series is not the UTC days of a coin
   */
  public PhaseResult read(Series daily) {
    return read(daily, null);
  }

  /**
   * The newest reading.
   *
   * @param mvrv the days of the metric; null for an index without
   * @throws IllegalArgumentException if the series is not the UTC days of a coin, or MVRV not those
   *     of a metric
   */
  public PhaseResult read(Series daily, @Nullable Series mvrv) {
    PhaseHistory history = history(daily, mvrv);
    return history.size() == 0 ? tooFew(daily) : reading(history);
  }

  /** The phases of all days; see {@link #read(Series, Series)}. */
  public synchronized PhaseHistory history(Series daily, @Nullable Series mvrv) {
    PhaseHistory known = longest.get(daily.instrument());
    PhaseHistory history =
        known == null
            ? PhaseHistory.of(tracker, RiskIndex.of(daily, mvrv))
            : known.continued(daily, mvrv);
    if (known == null || history.size() >= known.size()) {
      longest.put(daily.instrument(), history);
    }
    return history;
  }

  private PhaseReading reading(PhaseHistory history) {
    RiskIndex index = history.index();
    int last = index.size() - 1;
    PhaseState state = history.state(last);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (index.hasGaps(last)) {
      flags.add(Flag.GAPS);
    }
    if (index.lacksMvrv(last)) {
      flags.add(Flag.NO_MVRV);
    }
    return new PhaseReading(
        index.daily().instrument(),
        index.asOf(last),
        index.day(last),
        state.phase(),
        state.since(),
        index.risk(last),
        index.stress(last),
        index.heat(last),
        index.volatility(last),
        index.semideviation(last),
        index.drawdown(last),
        index.toShortMean(last),
        index.toLongMean(last),
        index.mvrv(last),
        index.ranked(last),
        PhaseDistance.of(state, index.risk(last), index.day(last), settings),
        flags);
  }

  private static Unknown tooFew(Series daily) {
    return new Unknown(
        "needs %s days of %s (%s for its long mean, ranked among %s), has %s%s"
            .formatted(
                RiskIndex.DAYS_NEEDED,
                daily.instrument().symbol(),
                RiskIndex.LONG_MEAN,
                RiskIndex.RANKED_AT_LEAST,
                daily.size(),
                daily.isEmpty() ? "" : " (since " + daily.date(0) + ")"));
  }
}
