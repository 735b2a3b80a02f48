package lowtide.command;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lowtide.alert.Sources;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.market.TradingCalendar;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.Explanation;
import lowtide.signal.PairedReturns;
import lowtide.signal.SignalEngine;
import lowtide.signal.SpanCorrelation;

/** What the answers about correlation have in common. */
record CorrParts(
    Supplier<MarketView> market,
    Instruments instruments,
    CorrelationSettings settings,
    SignalEngine engine,
    Pictures pictures) {

  /**
   * What is asked about.
   *
   * @param proxyNamed whether it was typed; else another may stand in for it
   */
  record Pair(Instrument asset, Instrument proxy, boolean proxyNamed) {
    @Override
    public String toString() {
      return asset.symbol() + " and " + proxy.symbol();
    }
  }

  Instrument asset() {
    return instruments.get(settings.assets().get(0));
  }

  Instrument proxy() {
    return instruments.get(settings.proxy());
  }

  /** The pair, or with the fallback if its proxy was not named and has next to no returns. */
  Pair readable(Pair pair, MarketView view) {
    Instrument fallback = instruments.get(settings.fallback());
    return pair.proxyNamed()
            || engine.pairs(view, pair.asset(), pair.proxy()).size() >= settings.labelWindow()
            || engine.pairs(view, pair.asset(), fallback).size() < settings.labelWindow()
        ? pair
        : new Pair(pair.asset(), fallback, false);
  }

  /** The controls, without what the pair is made of. */
  List<Instrument> controls(Pair pair) {
    return settings.companions().controls().stream()
        .map(instruments::get)
        .filter(control -> !control.equals(pair.proxy()) && !control.equals(pair.asset()))
        .toList();
  }

  Optional<SpanCorrelation> since(MarketView view, Pair pair, Instrument proxy, LocalDate from) {
    return SpanCorrelation.since(engine.pairs(view, pair.asset(), proxy), from);
  }

  /** The explanation of figures over all sessions of a span. */
  static Explanation.Builder explained(
      String about, PairedReturns returns, SpanCorrelation span, MarketView view) {
    return Explanation.of(about)
        .sample("n %d, effective n %.0f".formatted(span.n(), span.nEff()))
        .sources(Sources.of(view, returns.asset(), returns.proxy()))
        .asOf(TradingCalendar.NEW_YORK.close(span.to()))
        .flags(isAsync(returns, span.from()) ? List.of("ASYNC") : List.of());
  }

  static boolean isAsync(PairedReturns returns, LocalDate from) {
    for (int i = 0; i < returns.size(); i++) {
      if (returns.isAsync(i) && !returns.session(i).isBefore(from)) {
        return true;
      }
    }
    return false;
  }

  static String interval(double low, double high) {
    return Words.coefficient(low) + " to " + Words.coefficient(high);
  }

  static Map<String, Object> facts(Pair pair, String form) {
    Map<String, Object> facts = facts(pair);
    facts.put("form", form);
    return facts;
  }

  static Map<String, Object> facts(Pair pair) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "corr");
    facts.put("asset", pair.asset().symbol());
    facts.put("proxy", pair.proxy().symbol());
    return facts;
  }

  static Map<String, Object> facts(SpanCorrelation span) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", span.from().toString());
    facts.put("to", span.to().toString());
    facts.put("n", span.n());
    facts.put("nEff", span.nEff());
    facts.put("pearson", span.pearson());
    facts.put("low", span.low());
    facts.put("high", span.high());
    return facts;
  }

  static Answer unknown(Pair pair, Map<String, Object> facts, String what, String reason) {
    facts.put("flags", List.of("UNKNOWN"));
    facts.put("reason", reason);
    return Answer.of(
        Message.titled("%s %s: not known yet".formatted(pair, what))
            .tone(Message.Tone.WARNING)
            .line("It " + reason + ".")
            .build(),
        facts);
  }

  /** Says which proxy stands in where the usual one has too little data. */
  void lineOnProxy(Message.Builder message, Pair pair) {
    boolean isFallback = !pair.proxyNamed() && !pair.proxy().symbol().equals(settings.proxy());
    if (isFallback) {
      message.line(
          "%s has too little data: %s stands in for it."
              .formatted(settings.proxy(), pair.proxy().symbol()));
    }
    if (isFallback || pair.proxy().symbol().equals(settings.proxy())) {
      message.line("Small-cap tech is stood for by %s.".formatted(pair.proxy().name()));
    }
  }
}
