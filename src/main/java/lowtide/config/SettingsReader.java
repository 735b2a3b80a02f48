package lowtide.config;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lowtide.market.Instrument;
import lowtide.market.source.SourceSettings;
import lowtide.schedule.PollSettings;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.LevelSettings;
import lowtide.signal.PhaseSettings;

/** Turns the file's sections into settings. What is absent takes its default. */
final class SettingsReader {
  private static final Map<String, URI> SOURCES =
      Map.of(
          "coinbase", URI.create("https://api.exchange.coinbase.com"),
          "yahoo", URI.create("https://query1.finance.yahoo.com"));

  private final Section top;
  private final ChatReader chats;

  SettingsReader(Section top, Secrets secrets) {
    this.top = top;
    this.chats = new ChatReader(top, secrets);
  }

  Settings read() {
    List<Settings.Watched> instruments = instruments();
    Section sources = top.section("sources");
    Settings settings =
        new Settings(
            instruments,
            sources.value(
                "use", Settings.Feed.LIVE, "history", text -> oneOf(Settings.Feed.class, text)),
            sources(sources),
            polling(),
            correlation(),
            levels(),
            top.section("levels").value("cooldown", Settings.DEFAULT_COOLDOWN, "30m", Times::span),
            phase(),
            chats.chats(),
            chats.clock(),
            chats.telegram(),
            chats.discord(),
            top.value("terminal", true, "true", Section::truth));
    top.end();
    return settings;
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
    for (E value : type.getEnumConstants()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "must be one of "
            + EnumSet.allOf(type).toString().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", ""));
  }

  private List<Settings.Watched> instruments() {
    if (!top.has("instruments")) {
      top.required("instruments", "{BTC: {name: Bitcoin, kind: crypto}}", text -> text);
    }
    Section section = top.section("instruments");
    List<Settings.Watched> instruments = new ArrayList<>();
    for (String symbol : section.keys()) {
      Section entry = section.section(symbol);
      String name = entry.value("name", symbol, "Bitcoin", text -> text);
      Optional<Instrument.Kind> kind =
          entry.required("kind", "crypto", text -> oneOf(Instrument.Kind.class, text));
      Map<String, String> codes = codes(entry.section("sources"));
      entry.end();
      kind.flatMap(
              known ->
                  entry.make(
                      () -> new Instrument(symbol, name, known),
                      "BTC: {name: Bitcoin, kind: crypto, sources: {coinbase: BTC-USD}}"))
          .ifPresent(known -> instruments.add(new Settings.Watched(known, codes)));
    }
    return instruments;
  }

  private static Map<String, String> codes(Section section) {
    Map<String, String> codes = new LinkedHashMap<>();
    for (String source : section.keys()) {
      if (SOURCES.containsKey(source)) {
        section
            .optional(source, "BTC-USD", SettingsReader::code)
            .ifPresent(code -> codes.put(source, code));
      }
    }
    SOURCES.keySet().forEach(section::has);
    section.end();
    return codes;
  }

  private static String code(String text) {
    if (!text.matches("[-A-Za-z0-9._^=]{1,32}")) {
      throw new IllegalArgumentException("must be the code that the source uses");
    }
    return text;
  }

  private static Map<String, SourceSettings> sources(Section section) {
    Map<String, SourceSettings> sources = new LinkedHashMap<>();
    SOURCES.forEach(
        (name, usual) -> {
          Section source = section.section(name);
          URI url = source.value("url", usual, usual.toString(), Section.address("https", "http"));
          source.end();
          sources.put(name, new SourceSettings(url));
        });
    section.has("use");
    section.end();
    return sources;
  }

  private PollSettings polling() {
    Section section = top.section("polling");
    PollSettings usual = PollSettings.DEFAULT;
    PollSettings polling =
        new PollSettings(
            section.value("prices", usual.prices(), "20s", Times::span),
            section.value("bars", usual.bars(), "5m", Times::span),
            section.value("deliver", usual.deliver(), "1s", Times::span));
    section.end();
    return polling;
  }

  private CorrelationSettings correlation() {
    Section section = top.section("correlation");
    CorrelationSettings usual = CorrelationSettings.DEFAULT;
    Section label = section.section("label");
    Section bands = label.section("bands");
    List<String> assets = section.list("assets", "BTC", text -> text).orElse(usual.assets());
    String proxy = section.value("proxy", usual.proxy(), "PSCT", text -> text);
    String fallback = section.value("fallback", usual.fallback(), "IWM", text -> text);
    List<Integer> windows =
        section.list("windows", "60", Section::wholeNumber).orElse(usual.windows());
    int window = label.value("window", usual.labelWindow(), "60", Section::wholeNumber);
    double hysteresis = label.value("hysteresis", usual.hysteresis(), "0.10", Section::number);
    int confirm =
        label.value("confirmSessions", usual.confirmationSessions(), "5", Section::wholeNumber);
    double inverse = band(bands, "inverse", usual.bands().inverse());
    double decoupled = band(bands, "decoupled", usual.bands().decoupled());
    double weak = band(bands, "weak", usual.bands().weak());
    double moderate = band(bands, "moderate", usual.bands().moderate());
    bands.end();
    label.end();
    section.end();
    CorrelationSettings.Bands checked =
        bands
            .make(
                () -> new CorrelationSettings.Bands(inverse, decoupled, weak, moderate),
                "bands: {inverse: -0.15, decoupled: 0.15, weak: 0.35, moderate: 0.55}")
            .orElse(usual.bands());
    return section
        .make(
            () ->
                new CorrelationSettings(
                    assets, proxy, fallback, windows, window, checked, hysteresis, confirm),
            "windows: [20, 60, 90, 180] with label: {window: 60, hysteresis: 0.10}")
        .orElse(usual);
  }

  private static double band(Section bands, String key, double usual) {
    return bands.value(key, usual, Double.toString(usual), Section::number);
  }

  private List<LevelSettings> levels() {
    Section section = top.section("levels");
    Section watch = section.section("watch");
    double approach = section.value("approachPercent", 1.0, "1", Section::number);
    double approachRearm = section.value("approachRearmPercent", 2.0, "2", Section::number);
    double rearm = section.value("rearmPercent", 0.5, "0.5", Section::number);
    double atr = section.value("rearmAtrFraction", 0.25, "0.25", Section::number);
    section.has("cooldown");
    section.end();
    List<LevelSettings> levels = new ArrayList<>();
    for (String symbol : watch.keys()) {
      List<BigDecimal> prices =
          watch.list(symbol, "116000", Section::positivePrice).orElse(List.of());
      section
          .make(
              () -> new LevelSettings(symbol, prices, approach, approachRearm, rearm, atr),
              "watch: {BTC: [119000, 116000]}")
          .ifPresent(levels::add);
    }
    return levels;
  }

  private PhaseSettings phase() {
    Section section = top.section("phase");
    PhaseSettings usual = PhaseSettings.DEFAULT;
    Section low = section.section("low");
    Section high = section.section("high");
    String instrument = section.value("instrument", usual.instrument(), "BTC", text -> text);
    double lowEnter = low.value("enter", usual.lowEnter(), "35", Section::number);
    double lowLeave = low.value("leave", usual.lowLeave(), "42", Section::number);
    double highEnter = high.value("enter", usual.highEnter(), "65", Section::number);
    double highLeave = high.value("leave", usual.highLeave(), "58", Section::number);
    int confirm = section.value("confirmDays", usual.confirmationDays(), "2", Section::wholeNumber);
    int dwell = section.value("dwellDays", usual.dwellDays(), "7", Section::wholeNumber);
    low.end();
    high.end();
    section.end();
    return section
        .make(
            () ->
                new PhaseSettings(
                    instrument, lowEnter, lowLeave, highEnter, highLeave, confirm, dwell),
            "phase: {low: {enter: 35, leave: 42}, high: {enter: 65, leave: 58}}")
        .orElse(usual);
  }
}
