package lowtide.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What of all that happened is told: one list of stages, which alerts pass in this order.
 *
 * <p>Stale and unknown data come before it: a rule does not look at them, so they fire nothing.
 * After it, each chat's own {@linkplain ChatPolicy silence and quiet hours}, and the topics it
 * subscribed to. Whatever keeps an alert back is stored with its reason, for /why.
 */
public final class AlertPolicy {
  /** Tells everything, to compare what rules make of the market. */
  public static final AlertPolicy NONE = new AlertPolicy(List.of());

  private final List<Stage> stages;

  private AlertPolicy(List<Stage> stages) {
    this.stages = stages;
  }

  /**
   * @param cooldown how long the same alert about the same level is not told again
   */
  public static AlertPolicy of(Duration cooldown) {
    if (cooldown.isNegative()) {
      throw new IllegalArgumentException("cooldown must not be negative: " + cooldown);
    }
    return new AlertPolicy(List.of(new Inhibition(), new Grouping(), new Cooldown(cooldown)));
  }

  List<Alert> pass(List<Alert> alerts, Told told, Consumer<Decision> suppressed) {
    List<Alert> passed = new ArrayList<>(alerts);
    for (Stage stage : stages) {
      passed = stage.pass(passed, told, suppressed);
    }
    return passed;
  }
}
