package lowtide.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lowtide.alert.DeliverySettings;
import lowtide.alert.OwnLimits;
import lowtide.market.Instrument;
import lowtide.market.source.LiveSources;
import lowtide.market.source.Venue;
import lowtide.schedule.PollSettings;
import lowtide.secret.Secret;
import lowtide.store.postgres.PostgresSettings;
import lowtide.watch.WatchSettings;
import org.jspecify.annotations.Nullable;

/** Turns the file's sections into settings. What is absent takes its default. */
final class SettingsReader {
  private final Section top;
  private final Secrets secrets;
  private final SourceReader sources;
  private final ChatReader chats;

  SettingsReader(Section top, Secrets secrets) {
    this.top = top;
    this.secrets = secrets;
    this.sources = new SourceReader(top, secrets);
    this.chats = new ChatReader(top, secrets);
  }

  Settings read() {
    List<LiveSources.Watched> instruments = instruments();
    Settings settings =
        new Settings(
            instruments,
            sources.feed(),
            sources.reached(instruments),
            polling(),
            new SignalReader(top).read(),
            store().orElse(null),
            top.section("levels").value("cooldown", Settings.DEFAULT_COOLDOWN, "30m", Times::span),
            top.section("levels")
                .value(
                    "repeat",
                    Duration.ZERO,
                    "4h",
                    text -> text.equals("off") ? Duration.ZERO : Times.span(text)),
            delivery(),
            hoursKept(),
            own(),
            chats.chats(),
            chats.admins(),
            chats.clock(),
            chats.telegram(),
            chats.discord(),
            top.value("terminal", true, "true", Scalars::truth),
            watch(),
            jsonLog());
    top.end();
    return settings;
  }

  static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
    for (E value : type.getEnumConstants()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "must be one of "
            + EnumSet.allOf(type).toString().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", ""));
  }

  private List<LiveSources.Watched> instruments() {
    if (!top.has("instruments")) {
      top.required("instruments", "{BTC: {name: Bitcoin, kind: crypto}}", text -> text);
    }
    Section section = top.section("instruments");
    List<LiveSources.Watched> instruments = new ArrayList<>();
    for (String symbol : section.keys()) {
      Section entry = section.section(symbol);
      String name = entry.value("name", symbol, "Bitcoin", text -> text);
      Optional<Instrument.Kind> kind =
          entry.required("kind", "crypto", text -> oneOf(Instrument.Kind.class, text));
      Map<Venue, String> codes = sources.codes(entry.section("sources"));
      entry.end();
      kind.flatMap(
              known ->
                  entry.make(
                      () -> new Instrument(symbol, name, known),
                      "BTC: {name: Bitcoin, kind: crypto, sources: {coinbase: BTC-USD}}"))
          .ifPresent(known -> instruments.add(new LiveSources.Watched(known, codes)));
    }
    return instruments;
  }

  private PollSettings polling() {
    Section section = top.section("polling");
    PollSettings usual = PollSettings.DEFAULT;
    // Who sets the usual distance alone means the others not to contradict it.
    Duration prices = section.value("prices", usual.prices(), "20s", Times::span);
    Duration near = section.value("near", shorter(usual.near(), prices), "5s", Times::span);
    Duration far = section.value("far", longer(usual.far(), prices), "60s", Times::span);
    Duration bars = section.value("bars", usual.bars(), "5m", Times::span);
    Duration deliver = section.value("deliver", usual.deliver(), "1s", Times::span);
    PollSettings polling =
        section
            .make(
                () -> new PollSettings(near, prices, far, bars, deliver),
                "{near: 5s, prices: 20s, far: 60s}")
            .orElse(usual);
    section.end();
    return polling;
  }

  private Optional<PostgresSettings> store() {
    if (!top.has("store")) {
      return Optional.empty();
    }
    Section section = top.section("store");
    Optional<String> url =
        section.required("url", "jdbc:postgresql://localhost:5432/lowtide", text -> text);
    String user = section.value("user", "", "lowtide", text -> text);
    Optional<Secret> password = secrets.readIfThere(section, "password", "LOWTIDE_STORE_PASSWORD");
    Optional<PostgresSettings> store =
        url.flatMap(
            known ->
                section.make(
                    () ->
                        new PostgresSettings(
                            known, user.isEmpty() ? null : user, password.orElse(null)),
                    "url: jdbc:postgresql://localhost:5432/lowtide"));
    section.end();
    return store;
  }

  private DeliverySettings delivery() {
    Section section = top.section("delivery");
    DeliverySettings usual = DeliverySettings.DEFAULT;
    Duration expires = section.value("expires", usual.expires(), "1h", Times::span);
    Duration supersede = section.value("supersede", usual.supersede(), "1m", Times::span);
    Duration kept = section.value("kept", longer(usual.kept(), expires), "90d", Times::span);
    DeliverySettings delivery =
        section
            .make(
                () -> new DeliverySettings(expires, supersede, kept),
                "{expires: 1h, supersede: 1m, kept: 90d}")
            .orElse(usual);
    section.end();
    return delivery;
  }

  private boolean jsonLog() {
    Section section = top.section("log");
    String format =
        section.value(
            "format",
            "plain",
            "json",
            text -> {
              if (!text.equals("json") && !text.equals("plain")) {
                throw new IllegalArgumentException("must be plain or json");
              }
              return text;
            });
    section.end();
    return format.equals("json");
  }

  private @Nullable WatchSettings watch() {
    Section section = top.section("watch");
    if (!section.isPresent()) {
      return null;
    }
    String bind = section.value("bind", "127.0.0.1", "127.0.0.1", text -> text);
    int port = section.value("port", 8080, "8080", Scalars::wholeNumber);
    Secret token = secrets.readIfThere(section, "token", "LOWTIDE_WATCH_TOKEN").orElse(null);
    section.end();
    return section
        .make(
            () -> new WatchSettings(bind, port, token),
            "watch: {bind: 127.0.0.1, port: 8080, token: env:LOWTIDE_WATCH_TOKEN}")
        .orElse(null);
  }

  private OwnLimits own() {
    Section section = top.section("ownAlerts");
    OwnLimits usual = OwnLimits.DEFAULT;
    int perChat = section.value("perChat", usual.perChat(), "20", Integer::parseInt);
    int perUser = section.value("perUser", usual.perUser(), "40", Integer::parseInt);
    int all = section.value("all", usual.all(), "5000", Integer::parseInt);
    OwnLimits own =
        section
            .make(
                () -> new OwnLimits(perChat, perUser, all), "{perChat: 20, perUser: 40, all: 5000}")
            .orElse(usual);
    section.end();
    return own;
  }

  private Duration hoursKept() {
    Section section = top.section("history");
    Duration kept =
        section.value(
            "hours",
            Settings.DEFAULT_HOURS,
            "1096d",
            text -> {
              Duration span = Times.span(text);
              if (span.compareTo(Settings.SHORTEST_HOURS) < 0) {
                throw new IllegalArgumentException(
                    "must be %dd or more".formatted(Settings.SHORTEST_HOURS.toDays()));
              }
              return span;
            });
    section.end();
    return kept;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
