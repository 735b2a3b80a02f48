package lowtide.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What rules remember, and what they told.
 *
 * <p>Contract: {@link #commit} is one transaction. After it, either the new states are stored and
 * every alert is owed to every active chat that subscribed to its topic and does not spare itself
 * of it, or nothing has changed. An alert whose id is stored already is not owed again.
 *
 * <p>Several nodes may look at the market, each with what it remembers. Every change of states has
 * a number, the revision: who commits names the one its states are of, and where another one was
 * committed since, nothing changes.
 */
public interface AlertStore {
  Map<String, RuleState> states();

  /** Up to when the market has been looked at; empty at first. */
  Optional<Instant> position();

  /** What was committed after a revision; empty if nothing was. -1 asks for everything. */
  Optional<Changes> since(long revision);

  /**
   * What others committed.
   *
   * @param revision of the newest of them
   * @param position up to when the market has been looked at
   * @param states that changed, by rule
   * @param rules all that have a state
   */
  record Changes(
      long revision, Optional<Instant> position, Map<String, RuleState> states, Set<String> rules) {
    public Changes {
      states = Map.copyOf(states);
      rules = Set.copyOf(rules);
    }
  }

  /**
   * Makes the revision that follows {@code revision}.
   *
   * @param revision which the states are of that this was made from
   * @param changed states that differ from what is stored, by rule
   * @param alerts to be owed, in order
   * @param suppressed what the policy kept back, for /why
   * @param position up to when the market has now been looked at
   * @return false if another one was committed since: nothing has changed then
   */
  boolean commit(
      long revision,
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
