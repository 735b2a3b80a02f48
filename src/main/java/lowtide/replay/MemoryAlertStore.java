package lowtide.replay;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.alert.Alert;
import lowtide.alert.AlertStore;
import lowtide.alert.Decision;
import lowtide.alert.RuleState;
import org.jspecify.annotations.Nullable;

/** Rule states in memory, owing nobody anything: for replays and questions about the past. */
final class MemoryAlertStore implements AlertStore {
  private final Map<String, RuleState> states = new HashMap<>();
  private @Nullable Instant position;
  private long revision;

  @Override
  public Map<String, RuleState> states() {
    return Map.copyOf(states);
  }

  @Override
  public Optional<Instant> position() {
    return Optional.ofNullable(position);
  }

  @Override
  public Optional<Changes> since(long known) {
    return known == revision
        ? Optional.empty()
        : Optional.of(new Changes(revision, position(), states, states.keySet()));
  }

  @Override
  public boolean commit(
      long of,
      Map<String, RuleState> changed,
      List<Alert> alerts,
      List<Decision> suppressed,
      Instant at) {
    if (of != revision) {
      return false;
    }
    revision++;
    states.putAll(changed);
    position = at;
    return true;
  }

  @Override
  public List<Outcome> outcomes(int limit) {
    return List.of();
  }

  @Override
  public List<Told> latest(int limit) {
    return List.of();
  }
}
