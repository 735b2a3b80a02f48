package lowtide.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lowtide.alert.Sources;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.market.TradingCalendar;
import lowtide.signal.CorrelationReading;
import lowtide.signal.CorrelationResult;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.Flag;
import lowtide.signal.SignalEngine;
import lowtide.signal.Unknown;

/** /corr: how closely an asset moved with small-cap tech or another proxy. */
public final class CorrCommand implements Command {
  private static final String EXAMPLE = "/corr BTC PSCT 60";
  private static final int SHORTEST = 10;
  private static final int LONGEST = 500;

  private final Supplier<MarketView> market;
  private final Instruments instruments;
  private final CorrelationSettings settings;
  private final SignalEngine engine;
  private final Pictures pictures;

  public CorrCommand(
      Supplier<MarketView> market,
      Instruments instruments,
      CorrelationSettings settings,
      SignalEngine engine,
      Pictures pictures) {
    this.market = market;
    this.instruments = instruments;
    this.settings = settings;
    this.engine = engine;
    this.pictures = pictures;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "corr",
        "How closely an asset moves with small-cap tech",
        List.of(
            new CommandSpec.Option(
                "asset", "BTC if left out", false, symbols(Instrument.Kind.CRYPTO)),
            new CommandSpec.Option(
                "proxy", settings.proxy() + " if left out", false, symbols(Instrument.Kind.EQUITY)),
            new CommandSpec.Option(
                "window",
                "Sessions, %d if left out".formatted(settings.labelWindow()),
                false,
                settings.windows().stream().map(String::valueOf).toList())));
  }

  private List<String> symbols(Instrument.Kind kind) {
    return instruments.all().stream()
        .filter(instrument -> instrument.kind() == kind)
        .map(Instrument::symbol)
        .toList();
  }

  @Override
  public Answer answer(Request request) {
    try {
      return answer(Arguments.parse(request.arguments(), instruments, 2, EXAMPLE));
    } catch (Arguments.Mistake mistake) {
      return mistake.answer();
    }
  }

  private Answer answer(Arguments typed) throws Arguments.Mistake {
    Instrument asset = instruments.get(settings.assets().get(0));
    Instrument proxy = instruments.get(settings.proxy());
    boolean proxyNamed = typed.instruments().size() == 2;
    if (proxyNamed) {
      asset = typed.instruments().get(0);
      proxy = typed.instruments().get(1);
    } else if (typed.instruments().size() == 1) {
      Instrument only = typed.instruments().get(0);
      if (only.kind() == Instrument.Kind.CRYPTO) {
        asset = only;
      } else {
        proxy = only;
        proxyNamed = true;
      }
    }
    int window = typed.number().orElse(settings.labelWindow());
    if (window < SHORTEST || window > LONGEST) {
      throw new Arguments.Mistake(
          "A window has from %d to %d sessions, not %d".formatted(SHORTEST, LONGEST, window),
          EXAMPLE);
    }
    if (proxy.kind() == Instrument.Kind.CRYPTO) {
      throw new Arguments.Mistake(
          "The second symbol must trade in New York, such as %s; %s does not"
              .formatted(settings.proxy(), proxy.symbol()),
          EXAMPLE);
    }
    if (asset.equals(proxy)) {
      throw new Arguments.Mistake(
          "%s with itself is 1: name two different symbols".formatted(asset.symbol()), EXAMPLE);
    }
    return answer(market.get(), asset, proxy, window, proxyNamed);
  }

  private Answer answer(
      MarketView view, Instrument asset, Instrument proxy, int window, boolean proxyNamed) {
    CorrelationResult result = engine.correlation(view, asset, proxy, window);
    boolean fallback = false;
    if (result instanceof Unknown && !proxyNamed) {
      CorrelationResult other =
          engine.correlation(view, asset, instruments.get(settings.fallback()), window);
      fallback = other instanceof CorrelationReading;
      result = fallback ? other : result;
    }
    return result instanceof CorrelationReading reading
        ? answer(reading, view, fallback)
        : unknown(asset, proxy, window, ((Unknown) result).reason());
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
    Map<String, Object> facts = facts(reading.asset(), reading.proxy(), reading.window());
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
    return Answer.of(message(reading, view, flags), facts);
  }

  private Message message(CorrelationReading reading, MarketView view, List<String> flags) {
    String asset = reading.asset().symbol();
    String proxy = reading.proxy().symbol();
    Message.Builder message =
        Message.titled(
                "%s and %s: %s, r %s (95 %% %s to %s)%s"
                    .formatted(
                        asset,
                        proxy,
                        reading.label().word(),
                        Words.coefficient(reading.pearson()),
                        Words.coefficient(reading.low()),
                        Words.coefficient(reading.high()),
                        reading.significant() ? "" : ", not significant"))
            .tone(flags.contains("STALE") ? Message.Tone.WARNING : Message.Tone.NEUTRAL)
            .line(
                "%d sessions to %s, n %d, effective n %.0f; %s since %s%s."
                    .formatted(
                        reading.window(),
                        reading.session(),
                        reading.n(),
                        reading.nEff(),
                        reading.label().word(),
                        reading.labelSince(),
                        reading.label() == reading.bandLabel()
                            ? ""
                            : " (r by itself: " + reading.bandLabel().word() + ")"))
            .table(
                List.of(
                    List.of("Pearson", "Spearman", "EWMA", "beta"),
                    List.of(
                        Words.coefficient(reading.pearson()),
                        Words.coefficient(reading.spearman()),
                        Words.coefficient(reading.ewma()),
                        Words.coefficient(reading.beta()))));
    if (flags.contains("FALLBACK")) {
      message.line(
          "%s has too little data: %s stands in for it.".formatted(settings.proxy(), proxy));
    }
    if (reading.proxy().symbol().equals(settings.proxy()) || flags.contains("FALLBACK")) {
      message.line("Small-cap tech is stood for by %s.".formatted(reading.proxy().name()));
    }
    if (reading.flags().contains(Flag.ASYNC)) {
      message.line(
          "ASYNC: daily UTC closes of %s against New York closes, hours apart.".formatted(asset));
    }
    if (reading.flags().contains(Flag.GAPS)) {
      message.line("Prices of %d sessions are missing.".formatted(reading.window() - reading.n()));
    }
    if (flags.contains("STALE")) {
      message.line("STALE: sessions have ended since that are not known here.");
    }
    message.line(
        new Message.Plain("Closed "),
        new Message.Moment(reading.asOf()),
        new Message.Plain(
            ", %s ago; prices: %s"
                .formatted(
                    Words.span(Duration.between(reading.asOf(), view.at())),
                    Sources.of(view, reading.asset(), reading.proxy()))));
    return message
        .footer("Informational, not advice.")
        .picture(
            pictures.draw(
                "corr-%s-%s".formatted(asset, proxy),
                () ->
                    CorrelationPicture.of(
                        reading,
                        engine.rolling(view, reading.asset(), reading.proxy(), reading.window()),
                        settings.bands(),
                        view)))
        .build();
  }

  private static Map<String, Object> facts(Instrument asset, Instrument proxy, int window) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "corr");
    facts.put("asset", asset.symbol());
    facts.put("proxy", proxy.symbol());
    facts.put("window", window);
    return facts;
  }

  private static Answer unknown(Instrument asset, Instrument proxy, int window, String reason) {
    Map<String, Object> facts = facts(asset, proxy, window);
    for (String name : List.of("asOf", "n", "nEff", "pearson", "spearman", "ewma", "beta")) {
      facts.put(name, null);
    }
    for (String name : List.of("low", "high", "label")) {
      facts.put(name, null);
    }
    facts.put("significant", false);
    facts.put("flags", List.of("UNKNOWN"));
    facts.put("reason", reason);
    Message message =
        Message.titled(
                "%s and %s over %d sessions: not known yet"
                    .formatted(asset.symbol(), proxy.symbol(), window))
            .tone(Message.Tone.WARNING)
            .line("It " + reason + ".")
            .build();
    return Answer.of(message, facts);
  }
}
