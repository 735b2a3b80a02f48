package lowtide.signal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pair's label after some sessions, and how it came there.
 *
 * <p>To be gone on with when there are more sessions: each costs O(window).
 *
 * @param returns whose rows were all taken in
 * @param state null while no session has a coefficient
 * @param session the last one that has; null likewise
 * @param changes all there were, oldest first
 */
public record LabelHistory(
    PairedReturns returns,
    int window,
    @Nullable LabelState state,
    @Nullable LocalDate session,
    List<LabelChange> changes) {

  public LabelHistory {
    changes = List.copyOf(changes);
  }

  /** Before the first session. */
  static LabelHistory before(PairedReturns returns, int window) {
    return new LabelHistory(returns, window, null, null, List.of());
  }

  /** The changes on sessions after this one. */
  public List<LabelChange> changesAfter(LocalDate day) {
    return changes.stream().filter(change -> change.session().isAfter(day)).toList();
  }

  /** After one more session with a coefficient. */
  LabelHistory next(PairedReturns longer, LabelState after, LocalDate on) {
    LabelState last = state;
    if (last == null || last.label() == after.label()) {
      return new LabelHistory(longer, window, after, on, changes);
    }
    List<LabelChange> more = new ArrayList<>(changes);
    more.add(new LabelChange(on, last.label(), after.label()));
    return new LabelHistory(longer, window, after, on, more);
  }

  /** The same after rows that have no coefficient. */
  LabelHistory over(PairedReturns longer) {
    return longer == returns ? this : new LabelHistory(longer, window, state, session, changes);
  }
}
