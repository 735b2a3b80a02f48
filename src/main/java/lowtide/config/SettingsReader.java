package lowtide.config;

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
            new SignalReader(top).read(),
            top.section("levels").value("cooldown", Settings.DEFAULT_COOLDOWN, "30m", Times::span),
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
}
