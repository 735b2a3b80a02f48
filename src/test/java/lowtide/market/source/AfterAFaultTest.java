package lowtide.market.source;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.PriceFeed;
import lowtide.market.PriceHistory;
import lowtide.market.PriceSource;
import lowtide.market.Series;
import lowtide.market.source.Answers.Row;
import lowtide.market.source.FaultyServer.Behaviour;
import lowtide.store.sql.SqlPriceHistory;
import lowtide.store.sqlite.SqliteDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every venue with every fault, through the feed and a real store: while it fails the source is
 * named and nothing that is known changes; when it is well again it is asked again, and what came
 * meanwhile is there.
 */
class AfterAFaultTest {
  private static final AtomicInteger CASES = new AtomicInteger();

  @TempDir private static Path folder;
  private static SqliteDatabase database;

  private final Time time = new Time();

  /** A clock that a test sets. */
  private static final class Time extends Clock {
    private volatile Instant now = Instant.MIN;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeAll
  static void open() {
    database = SqliteDatabase.open(folder);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("lowtide.market.source.Fault#everywhere")
  void theSourceIsNamedNothingKnownChangesAndNothingIsLost(Venue venue, Fault fault)
      throws Exception {
    Instrument like = Answers.instrument(venue);
    Instrument instrument = new Instrument("X" + CASES.incrementAndGet(), like.name(), like.kind());
    try (FaultyServer server = new FaultyServer((socket, out) -> {})) {
      PriceHistory history = new SqlPriceHistory(database);
      PriceSource source =
          LocalSource.of(
              venue,
              server.url("http"),
              fault.timeout().plusMillis(150),
              time,
              Map.of(instrument.symbol(), venue.example()));
      PriceFeed feed = new PriceFeed(Map.of(instrument, List.of(source)), history);

      lookWhileWell(feed, server, good(venue, server), end(venue, 1));
      MarketView before = feed.now(time.now);
      assertThat(series(before, instrument, venue).size())
          .isEqualTo(Answers.hasBars(venue) ? 2 : 0);

      look(feed, server, fault.behaviour().apply(venue), end(venue, 2));
      MarketView during = feed.now(time.now);
      assertThat(feed.troubles().keySet())
          .isNotEmpty()
          .allMatch(line -> line.startsWith(venue.label() + " " + instrument.symbol()));
      assertThat(closes(series(during, instrument, venue)))
          .isEqualTo(closes(series(before, instrument, venue)));
      assertThat(during.quote(instrument)).isEqualTo(before.quote(instrument));
      during.quote(instrument).ifPresent(quote -> assertThat(quote.isStale(time.now)).isTrue());

      lookWhileWell(feed, server, good(venue, server), time.now.plus(Duration.ofMinutes(6)));
      assertThat(closes(series(feed.now(time.now), instrument, venue)))
          .isEqualTo(Answers.hasBars(venue) ? List.of(100.0, 101.0, 102.0) : List.of());
      assertThat(
              feed.now(time.now).quote(instrument).map(quote -> quote.time().truncatedTo(SECONDS)))
          .isEqualTo(before.quote(instrument).map(quote -> time.now));
    }
  }

  /** On a busy machine a short time-out can pass for no fault of the server's. */
  private void lookWhileWell(
      PriceFeed feed, FaultyServer server, Behaviour behaviour, Instant now) {
    for (int i = 0; i == 0 || (i < 5 && !feed.troubles().isEmpty()); i++) {
      look(feed, server, behaviour, now);
    }
    assertThat(feed.troubles()).isEmpty();
  }

  private void look(PriceFeed feed, FaultyServer server, Behaviour behaviour, Instant now) {
    time.now = now;
    server.behave(behaviour);
    feed.pollBars(now);
    feed.pollQuotes(feed.instruments(), now);
  }

  /** When a bar of {@link Answers#rows} is final. */
  private static Instant end(Venue venue, int bar) {
    Instant opensAt = Answers.label(venue, bar);
    return switch (venue.kind()) {
      case CRYPTO -> opensAt.plus(Duration.ofMinutes(62));
      case EQUITY -> opensAt.plus(Duration.ofHours(21));
      case METRIC -> opensAt.plus(Duration.ofHours(25));
    };
  }

  private Behaviour good(Venue venue, FaultyServer server) {
    return (socket, out) -> {
      String asked = server.asked();
      boolean days = asked.contains("86400") || asked.contains("1440") || asked.contains("=1d");
      boolean coin = venue.kind() == Instrument.Kind.CRYPTO;
      boolean bars =
          asked.matches(".*(candles|OHLC|klines|ohlc|period1|historical|series|metrics|daily).*");
      List<Row> known =
          Answers.rows(venue).stream()
              .filter(row -> coin && days ? false : !row.opensAt().isAfter(time.now))
              .toList();
      out.write(
          FaultyServer.response(
              200,
              "",
              bars
                  ? bars(venue, known, coin && days)
                  : Answers.quote(venue, "119842.17", time.now)));
    };
  }

  private String bars(Venue venue, List<Row> known, boolean none) {
    boolean begun = !none && !Answers.label(venue, 3).isAfter(time.now);
    return begun ? Answers.page(venue, known) : Answers.bars(venue, known);
  }

  private static Series series(MarketView view, Instrument instrument, Venue venue) {
    return venue.kind() == Instrument.Kind.CRYPTO
        ? view.hourly(instrument)
        : view.daily(instrument);
  }

  private static List<Double> closes(Series series) {
    return java.util.stream.IntStream.range(0, series.size()).mapToObj(series::close).toList();
  }
}
