package lowtide.alert;

import java.util.List;
import java.util.function.Consumer;

/**
 * One step of the policy that the alerts of a look pass. Pure: the same alerts and situation give
 * the same outcome.
 */
interface Stage {
  /**
   * The alerts that go on, in order.
   *
   * @param told when what was last told
   * @param suppressed gets every alert that does not go on, with the reason
   */
  List<Alert> pass(List<Alert> alerts, Told told, Consumer<Decision> suppressed);
}
