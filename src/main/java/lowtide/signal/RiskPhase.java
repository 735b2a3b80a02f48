package lowtide.signal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lowtide.market.Series;
import org.jspecify.annotations.Nullable;

/** Readings of a coin's risk phase: {@link RiskIndex} put through {@link PhaseTracker}. */
public final class RiskPhase {
  private final PhaseTracker tracker;

  public RiskPhase(PhaseSettings settings) {
    this.tracker = new PhaseTracker(settings);
  }

  /**
   * The newest reading. The phase depends on all of the history, so it costs tens of milliseconds:
   * once a day is enough.
   *
   * @throws IllegalArgumentException if the series is not the UTC days of a coin
   */
  public PhaseResult read(Series daily) {
    RiskIndex index = RiskIndex.of(daily);
    @Nullable PhaseState state = null;
    for (int i = 0; i < index.size(); i++) {
      state = tracker.next(state, index.risk(i), index.day(i));
    }
    return state == null ? tooFew(daily) : reading(daily, index, state);
  }

  /** All runs of days in one phase, oldest first; none if there is no index. */
  public List<PhaseEpisode> episodes(RiskIndex index) {
    List<PhaseEpisode> episodes = new ArrayList<>();
    PhaseState state = null;
    for (int i = 0; i < index.size(); i++) {
      LocalDate day = index.day(i);
      PhaseState next = tracker.next(state, index.risk(i), day);
      if (state != null && next.phase() == state.phase()) {
        episodes.remove(episodes.size() - 1);
      }
      episodes.add(new PhaseEpisode(next.phase(), next.since(), day));
      state = next;
    }
    return List.copyOf(episodes);
  }

  private static PhaseReading reading(Series daily, RiskIndex index, PhaseState state) {
    int last = index.size() - 1;
    return new PhaseReading(
        daily.instrument(),
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
        index.hasGaps(last) ? Set.of(Flag.GAPS) : Set.of());
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
