package lowtide.alert;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When each subject was last told. Immutable. */
record Told(Map<String, Instant> at) implements RuleState {
  static final Told NOTHING = new Told(Map.of());

  Told {
    at = Map.copyOf(at);
  }

  Optional<Instant> last(String subject) {
    return Optional.ofNullable(at.get(subject));
  }

  Told with(List<String> subjects, Instant when) {
    Map<String, Instant> all = new HashMap<>(at);
    subjects.forEach(subject -> all.put(subject, when));
    return new Told(all);
  }
}
