package lowtide.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lowtide.chat.Message;
import lowtide.chat.Message.Tone;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.signal.CorrelationReading;
import lowtide.signal.DipState;
import lowtide.signal.Flag;
import lowtide.signal.Label;
import lowtide.signal.LevelEvent;
import lowtide.signal.LevelState;
import lowtide.signal.Phase;
import lowtide.signal.PhaseReading;

/** Puts alerts into words: the first line says it all, the rest says how sure and how old. */
public final class AlertTexts {
  private static final String NO_ADVICE = "Informational, not advice.";

  /** A breach, reclaim or approach of one or several levels by one price. */
  Alert level(
      String rule,
      Instrument instrument,
      LevelEvent event,
      DipState before,
      DipState after,
      List<BigDecimal> rearmPrices,
      MarketView view,
      boolean late) {
    String named = joined(event.levels());
    String symbol = instrument.symbol();
    String price = Words.price(event.price());
    Message.Builder message =
        switch (event.kind()) {
          case APPROACH ->
              Message.titled("%s nears %s from above (now %s)".formatted(symbol, named, price))
                  .tone(Tone.WARNING);
          case BREACH ->
              Message.titled("%s below %s (now %s)".formatted(symbol, named, price))
                  .tone(Tone.DOWN)
                  .line(
                      event.confirmed()
                          ? "Confirmed: an hour closed there."
                          : "By the last trade; the hour's close will confirm it or not.");
          case CONFIRMED ->
              Message.titled("%s closed the hour below %s (%s)".formatted(symbol, named, price))
                  .tone(Tone.DOWN)
                  .line("This confirms the breach.");
          case RECLAIM ->
              Message.titled(
                      "%s %s %s (now %s)%s"
                          .formatted(
                              symbol,
                              wasBreached(event, before) ? "back above" : "rose above",
                              named,
                              price,
                              after(event, before)))
                  .tone(Tone.UP);
        };
    if (late) {
      message.line(
          new Message.Plain("Late: it happened at "),
          new Message.Moment(event.at()),
          new Message.Plain(" and was seen at "),
          new Message.Moment(view.at()));
    }
    if (event.kind() == LevelEvent.Kind.BREACH || event.kind() == LevelEvent.Kind.CONFIRMED) {
      message.line("Alerts again after the price was back above " + joined(rearmPrices) + ".");
    }
    message.line(
        new Message.Plain(source(instrument, view) + ", price of "),
        new Message.Moment(event.at()));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("levels", event.levels());
    facts.put("price", event.price());
    facts.put("confirmed", event.confirmed());
    facts.put("late", late);
    List<String> subjects =
        event.levels().stream()
            .map(level -> rule + "/" + event.kind() + "/" + level.toPlainString())
            .toList();
    return new Alert(
        rule,
        event.kind().name(),
        Topic.LEVELS,
        symbol,
        event.at(),
        subjects,
        facts,
        message.footer(standing(after) + " · " + NO_ADVICE).build());
  }

  private static boolean wasBreached(LevelEvent event, DipState before) {
    return breaches(event, before).findAny().isPresent();
  }

  /** When the levels of an event had been breached. */
  private static Stream<Instant> breaches(LevelEvent event, DipState before) {
    return before.levels().stream()
        .filter(level -> event.levels().contains(level.level()))
        .map(LevelState::breachedAt)
        .flatMap(Stream::ofNullable);
  }

  private static String after(LevelEvent event, DipState before) {
    return breaches(event, before)
        .min(Instant::compareTo)
        .map(since -> " after " + Words.span(Duration.between(since, event.at())))
        .orElse("");
  }

  private static String joined(List<BigDecimal> prices) {
    return prices.stream().map(Words::price).collect(Collectors.joining(" and "));
  }

  private static String standing(DipState state) {
    long below =
        state.levels().stream().filter(level -> level.side() == LevelState.Side.BELOW).count();
    return "%d of %d levels breached".formatted(below, state.levels().size());
  }

  private static String source(Instrument instrument, MarketView view) {
    return view.quote(instrument).map(Quote::source).orElse("Bars");
  }

  /** A change of the word for a correlation. */
  Alert label(String rule, Label from, CorrelationReading reading, MarketView view) {
    String symbol = reading.asset().symbol();
    String proxy = reading.proxy().symbol();
    Label to = reading.label();
    Message.Builder message =
        Message.titled(
                "%s and %s: correlation %s, was %s (r %s)"
                    .formatted(
                        symbol,
                        proxy,
                        to.word(),
                        from.word(),
                        Words.coefficient(reading.pearson())))
            .tone(to.compareTo(from) > 0 ? Tone.UP : Tone.DOWN)
            .line(
                "95 %% interval %s to %s over %d sessions (n %d, effective n %.0f)%s."
                    .formatted(
                        Words.coefficient(reading.low()),
                        Words.coefficient(reading.high()),
                        reading.window(),
                        reading.n(),
                        reading.nEff(),
                        reading.significant() ? "" : ", not significant"))
            .line("Small-cap tech is stood for by %s.".formatted(reading.proxy().name()))
            .line(
                new Message.Plain("To the session of " + reading.session() + ", closed "),
                new Message.Moment(reading.asOf()));
    if (reading.flags().contains(Flag.ASYNC)) {
      message.line("ASYNC: daily UTC closes against New York closes, hours apart.");
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", from.word());
    facts.put("to", to.word());
    facts.put("label", to.word());
    facts.put("proxy", proxy);
    facts.put("window", reading.window());
    facts.put("pearson", reading.pearson());
    facts.put("low", reading.low());
    facts.put("high", reading.high());
    facts.put("n", reading.n());
    return new Alert(
        rule,
        "LABEL_CHANGE",
        Topic.CORRELATION,
        symbol,
        view.at(),
        List.of(),
        facts,
        message.footer(NO_ADVICE).build());
  }

  /** A change of the risk phase. */
  Alert phase(String rule, Phase from, PhaseReading reading, MarketView view) {
    String symbol = reading.instrument().symbol();
    Message message =
        Message.titled(
                "%s risk phase %s, was %s (R %s of 100)"
                    .formatted(symbol, reading.phase(), from, Words.number(reading.risk())))
            .tone(reading.phase().compareTo(from) > 0 ? Tone.WARNING : Tone.UP)
            .line(
                "Stress %s, heat %s; volatility of 30 days %.0f %%, %.0f %% below the 90-day high."
                    .formatted(
                        Words.number(reading.stress()),
                        Words.number(reading.heat()),
                        100 * reading.volatility().value(),
                        100 * reading.drawdown().value()))
            .line("It tells how deep falls became in the past, not where the price goes.")
            .line(
                new Message.Plain("To the UTC day " + reading.day() + ", ended "),
                new Message.Moment(reading.asOf()))
            .footer(NO_ADVICE)
            .build();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", from.name());
    facts.put("to", reading.phase().name());
    facts.put("risk", reading.risk());
    facts.put("stress", reading.stress());
    facts.put("heat", reading.heat());
    return new Alert(
        rule, "PHASE_CHANGE", Topic.PHASE, symbol, view.at(), List.of(), facts, message);
  }
}
