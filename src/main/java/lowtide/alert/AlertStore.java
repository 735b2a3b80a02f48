package lowtide.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What rules remember, and what they told.
 *
 * <p>Contract: {@link #commit} is one transaction. After it, either the new states are stored and
 * every alert is owed to every active chat that subscribed to its topic and does not spare itself
 * of it, or nothing has changed. An alert whose id is stored already is not owed again.
 */
public interface AlertStore {
  Map<String, RuleState> states();

  /** Up to when the market has been looked at; empty at first. */
  Optional<Instant> position();

  /**
   * @param changed states that differ from what is stored, by rule
   * @param alerts to be owed, in order
   * @param suppressed what the policy kept back, for /why
   * @param position up to when the market has now been looked at
   */
  void commit(
      Map<String, RuleState> changed,
      List<Alert> alerts,
      List<Decision> suppressed,
      Instant position);

  /** The newest alerts, newest first. */
  List<Told> latest(int limit);

  /** What became of the newest alerts, newest first. */
  List<Outcome> outcomes(int limit);

  /**
   * What became of an alert.
   *
   * @param states how many messages stand where
   */
  record Outcome(Instant at, String title, Map<String, Integer> states) {}

  /** An alert as it is listed later. */
  record Told(String event, String instrument, Instant at, String title) {}
}
