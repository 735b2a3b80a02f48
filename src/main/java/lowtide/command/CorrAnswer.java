package lowtide.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import lowtide.alert.Footer;
import lowtide.alert.Sources;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.TradingCalendar;
import lowtide.signal.CorrelationExplanation;
import lowtide.signal.CorrelationReading;
import lowtide.signal.CorrelationResult;
import lowtide.signal.Explanation;
import lowtide.signal.Flag;
import lowtide.signal.Unknown;

/** /corr of a pair over the last sessions. */
final class CorrAnswer {
  private final CorrParts parts;

  CorrAnswer(CorrParts parts) {
    this.parts = parts;
  }

  Answer answer(CorrParts.Pair pair, int window) {
    MarketView view = parts.market().get();
    CorrelationResult result = parts.engine().correlation(view, pair.asset(), pair.proxy(), window);
    boolean fallback = false;
    if (result instanceof Unknown && !pair.proxyNamed()) {
      Instrument other = parts.instruments().get(parts.settings().fallback());
      CorrelationResult otherResult = parts.engine().correlation(view, pair.asset(), other, window);
      fallback = otherResult instanceof CorrelationReading;
      result = fallback ? otherResult : result;
    }
    return result instanceof CorrelationReading reading
        ? answer(reading, view, fallback)
        : unknown(pair, window, ((Unknown) result).reason());
  }

  private Answer answer(CorrelationReading reading, MarketView view, boolean fallback) {
    List<String> flags = new ArrayList<>();
    reading.flags().forEach(flag -> flags.add(flag.name()));
    if (fallback) {
      flags.add("FALLBACK");
    }
    boolean stale =
        TradingCalendar.NEW_YORK
            .previousSession(TradingCalendar.NEW_YORK.lastClosedSession(view.at()))
            .isAfter(reading.session());
    if (stale) {
      flags.add("STALE");
    }
    CorrParts.Pair pair = new CorrParts.Pair(reading.asset(), reading.proxy(), !fallback);
    OptionalDouble partial = partial(reading, view);
    List<CorrelationReading> controls = controls(pair, reading.window(), view);
    Map<String, Object> facts = CorrParts.facts(pair);
    facts.put("window", reading.window());
    facts.put("asOf", reading.asOf().toString());
    facts.put("n", reading.n());
    facts.put("nEff", reading.nEff());
    facts.put("pearson", reading.pearson());
    facts.put("spearman", reading.spearman());
    facts.put("ewma", reading.ewma());
    facts.put("beta", reading.beta());
    facts.put("low", reading.low());
    facts.put("high", reading.high());
    facts.put("label", reading.label().word());
    facts.put("significant", reading.significant());
    facts.put("flags", flags);
    facts.put("labelSince", reading.labelSince().toString());
    facts.put("kendall", reading.kendall());
    facts.put("partial", partial.isPresent() ? partial.getAsDouble() : null);
    facts.put("controls", controls.stream().map(CorrAnswer::control).toList());
    Explanation.Builder builder =
        CorrelationExplanation.of(
            reading, parts.settings(), Sources.of(view, reading.asset(), reading.proxy()));
    partial.ifPresent(
        r -> builder.input("partial given " + parts.settings().companions().market(), r));
    Explanation why = builder.flags(flags).build();
    Message message = message(reading, partial, controls, pair, why, view);
    return Answer.of(message, facts, why);
  }

  private OptionalDouble partial(CorrelationReading reading, MarketView view) {
    String symbol = parts.settings().companions().market();
    if (symbol == null || symbol.equals(reading.proxy().symbol())) {
      return OptionalDouble.empty();
    }
    return parts
        .engine()
        .partial(
            view,
            reading.asset(),
            reading.proxy(),
            parts.instruments().get(symbol),
            reading.window());
  }

  private List<CorrelationReading> controls(CorrParts.Pair pair, int window, MarketView view) {
    List<CorrelationReading> readings = new ArrayList<>();
    for (Instrument control : parts.controls(pair)) {
      if (parts.engine().correlation(view, pair.asset(), control, window)
          instanceof CorrelationReading reading) {
        readings.add(reading);
      }
    }
    return readings;
  }

  private static Map<String, Object> control(CorrelationReading reading) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("proxy", reading.proxy().symbol());
    facts.put("pearson", reading.pearson());
    facts.put("low", reading.low());
    facts.put("high", reading.high());
    facts.put("n", reading.n());
    return facts;
  }

  private Message message(
      CorrelationReading reading,
      OptionalDouble partial,
      List<CorrelationReading> controls,
      CorrParts.Pair pair,
      Explanation why,
      MarketView view) {
    Message.Builder message =
        Message.titled(
                "%s: %s, r %s (95 %% %s)%s"
                    .formatted(
                        pair,
                        reading.label().word(),
                        Words.coefficient(reading.pearson()),
                        CorrParts.interval(reading.low(), reading.high()),
                        reading.significant() ? "" : ", not significant"))
            .tone(why.flags().contains("STALE") ? Message.Tone.WARNING : Message.Tone.NEUTRAL)
            .line(
                "%d sessions to %s; %s since %s%s."
                    .formatted(
                        reading.window(),
                        reading.session(),
                        reading.label().word(),
                        reading.labelSince(),
                        reading.label() == reading.bandLabel()
                            ? ""
                            : " (r by itself: " + reading.bandLabel().word() + ")"))
            .table(estimates(reading, partial));
    if (!controls.isEmpty()) {
      message.table(beside(reading, controls));
    }
    parts.lineOnProxy(message, pair);
    if (reading.flags().contains(Flag.ASYNC)) {
      message.line(
          "ASYNC: daily UTC closes of %s against New York closes, hours apart."
              .formatted(reading.asset().symbol()));
    }
    if (reading.flags().contains(Flag.GAPS)) {
      message.line("Prices of %d sessions are missing.".formatted(reading.window() - reading.n()));
    }
    if (why.flags().contains("STALE")) {
      message.line("STALE: sessions have ended since that are not known here.");
    }
    return Footer.under(message, why, view.at())
        .picture(
            parts
                .pictures()
                .draw(
                    "corr-%s-%s".formatted(reading.asset().symbol(), reading.proxy().symbol()),
                    () ->
                        CorrelationPicture.of(
                            reading,
                            parts
                                .engine()
                                .rolling(view, reading.asset(), reading.proxy(), reading.window()),
                            parts.settings().bands(),
                            view)))
        .build();
  }

  private List<List<String>> estimates(CorrelationReading reading, OptionalDouble partial) {
    List<String> names = new ArrayList<>(List.of("Spearman", "tau-b", "EWMA", "beta"));
    List<String> values =
        new ArrayList<>(
            List.of(
                Words.coefficient(reading.spearman()),
                Words.coefficient(reading.kendall()),
                Words.coefficient(reading.ewma()),
                Words.coefficient(reading.beta())));
    if (partial.isPresent()) {
      names.add("given " + parts.settings().companions().market());
      values.add(Words.coefficient(partial.getAsDouble()));
    }
    return List.of(names, values);
  }

  private static List<List<String>> beside(
      CorrelationReading reading, List<CorrelationReading> controls) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("With", "r", "95 %", "n"));
    List<CorrelationReading> all = new ArrayList<>(List.of(reading));
    all.addAll(controls);
    for (CorrelationReading each : all) {
      rows.add(
          List.of(
              each.proxy().symbol(),
              Words.coefficient(each.pearson()),
              CorrParts.interval(each.low(), each.high()),
              String.valueOf(each.n())));
    }
    return rows;
  }

  private static Answer unknown(CorrParts.Pair pair, int window, String reason) {
    Map<String, Object> facts = CorrParts.facts(pair);
    facts.put("window", window);
    for (String name :
        List.of(
            "asOf",
            "n",
            "nEff",
            "pearson",
            "spearman",
            "kendall",
            "ewma",
            "beta",
            "partial",
            "low",
            "high",
            "label",
            "labelSince")) {
      facts.put(name, null);
    }
    facts.put("significant", false);
    return CorrParts.unknown(pair, facts, "over %d sessions".formatted(window), reason);
  }
}
