package lowtide.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.market.Series;
import lowtide.signal.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a price has moved by so much within a span.
 *
 * <p>Goes through every hourly close since the last look, then the last price if it is fresh and,
 * of several venues, not one alone. It is armed again when half the move is undone. An instrument
 * without hours is followed by days.
 */
final class MoveRule implements Rule {
  private final String key;
  private final Instrument instrument;
  private final double percent;
  private final Duration span;

  MoveRule(String key, Condition.Move move) {
    this.key = key;
    this.instrument = move.instrument();
    this.percent = move.percent().doubleValue();
    this.span = move.span();
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public Outcome look(MarketView view, @Nullable RuleState before) {
    Series bars = bars(view);
    CrossMemory known = before instanceof CrossMemory memory ? memory : null;
    // At first only where it stands counts: the past is no news.
    int from = known == null ? bars.size() - 1 : bars.countUntil(known.seen());
    boolean beyond = known != null && known.beyond();
    Instant seen = known == null ? null : known.seen();
    List<Alert> alerts = new ArrayList<>();
    for (int i = Math.max(0, from); i < bars.size(); i++) {
      Instant at = bars.closesAt(i);
      Step step = step(view, beyond, bars.close(i), at, seen != null, source(view));
      beyond = step.beyond();
      step.alert().ifPresent(alerts::add);
      seen = at;
    }
    Optional<Quote> quote =
        view.quote(instrument).filter(q -> !q.isStale(view.at()) && q.isVouchedFor());
    if (quote.isPresent() && (seen == null || quote.get().time().isAfter(seen))) {
      Quote last = quote.get();
      Step step =
          step(view, beyond, last.price().doubleValue(), last.time(), seen != null, last.source());
      beyond = step.beyond();
      step.alert().ifPresent(alerts::add);
      // Not seen up to here: the hour's close is to be taken in too.
    }
    return new Outcome(seen == null ? null : new CrossMemory(beyond, seen), alerts);
  }

  @Override
  public String standing(MarketView view, @Nullable RuleState state) {
    Series bars = bars(view);
    int last = bars.size() - 1;
    OptionalDouble now =
        last < 0 ? OptionalDouble.empty() : change(bars, bars.close(last), bars.closesAt(last));
    return now.isPresent()
        ? "%s %s in %s"
            .formatted(instrument.symbol(), Words.percent(now.getAsDouble()), Words.span(span))
        : "%s without prices".formatted(instrument.symbol());
  }

  private record Step(boolean beyond, Optional<Alert> alert) {}

  private Step step(
      MarketView view, boolean beyond, double price, Instant at, boolean tells, String source) {
    OptionalDouble change = change(bars(view), price, at);
    if (change.isEmpty()) {
      return new Step(beyond, Optional.empty());
    }
    double moved = percent > 0 ? change.getAsDouble() : -change.getAsDouble();
    double wanted = Math.abs(percent);
    if (beyond) {
      return new Step(moved > wanted / 2, Optional.empty());
    }
    boolean now = moved >= wanted;
    return new Step(
        now,
        now && tells
            ? Optional.of(alert(change.getAsDouble(), price, at, view, source))
            : Optional.empty());
  }

  /** In percent, from the last close at least a span earlier; empty where there is a gap. */
  private OptionalDouble change(Series bars, double price, Instant at) {
    Instant then = at.minus(span);
    int i = bars.countUntil(then) - 1;
    Duration gap =
        instrument.kind() == Instrument.Kind.CRYPTO && bars.interval().length().toHours() == 1
            ? Duration.ofHours(3)
            : Duration.ofDays(5);
    return i < 0 || bars.closesAt(i).plus(gap).isBefore(then)
        ? OptionalDouble.empty()
        : OptionalDouble.of(100 * (price / bars.close(i) - 1));
  }

  private Series bars(MarketView view) {
    Series hours = view.hourly(instrument);
    return hours.isEmpty() ? view.daily(instrument) : hours;
  }

  private String source(MarketView view) {
    return view.quote(instrument).map(Quote::source).orElse("Bars");
  }

  private Alert alert(double change, double price, Instant at, MarketView view, String source) {
    Explanation why =
        Explanation.of("%s: move within %s".formatted(instrument.symbol(), Words.span(span)))
            .formula(
                "The price against the last close at least %s earlier, in percent."
                    .formatted(Words.span(span)))
            .input("price", price)
            .input("changePercent", change)
            .parameter("percent", percent)
            .parameter("spanHours", span.toHours())
            .sample("two prices")
            .sources(source)
            .asOf(at)
            .build();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("changePercent", change);
    facts.put("price", BigDecimal.valueOf(price));
    Message.Builder message =
        Message.titled(
                "%s %s in %s (now %s)"
                    .formatted(
                        instrument.symbol(),
                        Words.percent(change),
                        Words.span(span),
                        Words.price(price)))
            .tone(change < 0 ? Message.Tone.DOWN : Message.Tone.UP)
            .line(
                "Alerts again after the move was less than %s."
                    .formatted(Words.percent(percent / 2)));
    return new Alert(
        key,
        "MOVE",
        Topic.LEVELS,
        instrument.symbol(),
        at,
        List.of(),
        facts,
        Footer.under(message, why, view.at()).build(),
        why);
  }
}
