package lowtide.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * When a price goes through a level, what the same price says about the levels it went through
 * before is not worth a word: the deeper one says it.
 */
record Inhibition() implements Stage {
  @Override
  public List<Alert> pass(List<Alert> alerts, Told told, Consumer<Decision> suppressed) {
    List<Alert> passed = new ArrayList<>();
    for (Alert alert : alerts) {
      Alert deeper =
          alerts.stream().filter(other -> isDeeper(other, alert)).findFirst().orElse(null);
      if (deeper == null) {
        passed.add(alert);
      } else {
        suppressed.accept(Decision.of(alert, Reason.DEEPER_LEVEL, deeper.message().title()));
      }
    }
    return passed;
  }

  private static boolean isDeeper(Alert breach, Alert other) {
    return breach != other
        && breach.event().equals("BREACH")
        && other.event().equals("CONFIRMED")
        && breach.rule().equals(other.rule())
        && breach.at().equals(other.at())
        && Objects.equals(breach.facts().get("direction"), other.facts().get("direction"));
  }
}
