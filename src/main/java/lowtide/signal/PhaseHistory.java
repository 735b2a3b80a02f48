package lowtide.signal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import lowtide.market.Series;
import org.jspecify.annotations.Nullable;

/**
 * The risk phase of a coin on every day that has an index: {@link RiskIndex} put through {@link
 * PhaseTracker}, as a fold from the first day on.
 *
 * <p>Immutable. A day's phase depends on no later day, so a shorter history is a prefix of a longer
 * one, and a longer one goes on where the shorter ends.
 */
public final class PhaseHistory {
  private final PhaseTracker tracker;
  private final RiskIndex index;
  private final PhaseState[] states; // may reach beyond the index: those days are not shown

  private PhaseHistory(PhaseTracker tracker, RiskIndex index, PhaseState[] states) {
    this.tracker = tracker;
    this.index = index;
    this.states = states;
  }

  /** Worked out from the first day on. */
  static PhaseHistory of(PhaseTracker tracker, RiskIndex index) {
    return new PhaseHistory(tracker, index, goneOn(tracker, new PhaseState[0], 0, index));
  }

  /** The same as {@link #of} for another state of the series; only what differs is worked out. */
  PhaseHistory continued(Series daily, @Nullable Series mvrv) {
    int kept = index.commonBars(daily, mvrv);
    RiskIndex next = index.continued(kept, daily, mvrv);
    int days = RiskIndex.daysWithIndex(kept);
    return new PhaseHistory(
        tracker, next, next.size() <= days ? states : goneOn(tracker, states, days, next));
  }

  private static PhaseState[] goneOn(
      PhaseTracker tracker, PhaseState[] before, int kept, RiskIndex index) {
    PhaseState[] states = Arrays.copyOf(before, index.size());
    for (int i = kept; i < states.length; i++) {
      states[i] = tracker.next(i == 0 ? null : states[i - 1], index.risk(i), index.day(i));
    }
    return states;
  }

  public RiskIndex index() {
    return index;
  }

  /** How many days have a phase. */
  public int size() {
    return index.size();
  }

  public PhaseState state(int i) {
    return states[Objects.checkIndex(i, size())];
  }

  public Phase phase(int i) {
    return state(i).phase();
  }

  /** All runs of days in one phase, oldest first; none if there is no index. */
  public List<PhaseEpisode> episodes() {
    List<PhaseEpisode> episodes = new ArrayList<>();
    for (int from = 0; from < size(); ) {
      int to = from;
      while (to + 1 < size() && phase(to + 1) == phase(from)) {
        to++;
      }
      episodes.add(new PhaseEpisode(phase(from), index.day(from), index.day(to)));
      from = to + 1;
    }
    return List.copyOf(episodes);
  }

  /** How many days lie between the first and the last, both included. */
  long span() {
    LocalDate last = index.day(size() - 1);
    return last.toEpochDay() - index.day(0).toEpochDay() + 1;
  }
}
