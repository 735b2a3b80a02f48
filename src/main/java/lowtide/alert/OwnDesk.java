package lowtide.alert;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.Direction;
import lowtide.signal.LevelSettings;
import lowtide.signal.SignalEngine;
import lowtide.signal.SignalSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes rules out of what chats stored, for as long as these can fire. */
public final class OwnDesk implements Supplier<List<Rule>> {
  private static final Logger log = LoggerFactory.getLogger(OwnDesk.class);

  private final OwnRules stored;
  private final ConditionReader reader;
  private final SignalEngine engine;
  private final SignalSettings settings;
  private final Clock wallClock;
  private Map<Long, Made> made = new HashMap<>();

  public OwnDesk(
      OwnRules stored,
      ConditionReader reader,
      SignalEngine engine,
      SignalSettings settings,
      Clock wallClock) {
    this.stored = stored;
    this.reader = reader;
    this.engine = engine;
    this.settings = settings;
    this.wallClock = wallClock;
  }

  @Override
  public synchronized List<Rule> get() {
    Map<Long, Made> now = new HashMap<>();
    List<Rule> rules = new ArrayList<>();
    for (OwnRule one : stored.active(wallClock.instant())) {
      Made before = made.get(one.id());
      Made rule = before != null && before.isOf(one) ? before : new Made(one, make(one));
      now.put(one.id(), rule);
      if (rule.rule() != null) {
        rules.add(rule.rule());
      }
    }
    made = now;
    return rules;
  }

  /** A rule that was made, and of what. */
  private record Made(OwnRule of, @Nullable Rule rule) {
    /** Whether it has not been edited since. */
    boolean isOf(OwnRule now) {
      return of.condition().equals(now.condition()) && of.once() == now.once();
    }
  }

  /** Null for what cannot be read any more, such as an instrument that was taken out. */
  private @Nullable Rule make(OwnRule own) {
    try {
      return new ForChat(own, rule(own.key(), reader.read(own.condition())));
    } catch (IllegalArgumentException e) {
      log.warn("alert {} of {} rests: {}", own.id(), own.chat(), e.getMessage());
      return null;
    }
  }

  /** The rule that watches the condition. */
  public Rule rule(String key, Condition condition) {
    if (condition instanceof Condition.Price price) {
      Instrument instrument = price.instrument();
      List<BigDecimal> prices = List.of(price.price());
      boolean down = price.direction() == Direction.DOWN;
      return new BreachesOnly(
          new LevelRule(
              key,
              LevelSettings.of(
                  instrument.symbol(), down ? prices : List.of(), down ? List.of() : prices),
              instrument));
    }
    if (condition instanceof Condition.Move move) {
      return new MoveRule(key, move);
    }
    if (condition instanceof Condition.Correlation correlation) {
      return new CorrelationRule(key, correlation, engine, settings.correlation());
    }
    return new PhaseRule(key, ((Condition.Phase) condition).instrument(), engine, settings.phase());
  }

  /** Of what a price does to a level only that it went through. */
  private record BreachesOnly(Rule rule) implements Rule {
    @Override
    public String key() {
      return rule.key();
    }

    @Override
    public Outcome look(MarketView view, @Nullable RuleState before) {
      Outcome outcome = rule.look(view, before);
      return new Outcome(
          outcome.after(),
          outcome.alerts().stream().filter(alert -> alert.event().equals("BREACH")).toList());
    }

    @Override
    public String standing(MarketView view, @Nullable RuleState state) {
      return rule.standing(view, state);
    }
  }

  /** Tells one chat alone. */
  private record ForChat(OwnRule own, Rule rule) implements Rule {
    @Override
    public String key() {
      return rule.key();
    }

    @Override
    public Outcome look(MarketView view, @Nullable RuleState before) {
      Outcome outcome = rule.look(view, before);
      String ends = own.once() ? "It ends with this." : "It fires again when it comes true anew.";
      return new Outcome(
          outcome.after(),
          outcome.alerts().stream()
              .map(
                  alert ->
                      alert.forChat(
                          own.chat(),
                          "Alert %d of this chat: %s. %s"
                              .formatted(own.id(), own.condition(), ends)))
              .toList());
    }

    @Override
    public String standing(MarketView view, @Nullable RuleState state) {
      return rule.standing(view, state);
    }
  }
}
