package lowtide.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lowtide.market.MarketView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the market to every rule, and commits what follows: new states and owed messages together.
 * Nothing follows where another node committed meanwhile: it has evaluated what this one did.
 *
 * <p>One look at a time; any thread may ask for a state.
 */
public final class AlertDesk {
  private static final Logger log = LoggerFactory.getLogger(AlertDesk.class);
  private static final String TOLD = "told";
  private static final String WATCH = "watch";
  private static final String BLIND = "blind";

  private final List<Rule> rules;
  private final Supplier<List<Rule>> ownRules;
  private final AlertPolicy policy;
  private final AlertStore store;
  private final Map<String, RuleState> states = new ConcurrentHashMap<>();
  private long revision = -1;
  private volatile @Nullable Instant position;

  public AlertDesk(List<Rule> rules, AlertPolicy policy, AlertStore store) {
    this(rules, List::of, policy, store);
  }

  /**
   * @param ownRules what chats made, asked for at every look
   */
  public AlertDesk(
      List<Rule> rules, Supplier<List<Rule>> ownRules, AlertPolicy policy, AlertStore store) {
    this.rules = List.copyOf(rules);
    this.ownRules = ownRules;
    this.policy = policy;
    this.store = store;
    catchUp();
  }

  /** Takes over what others have committed. */
  public synchronized void catchUp() {
    store
        .since(revision)
        .ifPresent(
            changes -> {
              states.putAll(changes.states());
              states.keySet().retainAll(changes.rules());
              position = changes.position().orElse(null);
              revision = changes.revision();
            });
  }

  /** Up to when the market has been looked at, by whichever node; empty at first. */
  public Optional<Instant> position() {
    return Optional.ofNullable(position);
  }

  /**
   * Looks at the market as it stands; the alerts that are now owed. None are, and {@link #position}
   * does not move, where another node looked at the same time.
   */
  public synchronized List<Alert> look(MarketView view) {
    catchUp();
    Map<String, RuleState> changed = new HashMap<>();
    Told told = states.get(TOLD) instanceof Told known ? known : Told.NOTHING;
    Watch watch = states.get(WATCH) instanceof Watch known ? known : began(view, changed);
    List<Alert> alerts = new ArrayList<>();
    for (Rule rule : rules) {
      look(rule, view, watch, changed, alerts);
    }
    List<Rule> own = ownRules.get();
    forgetWhatRests(own);
    for (Rule rule : own) {
      try {
        look(rule, view, watch, changed, alerts);
      } catch (RuntimeException e) {
        // What one chat made must not keep anything from the others.
        log.error("{} cannot be looked at", rule.key(), e);
      }
    }
    List<Decision> suppressed = new ArrayList<>();
    Blind blind = states.get(BLIND) instanceof Blind known ? known : Blind.NONE;
    Blind now = blind.look(rules, view, suppressed::add);
    if (!now.equals(blind)) {
      changed.put(BLIND, now);
    }
    List<Alert> passed = alerts.isEmpty() ? alerts : policy.pass(alerts, told, suppressed::add);
    for (Alert alert : passed) {
      told = told.with(alert.subjects(), alert.at());
      changed.put(TOLD, told);
    }
    if (!passed.isEmpty() || suppressed.stream().anyMatch(one -> one.repetition() != null)) {
      String state = StateLine.of(rules, key -> changed.getOrDefault(key, states.get(key)), view);
      passed = passed.stream().map(alert -> finished(alert, state)).toList();
      suppressed.replaceAll(one -> one.with(alert -> finished(alert, state)));
    }
    if (!commit(changed, passed, suppressed, view.at())) {
      log.debug("another node looked at the market at the same time as this one, at {}", view.at());
      return List.of();
    }
    tell(passed, suppressed, view.at());
    return passed;
  }

  /** With how everything stands, and buttons. */
  private static Alert finished(Alert alert, String state) {
    return AlertButtons.under(
        alert.with(Footer.withState(alert.message(), state), alert.subjects()));
  }

  private static void tell(List<Alert> owed, List<Decision> suppressed, Instant at) {
    suppressed.forEach(
        one ->
            log.atInfo()
                .addKeyValue("alert", one.about())
                .log("{} not told: {}: {}", one.about(), one.reason().stage(), one.words()));
    owed.forEach(
        alert ->
            log.atInfo()
                .addKeyValue("alert", alert.id())
                .addKeyValue("rule", alert.rule())
                .log("alert {} owed, of {}", alert.id(), at));
  }

  /** One that goes on later looks at the market anew. */
  private void forgetWhatRests(List<Rule> own) {
    Set<String> active = own.stream().map(Rule::key).collect(Collectors.toSet());
    states.keySet().removeIf(key -> OwnRule.id(key) >= 0 && !active.contains(key));
  }

  private void look(
      Rule rule, MarketView view, Watch watch, Map<String, RuleState> changed, List<Alert> alerts) {
    Rule.Outcome outcome = rule.look(view, states.get(rule.key()));
    RuleState after = outcome.after();
    if (after != null && !after.equals(states.get(rule.key()))) {
      changed.put(rule.key(), after);
    }
    outcome.alerts().stream().filter(alert -> !watch.isPast(alert)).forEach(alerts::add);
  }

  private Watch began(MarketView view, Map<String, RuleState> changed) {
    // A store of before this was remembered has been watched for long.
    Watch watch = new Watch(states.isEmpty() ? view.at() : Instant.EPOCH);
    changed.put(WATCH, watch);
    return watch;
  }

  private boolean commit(
      Map<String, RuleState> changed, List<Alert> alerts, List<Decision> suppressed, Instant at) {
    // Committed first: should it fail, the next look starts from what is stored.
    if (!store.commit(revision, changed, alerts, suppressed, at)) {
      return false;
    }
    revision++;
    position = at;
    states.putAll(changed);
    return true;
  }

  /** How the thing stands that a rule watches, in a few words; its key if there is no such rule. */
  public String standing(String rule, MarketView view) {
    return Stream.concat(rules.stream(), ownRules.get().stream())
        .filter(known -> known.key().equals(rule))
        .findFirst()
        .map(known -> known.standing(view, states.get(rule)))
        .orElse(rule);
  }

  /** What a rule remembers; empty before it could read anything. */
  public Optional<RuleState> state(String rule) {
    return Optional.ofNullable(states.get(rule));
  }

  /** What each rule remembers that a chat made and that can still fire. */
  public List<Optional<RuleState>> own() {
    return ownRules.get().stream().map(rule -> state(rule.key())).toList();
  }
}
