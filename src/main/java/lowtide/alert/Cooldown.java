package lowtide.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The same event about the same level is not told again for a while. An alert that is about several
 * levels is told unless all of them were told just before. Rule states do not know of it. A chat
 * that was not told then, because it had silence, is told now.
 */
record Cooldown(Duration span) implements Stage {
  @Override
  public List<Alert> pass(List<Alert> alerts, Told told, Consumer<Decision> suppressed) {
    Told now = told;
    List<Alert> passed = new ArrayList<>();
    for (Alert alert : alerts) {
      if (isToldJustBefore(alert, now)) {
        suppressed.accept(Decision.again(alert, span));
      } else {
        passed.add(alert);
        now = now.with(alert.subjects(), alert.at());
      }
    }
    return passed;
  }

  private boolean isToldJustBefore(Alert alert, Told told) {
    return !alert.subjects().isEmpty()
        && alert.subjects().stream()
            .allMatch(
                subject ->
                    told.last(subject)
                        .filter(last -> alert.at().isBefore(last.plus(span)))
                        .isPresent());
  }
}
