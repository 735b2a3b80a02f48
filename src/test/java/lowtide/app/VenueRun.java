package lowtide.app;

import static org.awaitility.Awaitility.await;

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
import lowtide.alert.AlertStore;
import lowtide.alert.DeliverySettings;
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
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sql.SqlPriceHistory;
import lowtide.store.sqlite.SqliteDatabase;

/**
 * The whole bot, live, on local venues that play recorded bars fast and fail in turn, beside a
 * replay of the same bars.
 *
 * <p>How alerts are compared, {@link Heard} says.
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

  /**
   * What came out.
   *
   * @param unexplained late, and no message says why
   */
  record Result(
      List<Heard> told,
      Heard.Comparison compared,
      List<Heard> unexplained,
      int sent,
      long requests,
      List<String> resources) {}

  Result run() throws Exception {
    List<Heard> clean = replay();
    List<Heard> told;
    List<String> sent;
    long requests;
    HeldClock clock = new HeldClock(new ClockSettings(from, speed));
    try (LocalVenues venues = new LocalVenues(daily, hourly, clock);
        LocalTelegram telegram = LocalTelegram.start()) {
      Settings settings = settings(venues, telegram);
      try (Bot bot = new Bot(settings, folder.resolve("live"), clock, null, 1)) {
        bot.start();
        await().atMost(Duration.ofMinutes(2)).until(this::hasLooked);
        clock.letGo();
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
      sent = List.copyOf(telegram.texts(4242));
      requests = venues.requests();
      told = told();
    }
    Heard.Comparison compared = Heard.compare(clean, told);
    List<Heard> unexplained =
        compared.late().stream()
            .filter(one -> sent.stream().noneMatch(text -> isExplained(text, one)))
            .toList();
    return new Result(told, compared, unexplained, sent.size(), requests, resources);
  }

  private static boolean isExplained(String text, Heard one) {
    return text.contains(one.title()) && text.contains("Late: it happened at");
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
        # The bot's clock runs fast here, which messages are not to grow old by.
        delivery: {expires: 365d, supersede: 365d, kept: 400d}
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
      PriceHistory history = new SqlPriceHistory(database);
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
            .run(from, from.plus(span), alert -> heard.add(Heard.of(alert)));
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

  /** History is filled, and every rule has taken note of it. */
  private boolean hasLooked() {
    try (SqliteDatabase database = SqliteDatabase.openForReading(folder.resolve("live"))) {
      return new SqlAlertStore(database, Clock.systemUTC(), DeliverySettings.DEFAULT)
          .states()
          .containsKey("levels:BTC");
    }
  }

  private List<Heard> told() {
    try (SqliteDatabase database = SqliteDatabase.openForReading(folder.resolve("live"))) {
      List<Heard> told = new ArrayList<>();
      for (AlertStore.Told one :
          new SqlAlertStore(database, Clock.systemUTC(), DeliverySettings.DEFAULT)
              .latest(100_000)) {
        told.add(0, Heard.of(one));
      }
      return told;
    }
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
