package lowtide.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import lowtide.market.Instrument;
import lowtide.market.MarketHours;
import lowtide.market.MarketView;
import lowtide.market.Quote;

/**
 * Which rules cannot see, since when: a dead source inhibits what depends on it. That is noted once
 * for each time it happens, so that who misses an alert finds out why.
 */
record Blind(Map<String, Instant> since) implements RuleState {
  static final Blind NONE = new Blind(Map.of());

  Blind {
    since = Map.copyOf(since);
  }

  /** As it is now. Pure but for what it notes. */
  Blind look(List<Rule> rules, MarketView view, Consumer<Decision> noted) {
    Map<String, Instant> now = new TreeMap<>();
    for (Rule rule : rules) {
      Optional<Instrument> watched = rule.watched();
      Optional<Reason> reason = watched.flatMap(instrument -> reason(instrument, view));
      if (reason.isPresent()) {
        now.put(rule.key(), Objects.requireNonNullElse(since.get(rule.key()), view.at()));
        if (!since.containsKey(rule.key())) {
          String symbol = watched.get().symbol();
          noted.accept(
              new Decision(
                  rule.key(),
                  null,
                  Topic.LEVELS,
                  symbol + " levels",
                  reason.get(),
                  reason.get().words(symbol)));
        }
      }
    }
    return new Blind(now);
  }

  private static Optional<Reason> reason(Instrument instrument, MarketView view) {
    Optional<Quote> quote = view.quote(instrument);
    if (quote.isPresent() && !quote.get().isStale(view.at())) {
      return quote.get().isVouchedFor() ? Optional.empty() : Optional.of(Reason.ONE_VENUE_ALONE);
    }
    boolean closed =
        instrument.kind() == Instrument.Kind.EQUITY && !new MarketHours(view.at()).isOpen();
    return closed ? Optional.empty() : Optional.of(Reason.NO_FRESH_PRICE);
  }
}
