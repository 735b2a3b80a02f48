package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.alert.AlertDesk;
import lowtide.alert.AlertPolicy;
import lowtide.alert.AlertStore;
import lowtide.alert.DeliverySettings;
import lowtide.alert.LevelRule;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.PriceFeed;
import lowtide.market.PriceSource;
import lowtide.market.Quote;
import lowtide.market.QuotePace;
import lowtide.market.SourceException;
import lowtide.signal.LevelSettings;
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sql.SqlPriceHistory;
import lowtide.store.sqlite.SqliteDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a live market is looked at with, after its sources were away. */
class TickerTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instant START = Instant.parse("2025-07-10T12:10:00Z");

  @TempDir private Path folder;
  private final Venue venue = new Venue();
  private final StepClock clock = new StepClock(START);

  /** A venue that was at 118,000 for an hour at two, and can be away. */
  private static final class Venue implements PriceSource {
    private boolean away;

    @Override
    public String name() {
      return "Venue";
    }

    @Override
    public Optional<Quote> quote(Instrument instrument, Instant at) {
      requireThere();
      return Optional.of(new Quote(instrument, new BigDecimal("121000"), at, name(), Quote.LIVE));
    }

    @Override
    public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant at) {
      requireThere();
      List<Bar> bars = new ArrayList<>();
      Instant opens = Instant.parse("2025-07-10T00:00:00Z");
      while (interval == Interval.HOUR && !opens.plus(interval.length()).isAfter(at)) {
        boolean dip = opens.equals(Instant.parse("2025-07-10T14:00:00Z"));
        if (!opens.isBefore(from)) {
          bars.add(Bar.ofClose(opens, dip ? 118_000 : 121_000));
        }
        opens = opens.plus(interval.length());
      }
      return bars;
    }

    private void requireThere() {
      if (away) {
        throw new SourceException(SourceException.Kind.UNAVAILABLE, "Venue: away");
      }
    }
  }

  @Test
  void whatCameAndWentWhileNoPriceCameInIsToldOnceTheyAreBack() throws Exception {
    try (SqliteDatabase database = SqliteDatabase.open(folder)) {
      AlertStore store = new SqlAlertStore(database, clock, DeliverySettings.DEFAULT);
      PriceFeed feed = new PriceFeed(Map.of(BTC, List.of(venue)), new SqlPriceHistory(database));
      LevelSettings levels = LevelSettings.of("BTC", List.of(new BigDecimal("119000")));
      Ticker ticker =
          new Ticker(
              feed,
              new AlertDesk(
                  List.of(new LevelRule(levels, BTC)),
                  AlertPolicy.of(Duration.ofMinutes(30)),
                  store),
              new QuotePace(Duration.ZERO, Duration.ZERO, Duration.ZERO, Map.of()),
              clock,
              true,
              START,
              false,
              () -> {});
      feed.pollBars(START);
      ticker.tick();
      venue.away = true;
      after(ticker, Duration.ofMinutes(1));
      after(ticker, Duration.ofHours(2));
      venue.away = false;
      after(ticker, Duration.ofHours(2));

      assertThat(store.latest(10))
          .extracting(AlertStore.Told::event)
          .containsExactly("RECLAIM", "BREACH");
    }
  }

  @Test
  void aClockThatRunsAheadOfABusyMachineMakesNothingStale() throws Exception {
    try (SqliteDatabase database = SqliteDatabase.open(folder)) {
      PriceFeed feed = new PriceFeed(Map.of(BTC, List.of(venue)), new SqlPriceHistory(database));
      Ticker ticker =
          new Ticker(
              feed,
              new AlertDesk(
                  List.of(),
                  AlertPolicy.of(Duration.ofMinutes(30)),
                  new SqlAlertStore(database, clock, DeliverySettings.DEFAULT)),
              new QuotePace(Duration.ZERO, Duration.ZERO, Duration.ZERO, Map.of()),
              clock,
              false,
              START,
              false,
              () -> {});
      ticker.tick();
      clock.step(Duration.ofSeconds(59));
      assertThat(ticker.asOf()).isEqualTo(clock.instant());
      clock.step(Duration.ofDays(6));
      assertThat(ticker.asOf()).isEqualTo(START);
      ticker.tick();
      assertThat(ticker.asOf()).isEqualTo(clock.instant());
    }
  }

  private void after(Ticker ticker, Duration span) {
    clock.step(span);
    ticker.tick();
  }
}
