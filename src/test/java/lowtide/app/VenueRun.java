package lowtide.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import lowtide.alert.Alert;
import lowtide.alert.AlertStore;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.config.ConfigFile;
import lowtide.config.Settings;
import lowtide.market.Instrument;
import lowtide.market.PriceFeed;
import lowtide.market.PriceHistory;
import lowtide.market.PriceSource;
import lowtide.market.Series;
import lowtide.market.source.HistorySource;
import lowtide.market.source.LocalVenues;
import lowtide.market.source.Venue;
import lowtide.replay.Replay;
import lowtide.schedule.ClockSettings;
import lowtide.schedule.MarketClock;
import lowtide.store.sqlite.SqliteAlertStore;
import lowtide.store.sqlite.SqliteDatabase;
import lowtide.store.sqlite.SqlitePriceHistory;

/**
 * The whole bot, live, on local venues that play recorded bars fast and fail in turn, beside a
 * replay of the same bars.
 *
 * <p>Compared is what was told: rule, event, and the words without the price of the moment. An
 * alert of the bot must be in the replay, not earlier. What a tick tells first an hour's close
 * confirms; a replay, which has closes only, knows no such confirmation, so they are left out.
 */
final class VenueRun {
  private static final String CHAT = "telegram:4242";

  private final Map<Instrument, Series> daily;
  private final Map<Instrument, Series> hourly;
  private final Instant from;
  private final Duration span;
  private final double speed;
  private final Random random;
  private final Path folder;
  private final List<String> resources = new ArrayList<>();
  private Instant watchedSince = Instant.MIN;

  VenueRun(
      Map<Instrument, Series> daily,
      Map<Instrument, Series> hourly,
      Instant from,
      Duration span,
      double speed,
      long seed,
      Path folder) {
    this.daily = daily;
    this.hourly = hourly;
    this.from = from;
    this.span = span;
    this.speed = speed;
    this.random = new Random(seed);
    this.folder = folder;
  }

  /** One alert as both sides tell it. */
  record Heard(String what, Instant at) {}

  /**
   * What came out.
   *
   * @param late told by the bot more than an hour of market time after the replay
   */
  record Result(
      int replayed,
      List<Heard> told,
      List<Heard> extra,
      List<Heard> missing,
      List<Heard> late,
      int sent,
      long requests,
      List<String> resources) {}

  Result run() throws Exception {
    List<Heard> clean = replay();
    List<Heard> told;
    int sent;
    long requests;
    MarketClock clock = new MarketClock(new ClockSettings(from, speed));
    try (LocalVenues venues = new LocalVenues(daily, hourly, clock);
        LocalTelegram telegram = LocalTelegram.start()) {
      Settings settings = settings(venues, telegram);
      try (Bot bot = new Bot(settings, folder.resolve("live"), clock, null, 1)) {
        bot.start();
        Instant end = from.plus(span);
        Instant measured = from;
        while (clock.instant().isBefore(end)) {
          failSomewhere(venues);
          Thread.sleep(150);
          if (!clock.instant().isBefore(measured)) {
            resources.add(clock.instant() + " " + resources());
            measured = clock.instant().plus(span.dividedBy(5));
          }
        }
        for (Venue venue : LocalVenues.VENUES) {
          venues.fail(venue, LocalVenues.Fault.NONE);
        }
        Thread.sleep(2_000);
      }
      resources.add("closed " + resources());
      sent = telegram.texts(4242).size();
      requests = venues.requests();
      told = told();
    }
    return compare(clean, told, sent, requests);
  }

  /** Now and then a venue begins to fail in one way or another, or works again. */
  private void failSomewhere(LocalVenues venues) {
    Venue venue = LocalVenues.VENUES.get(random.nextInt(LocalVenues.VENUES.size()));
    LocalVenues.Fault[] faults = LocalVenues.Fault.values();
    venues.fail(
        venue,
        random.nextInt(3) > 0 ? LocalVenues.Fault.NONE : faults[random.nextInt(faults.length)]);
  }

  private Settings settings(LocalVenues venues, LocalTelegram telegram) throws Exception {
    StringBuilder instruments = new StringBuilder();
    for (Instrument instrument : daily.keySet()) {
      boolean coin = instrument.kind() == Instrument.Kind.CRYPTO;
      String symbol = instrument.symbol();
      instruments.append(
          coin
              ? "  %1$s: {kind: crypto, sources: {coinbase: %1$s-USD, kraken: %2$sUSD, binance: %1$sUSDT, bitstamp: %3$susd}}\n"
                  .formatted(
                      symbol,
                      symbol.replace("BTC", "XBT"),
                      symbol.toLowerCase(java.util.Locale.ROOT))
              : "  %1$s: {kind: equity, sources: {yahoo: %1$s, nasdaq: %1$s}}\n".formatted(symbol));
    }
    String sources =
        LocalVenues.VENUES.stream()
            .map(
                venue ->
                    "  %s: {url: \"%s\", limit: {requests: 1000, per: 1s}}\n"
                        .formatted(venue.key(), venues.url(venue)))
            .collect(Collectors.joining());
    String text =
        """
        instruments:
        %ssources:
          use: live
        %spolling: {near: 100ms, prices: 100ms, far: 100ms, bars: 200ms, deliver: 100ms}
        levels: {watch: {BTC: [119000, 116000]}}
        chats: [{chat: "%s"}]
        terminal: false
        telegram: {token: env:TELEGRAM, url: "%s"}
        """
            .formatted(instruments, sources, CHAT, telegram.url());
    Path file = folder.resolve("lowtide.yml");
    Files.writeString(file, text);
    return ConfigFile.read(file, Map.of("TELEGRAM", LocalTelegram.TOKEN));
  }

  private List<Heard> replay() throws Exception {
    List<Heard> heard = new ArrayList<>();
    Path data = folder.resolve("clean");
    try (SqliteDatabase database = SqliteDatabase.open(data)) {
      PriceHistory history = new SqlitePriceHistory(database);
      for (Map<Instrument, Series> all : List.of(daily, hourly)) {
        all.values()
            .forEach(
                series ->
                    history.write(
                        series.instrument(), series.interval(), bars(series), "recorded"));
      }
      try (LocalVenues venues =
              new LocalVenues(daily, hourly, new MarketClock(new ClockSettings(from, 1)));
          LocalTelegram telegram = LocalTelegram.start()) {
        Parts parts = new Parts(settings(venues, telegram));
        PriceSource source = new HistorySource(history);
        Map<Instrument, List<PriceSource>> sources = new LinkedHashMap<>();
        parts.importable().all().forEach(known -> sources.put(known, List.of(source)));
        new Replay(new PriceFeed(sources, history), parts.rules(), parts.policy())
            .run(from, from.plus(span), alert -> heard.add(heard(alert)));
      }
    }
    return heard;
  }

  private static List<lowtide.market.Bar> bars(Series series) {
    List<lowtide.market.Bar> bars = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      bars.add(series.bar(i));
    }
    return bars;
  }

  private static Heard heard(Alert alert) {
    return new Heard(words(alert.event(), alert.message().title()), alert.at());
  }

  /** Without what depends on the moment: the price, and that it came late. */
  private static String words(String event, String title) {
    return event
        + " "
        + title
            .replaceAll("\\(now [^)]*\\)|\\(.*late.*\\)", "")
            .replaceAll("[0-9]+\\.[0-9]+", "#")
            .strip();
  }

  private List<Heard> told() {
    try (SqliteDatabase database = SqliteDatabase.openForReading(folder.resolve("live"))) {
      List<Heard> told = new ArrayList<>();
      SqliteAlertStore store = new SqliteAlertStore(database, Clock.systemUTC());
      String watch = String.valueOf(store.states().get("watch"));
      watchedSince = Instant.parse(watch.replaceAll(".*since=|]", ""));
      for (AlertStore.Told one : store.latest(100_000)) {
        told.add(0, new Heard(words(one.event(), one.title()), one.at()));
      }
      return told;
    }
  }

  private Result compare(List<Heard> clean, List<Heard> told, int sent, long requests) {
    // Filling the history takes hours of such a clock: what happened meanwhile is past at first.
    List<Heard> open = new ArrayList<>(clean);
    open.removeIf(one -> !one.at().isAfter(watchedSince));
    List<Heard> extra = new ArrayList<>();
    List<Heard> late = new ArrayList<>();
    for (Heard one : told) {
      if (one.what().startsWith("CONFIRMED")) {
        continue;
      }
      Heard match =
          open.stream()
              .filter(other -> other.what().equals(one.what()) && !other.at().isAfter(one.at()))
              .findFirst()
              .orElse(null);
      if (match == null) {
        extra.add(one);
      } else {
        open.remove(match);
        if (one.at().isAfter(match.at().plus(Duration.ofHours(1)))) {
          late.add(one);
        }
      }
    }
    return new Result(clean.size(), told, extra, open, late, sent, requests, resources);
  }

  private static String resources() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long used = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    return "threads %d, open files %d, heap %d MB"
        .formatted(ManagementFactory.getThreadMXBean().getThreadCount(), openFiles(), used);
  }

  private static long openFiles() {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
