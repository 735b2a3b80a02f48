package lowtide.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lowtide.chat.Message;
import lowtide.chat.Message.Tone;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.signal.Direction;
import lowtide.signal.Explanation;
import lowtide.signal.LevelEvent;
import lowtide.signal.LevelExplanation;
import lowtide.signal.LevelSettings;
import lowtide.signal.LevelState;
import lowtide.signal.LevelsState;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a price did to levels into words.
 *
 * @param rule whose alerts they are
 */
record LevelTexts(String rule, Instrument instrument, LevelSettings settings) {
  /**
   * That something is told later than it happened, and why.
   *
   * @param blindSince when the last price before it came in, if any did
   */
  record Lateness(@Nullable Instant blindSince) {
    /** A close says when it happened; the first trade after a time without prices, since when. */
    Message.Span[] words(Instant at, boolean closed, Instant seen) {
      List<Message.Span> words = new ArrayList<>();
      Instant since = blindSince;
      if (!closed && since != null) {
        words.add(new Message.Plain("Late: it happened after "));
        words.add(new Message.Moment(since));
        words.add(new Message.Plain(", when the last price came in, and was seen at "));
        words.add(new Message.Moment(seen));
        return words.toArray(Message.Span[]::new);
      }
      words.add(new Message.Plain("Late: it happened at "));
      words.add(new Message.Moment(at));
      words.add(new Message.Plain(" and was seen at "));
      words.add(new Message.Moment(seen));
      if (since != null && since.isBefore(at)) {
        words.add(new Message.Plain("; no price had come in since "));
        words.add(new Message.Moment(since));
      }
      return words.toArray(Message.Span[]::new);
    }
  }

  /**
   * A breach, reclaim or approach of one or several levels by one price.
   *
   * @param closed what the price was the close of; null for a trade
   * @param late null if it is not
   */
  Alert of(
      LevelEvent event,
      LevelsState before,
      LevelsState after,
      List<BigDecimal> rearmPrices,
      @Nullable Interval closed,
      MarketView view,
      @Nullable Lateness late) {
    boolean down = event.direction() == Direction.DOWN;
    String named = joined(event.levels());
    String symbol = instrument.symbol();
    String price = Words.price(event.price());
    String beyond = down ? "below" : "above";
    String near = down ? "above" : "below";
    String span = closed == Interval.DAY ? "day" : "hour";
    Message.Builder message =
        switch (event.kind()) {
          case APPROACH ->
              Message.titled("%s nears %s from %s (now %s)".formatted(symbol, named, near, price))
                  .tone(Tone.WARNING);
          case BREACH ->
              Message.titled("%s %s %s (now %s)".formatted(symbol, beyond, named, price))
                  .tone(down ? Tone.DOWN : Tone.UP)
                  .line(
                      event.confirmed()
                          ? (closed == Interval.DAY
                              ? "Confirmed: a day closed there."
                              : "Confirmed: an hour closed there.")
                          : "Touched by the last trade; the hour's close will confirm it or not.");
          case CONFIRMED ->
              Message.titled(
                      "%s closed the %s %s %s (%s)".formatted(symbol, span, beyond, named, price))
                  .tone(down ? Tone.DOWN : Tone.UP)
                  .line("This confirms the breach.");
          case RECLAIM ->
              Message.titled(
                      "%s %s %s (now %s)%s"
                          .formatted(
                              symbol,
                              wasBreached(event, before)
                                  ? "back " + near
                                  : (down ? "rose above" : "fell below"),
                              named,
                              price,
                              after(event, before)))
                  .tone(down ? Tone.UP : Tone.DOWN);
        };
    if (late != null) {
      message.line(late.words(event.at(), closed != null, view.at()));
    }
    if (event.kind() == LevelEvent.Kind.BREACH || event.kind() == LevelEvent.Kind.CONFIRMED) {
      message.line(
          "Alerts again after the price was back %s %s.".formatted(near, joined(rearmPrices)));
    }
    Explanation why =
        LevelExplanation.of(instrument, event, closed, after, settings, source(instrument, view));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("levels", event.levels());
    facts.put("direction", event.direction().name().toLowerCase(Locale.ROOT));
    facts.put("price", event.price());
    facts.put("confirmed", event.confirmed());
    facts.put("late", late != null);
    facts.put("critical", event.kind() == LevelEvent.Kind.BREACH && isLast(event, after));
    List<String> subjects =
        event.levels().stream()
            .map(
                level ->
                    "%s/%s/%s/%s"
                        .formatted(rule, event.direction(), event.kind(), level.toPlainString()))
            .toList();
    return new Alert(
        rule,
        event.kind().name(),
        Topic.LEVELS,
        symbol,
        event.at(),
        subjects,
        facts,
        Footer.under(message, why, view.at()).build(),
        why);
  }

  /** That a breach goes on. */
  Alert still(LevelState level, LevelsState state, MarketView view) {
    Quote quote = view.quote(instrument).orElseThrow();
    boolean down = level.direction() == Direction.DOWN;
    Instant since = Objects.requireNonNull(level.breachedAt());
    Explanation why =
        LevelExplanation.of(
            instrument,
            quote.price(),
            quote.time(),
            state,
            settings,
            source(instrument, view),
            List.of());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("levels", List.of(level.level()));
    facts.put("direction", level.direction().name().toLowerCase(Locale.ROOT));
    facts.put("price", quote.price());
    Message.Builder message =
        Message.titled(
                "%s still %s %s after %s (now %s)"
                    .formatted(
                        instrument.symbol(),
                        down ? "below" : "above",
                        Words.price(level.level()),
                        Words.span(Duration.between(since, quote.time())),
                        Words.price(quote.price())))
            .tone(down ? Tone.DOWN : Tone.UP);
    return new Alert(
        rule,
        "STILL",
        Topic.LEVELS,
        instrument.symbol(),
        quote.time(),
        List.of("%s/%s/STILL/%s".formatted(rule, level.direction(), level.level().toPlainString())),
        facts,
        Footer.under(message, why, view.at()).build(),
        why);
  }

  /** Whether no level is left in that direction. */
  private static boolean isLast(LevelEvent event, LevelsState after) {
    return after.levels().stream()
        .filter(level -> level.direction() == event.direction())
        .allMatch(level -> level.side() == LevelState.Side.BEYOND);
  }

  private static boolean wasBreached(LevelEvent event, LevelsState before) {
    return breaches(event, before).findAny().isPresent();
  }

  /** When the levels of an event had been breached. */
  private static Stream<Instant> breaches(LevelEvent event, LevelsState before) {
    return before.levels().stream()
        .filter(
            level ->
                level.direction() == event.direction() && event.levels().contains(level.level()))
        .map(LevelState::breachedAt)
        .flatMap(Stream::ofNullable);
  }

  private static String after(LevelEvent event, LevelsState before) {
    return breaches(event, before)
        .min(Instant::compareTo)
        .map(since -> " after " + Words.span(Duration.between(since, event.at())))
        .orElse("");
  }

  private static String joined(List<BigDecimal> prices) {
    return prices.stream().map(Words::price).collect(Collectors.joining(" and "));
  }

  static String standing(LevelsState state) {
    long below =
        state.levels().stream().filter(level -> level.side() == LevelState.Side.BEYOND).count();
    return "%d of %d levels breached".formatted(below, state.levels().size());
  }

  private static String source(Instrument instrument, MarketView view) {
    return view.quote(instrument).map(Quote::source).orElse("Bars");
  }
}
