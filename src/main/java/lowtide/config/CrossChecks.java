package lowtide.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lowtide.alert.Subscription;
import lowtide.market.Instrument;
import lowtide.market.Symbols;
import lowtide.market.source.LiveSources;
import lowtide.market.source.Venue;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.LevelSettings;

/** What each section allows by itself but the sections together do not. */
final class CrossChecks {
  private final Section top;
  private final Settings settings;
  private final Map<String, Instrument.Kind> kinds = new HashMap<>();

  CrossChecks(Section top, Settings settings) {
    this.top = top;
    this.settings = settings;
    settings.instruments().forEach(w -> kinds.put(w.instrument().symbol(), w.instrument().kind()));
  }

  void run() {
    Section correlation = top.section("correlation");
    for (String asset : settings.signals().correlation().assets()) {
      symbol(correlation, "assets", asset, Instrument.Kind.CRYPTO);
    }
    symbol(correlation, "proxy", settings.signals().correlation().proxy(), Instrument.Kind.EQUITY);
    symbol(
        correlation,
        "fallback",
        settings.signals().correlation().fallback(),
        Instrument.Kind.EQUITY);
    CorrelationSettings.Companions companions = settings.signals().correlation().companions();
    if (companions.market() != null) {
      symbol(correlation, "market", companions.market(), Instrument.Kind.EQUITY);
    }
    companions
        .controls()
        .forEach(control -> symbol(correlation, "controls", control, Instrument.Kind.EQUITY));
    companions.alts().forEach(alt -> symbol(correlation, "alts", alt, Instrument.Kind.CRYPTO));
    Section levels = top.section("levels");
    for (LevelSettings level : settings.signals().levels()) {
      symbol(
          levels,
          level.levels().isEmpty() ? "targets" : "watch",
          level.instrument(),
          Instrument.Kind.CRYPTO);
    }
    Section setup = top.section("setup");
    if (setup.has("instrument") && !kinds.containsKey(settings.signals().setup().instrument())) {
      symbol(setup, "instrument", settings.signals().setup().instrument(), Instrument.Kind.CRYPTO);
    }
    symbol(
        top.section("phase"),
        "instrument",
        settings.signals().phase().instrument(),
        Instrument.Kind.CRYPTO);
    String mvrv = settings.signals().phase().mvrv();
    if (mvrv != null) {
      symbol(top.section("phase"), "mvrv", mvrv, Instrument.Kind.METRIC);
    }
    priced(top.section("season"), "instrument", settings.signals().season().instrument());
    sources();
    clock();
    chats();
  }

  private void symbol(Section section, String key, String symbol, Instrument.Kind kind) {
    Instrument.Kind found = kinds.get(symbol);
    if (found == null) {
      String example =
          Symbols.nearest(symbol, kinds.keySet())
              .orElseGet(
                  () ->
                      kinds.isEmpty()
                          ? "%s: {name: ..., kind: crypto} under instruments".formatted(symbol)
                          : "one of " + String.join(", ", new TreeSet<>(kinds.keySet())));
      section.wrong(key, symbol, "is not among the instruments", example);
    } else if (found != kind) {
      String word = kind.name().toLowerCase(Locale.ROOT);
      section.wrong(key, symbol, "must be an instrument of kind " + word, wanted(kind));
    }
  }

  /** Anything that has a price will do. */
  private void priced(Section section, String key, String symbol) {
    Instrument.Kind found = kinds.get(symbol);
    symbol(
        section,
        key,
        symbol,
        found == Instrument.Kind.EQUITY ? Instrument.Kind.EQUITY : Instrument.Kind.CRYPTO);
  }

  private String wanted(Instrument.Kind kind) {
    return kinds.entrySet().stream()
        .filter(entry -> entry.getValue() == kind)
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst()
        .orElse("an instrument of that kind");
  }

  private void sources() {
    Section instruments = top.section("instruments");
    for (LiveSources.Watched watched : settings.instruments()) {
      String symbol = watched.instrument().symbol();
      Instrument.Kind kind = watched.instrument().kind();
      String example =
          Arrays.stream(Venue.values())
              .filter(venue -> venue.kind() == kind)
              .findFirst()
              .map(venue -> "sources: {%s: %s}".formatted(venue.key(), venue.example()))
              .orElse("no sources: it is imported");
      for (Venue venue : watched.codes().keySet()) {
        if (venue.kind() != kind) {
          String name = kind.name().toLowerCase(Locale.ROOT);
          instruments.wrong(symbol, venue.key(), "has nothing of kind " + name, example);
        }
      }
      if (watched.codes().isEmpty()
          && kind != Instrument.Kind.METRIC
          && settings.feed() == Settings.Feed.LIVE) {
        instruments.wrong(symbol, "", "has no source for its kind", example);
      }
    }
  }

  private void clock() {
    if (settings.clock() != null && settings.feed() == Settings.Feed.LIVE) {
      top.wrong(
          "clock",
          "",
          "live prices belong to the real time",
          "sources: {use: history} beside the clock, or no clock");
    }
  }

  private void chats() {
    Set<String> seen = new HashSet<>();
    List<Subscription> chats = settings.chats();
    for (int i = 0; i < chats.size(); i++) {
      String chat = chats.get(i).chat().toString();
      String platform = chats.get(i).chat().platform();
      boolean configured =
          switch (platform) {
            case "telegram" -> top.has("telegram");
            case "discord" -> top.has("discord");
            default -> settings.terminal();
          };
      if (!configured) {
        top.wrong(
            "chats",
            chat,
            "is on a platform that is not configured",
            platform.equals("terminal")
                ? "terminal: true"
                : platform
                    + ": {token: env:LOWTIDE_"
                    + platform.toUpperCase(Locale.ROOT)
                    + "_TOKEN}");
      }
      if (!seen.add(chat)) {
        top.wrong("chats", chat, "stands here twice", "one entry a chat");
      }
    }
  }
}
