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

  @Override
  public Map<String, RuleState> states() {
    return Map.copyOf(states);
  }

  @Override
  public Optional<Instant> position() {
    return Optional.ofNullable(position);
  }

  @Override
  public void commit(
      Map<String, RuleState> changed, List<Alert> alerts, List<Decision> suppressed, Instant at) {
    states.putAll(changed);
    position = at;
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
