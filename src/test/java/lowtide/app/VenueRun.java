package lowtide.app;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.alert.DeliverySettings;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.config.ConfigFile;
import lowtide.market.Instrument;
import lowtide.market.PriceFeed;
import lowtide.market.PriceHistory;
import lowtide.market.PriceSource;
import lowtide.market.Series;
import lowtide.market.source.HistorySource;
import lowtide.market.source.LocalVenues;
import lowtide.replay.Replay;
import lowtide.schedule.ClockSettings;
import lowtide.schedule.MarketClock;
import lowtide.store.Json;
import lowtide.store.StoreException;
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sql.SqlPriceHistory;
import lowtide.store.sqlite.SqliteDatabase;

/**
 * The whole bot, live and in a process of its own, on local venues that play recorded bars fast and
 * fail in turn, beside a replay of the same bars.
 *
 * <p>How alerts are compared, {@link Heard} says.
 */
final class VenueRun {
  /** Before and after a level's crossing. */
  private static final Duration DARK = Duration.ofHours(4);

  private final Map<Instrument, Series> daily;
  private final Map<Instrument, Series> hourly;
  private final Instant from;
  private final Duration span;
  private final double speed;
  private final Path folder;
  private final List<String> held = new ArrayList<>();

  VenueRun(
      Map<Instrument, Series> daily,
      Map<Instrument, Series> hourly,
      Instant from,
      Duration span,
      double speed,
      Path folder) {
    this.daily = daily;
    this.hourly = hourly;
    this.from = from;
    this.span = span;
    this.speed = speed;
    this.folder = folder;
  }

  /**
   * What came out.
   *
   * @param unexplained late, and no message says why
   * @param held by the bot's process, at every tenth of the way
   */
  record Result(
      Optional<FaultPlan.Span> blackout,
      List<Heard> told,
      Heard.Comparison compared,
      List<Heard> unexplained,
      List<String> sent,
      long requests,
      List<String> held) {}

  /**
   * @param dark whether all venues fail at once while a level is crossed
   * @param besides how venues fail at random, besides their turns
   */
  Result run(boolean dark, List<LocalVenues.Fault> besides, long seed) throws Exception {
    List<Heard> clean = replay();
    Instant end = from.plus(span);
    Optional<FaultPlan.Span> blackout = dark ? Optional.of(blackout(clean)) : Optional.empty();
    FaultPlan plan = new FaultPlan(new FaultPlan.Span(from, end), blackout, besides, seed);
    ClockSettings settings = new ClockSettings(from, speed);
    HeldClock clock = new HeldClock(settings);
    try (LocalVenues venues = new LocalVenues(daily, hourly, clock);
        LocalTelegram telegram = LocalTelegram.start()) {
      Path config = VenueConfig.write(folder, daily.keySet(), venues, telegram);
      try (BotApart bot =
          new BotApart(config, folder.resolve("live"), settings, folder.resolve("bot.log"))) {
        await()
            .atMost(Duration.ofMinutes(2))
            .until(
                () -> {
                  bot.requireAlive();
                  return hasLooked();
                });
        long nanos = System.nanoTime();
        clock.letGo(nanos);
        bot.letGo(nanos);
        Instant measured = from;
        while (clock.instant().isBefore(end)) {
          bot.requireAlive();
          plan.apply(venues, clock.instant());
          Thread.sleep(150);
          if (!clock.instant().isBefore(measured)) {
            held.add(clock.instant() + " " + bot.held());
            measured = measured.plus(span.dividedBy(10));
          }
        }
        FaultPlan.all(venues, LocalVenues.Fault.NONE);
        // What is late may need a few seconds more; what never comes is missing.
        for (int i = 0; i < 100 && !compare(clean, telegram).missing().isEmpty(); i++) {
          Thread.sleep(200);
        }
        Thread.sleep(1_000);
        held.add(clock.instant() + " " + bot.held());
      }
      List<String> sent = List.copyOf(telegram.texts(VenueConfig.CHAT));
      List<Heard> told = told();
      Heard.Comparison compared = Heard.compare(clean, told, sent);
      List<Heard> unexplained =
          compared.late().stream()
              .filter(one -> sent.stream().noneMatch(text -> isExplained(text, one)))
              .toList();
      return new Result(
          blackout, told, compared, unexplained, sent, venues.requests(), List.copyOf(held));
    }
  }

  private Heard.Comparison compare(List<Heard> clean, LocalTelegram telegram) {
    return Heard.compare(clean, told(), telegram.texts(VenueConfig.CHAT));
  }

  /** Around the first breach of a level in the middle of the way. */
  private FaultPlan.Span blackout(List<Heard> clean) {
    Instant at =
        clean.stream()
            .filter(one -> one.what().startsWith("BREACH"))
            .map(Heard::at)
            .filter(one -> one.isAfter(from.plus(DARK)))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no level is crossed: " + clean));
    return new FaultPlan.Span(at.minus(DARK), at.plus(DARK));
  }

  /** A level's alert says when it happened and was seen; one of days, how old its data are. */
  private static boolean isExplained(String text, Heard one) {
    boolean ofDays = one.what().matches("(CROSS|[A-Z]+_[A-Z]+) .*");
    return text.contains(one.title())
        && (ofDays
            ? text.matches("(?s).*, [0-9]+ (h|d)[^·]* old ·.*")
            : text.contains("Late: it happened ") && text.contains("seen at "));
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
        Parts parts =
            new Parts(
                ConfigFile.read(
                    VenueConfig.write(folder, daily.keySet(), venues, telegram),
                    Map.of("TELEGRAM", LocalTelegram.TOKEN)));
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
    } catch (StoreException e) {
      return false; // There is none yet.
    }
  }

  /** What the bot stored of the span, in order; its store goes by the market's clock here. */
  private List<Heard> told() {
    try (SqliteDatabase database = SqliteDatabase.openForReading(folder.resolve("live"))) {
      return database.read(
          connection -> {
            List<Heard> told = new ArrayList<>();
            try (Statement query = connection.createStatement();
                ResultSet rows =
                    query.executeQuery(
                        "SELECT event, at, message, created_at FROM alert"
                            + " WHERE topic <> 'NOTICE' ORDER BY created_at, at")) {
              while (rows.next()) {
                Instant at = Instant.ofEpochMilli(rows.getLong(2));
                if (!at.isAfter(from.plus(span))) {
                  told.add(
                      Heard.of(
                          rows.getString(1),
                          at,
                          Json.title(rows.getString(3)),
                          Instant.ofEpochMilli(rows.getLong(4))));
                }
              }
            }
            return told;
          });
    }
  }
}
