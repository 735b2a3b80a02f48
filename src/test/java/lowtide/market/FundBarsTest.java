package lowtide.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import lowtide.store.sql.SqlPriceHistory;
import lowtide.store.sqlite.SqliteDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of funds: splits, adjusted and unadjusted closes, sessions that one source lacks. */
class FundBarsTest {
  private static final Instrument IWM = new Instrument("IWM", "Russell", Instrument.Kind.EQUITY);
  private static final LocalDate FIRST = LocalDate.of(2025, 1, 2);
  private static final LocalDate LAST = LocalDate.of(2025, 3, 31);
  private static final Instant THAT_EVENING = Instant.parse("2025-04-01T00:00:00Z");
  private static final Instant NEXT_EVENING = Instant.parse("2025-04-02T00:00:00Z");

  @TempDir private Path folder;
  private SqliteDatabase database;
  private PriceHistory history;
  private final Troubles troubles = new Troubles();
  private final ListedVenue yahoo = sessions("Yahoo");
  private final ListedVenue nasdaq = sessions("Nasdaq");

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(folder);
    history = new SqlPriceHistory(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static ListedVenue sessions(String name) {
    ListedVenue venue = new ListedVenue(name, 1000);
    Random random = new Random(2);
    for (LocalDate session : TradingCalendar.NEW_YORK.sessionsBetween(FIRST, LAST)) {
      venue.close(label(session), 300 * Math.exp(.005 * random.nextGaussian()));
    }
    return venue;
  }

  private static Instant label(LocalDate session) {
    return session.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private BarFeed feed(ListedVenue... venues) {
    return new BarFeed(IWM, Interval.DAY, List.of(venues), history, troubles, page -> {});
  }

  /** All that a venue says of the past is from now on divided by three. */
  private static void split(ListedVenue venue) {
    List.copyOf(venue.bars).forEach(bar -> venue.close(bar.opensAt(), bar.close() / 3));
  }

  @Test
  void aSplitAdjustsAllThatIsKept() {
    BarFeed feed = feed(yahoo);
    feed.poll(THAT_EVENING);
    int sessions = yahoo.bars.size();
    double before = feed.series().close(0);

    split(yahoo);
    yahoo.close(THAT_EVENING, 100.5);
    feed.poll(NEXT_EVENING);

    assertThat(feed.series().close(0)).isEqualTo(before / 3);
    assertThat(largestMove(history.bars(IWM, Interval.DAY))).isLessThan(.1);
    assertThat(feed.series().size()).isEqualTo(sessions + 1);
  }

  private static double largestMove(Series kept) {
    double largest = 0;
    for (int i = 1; i < kept.size(); i++) {
      largest = Math.max(largest, Math.abs(Math.log(kept.close(i) / kept.close(i - 1))));
    }
    return largest;
  }

  @Test
  void aFallLikeASplitWithOlderPricesUnadjustedIsRefused() {
    BarFeed feed = feed(yahoo);
    feed.poll(THAT_EVENING);
    int kept = feed.series().size();

    yahoo.close(THAT_EVENING, 100.5);
    feed.poll(NEXT_EVENING);

    assertThat(feed.series().size()).isEqualTo(kept);
    assertThat(troubles.open().get("Yahoo IWM (days)")).contains("like a split of 3 for 1");
  }

  /** Yahoo has adjusted; Nasdaq, which steps in, still shows the past as it was paid. */
  @Test
  void whoDoesNotAdjustCannotUndoASplit() {
    BarFeed feed = feed(yahoo, nasdaq);
    feed.poll(THAT_EVENING);
    split(yahoo);
    yahoo.close(THAT_EVENING, 100.5);
    feed.poll(NEXT_EVENING);
    List<Bar> adjusted = yahoo.bars;

    yahoo.down = true;
    nasdaq.close(THAT_EVENING, 100.5).close(NEXT_EVENING, 101);
    nasdaq.bars.removeIf(bar -> bar.opensAt().equals(THAT_EVENING));
    feed.poll(Instant.parse("2025-04-03T00:00:00Z"));

    assertThat(feed.series().close(0)).isEqualTo(adjusted.get(0).close());
    assertThat(largestMove(feed.series())).isLessThan(.1);
    assertThat(troubles.open().get("Nasdaq IWM (days)")).contains("as before a split of 1 for 3");
  }

  @Test
  void theSessionThatOneSourceLacksComesFromTheNext() {
    BarFeed feed = feed(yahoo, nasdaq);
    feed.poll(THAT_EVENING);
    nasdaq.close(THAT_EVENING, 301);

    feed.poll(NEXT_EVENING);

    assertThat(feed.series().date(feed.series().size() - 1)).isEqualTo("2025-04-01");
    assertThat(troubles.open()).isEmpty();
  }

  @Test
  void aHoleIsFilledFromWhoeverHasTheSessionAndNobodyIsAskedTwice() {
    LocalDate lacking = LocalDate.of(2025, 3, 20);
    yahoo.bars.removeIf(bar -> bar.opensAt().equals(label(lacking)));
    nasdaq.down = true;
    BarFeed feed = feed(yahoo, nasdaq);
    feed.poll(THAT_EVENING);
    assertThat(feed.series().indexOf(label(lacking))).isNegative();

    nasdaq.down = false;
    feed.poll(THAT_EVENING);
    assertThat(feed.series().indexOf(label(lacking))).isNotNegative();

    int calls = yahoo.calls + nasdaq.calls;
    feed.poll(THAT_EVENING);
    assertThat(yahoo.calls + nasdaq.calls).isEqualTo(calls);
  }

  @Test
  void aSessionThatNobodyHasIsAskedForOnce() {
    LocalDate lacking = LocalDate.of(2025, 3, 20);
    yahoo.bars.removeIf(bar -> bar.opensAt().equals(label(lacking)));
    nasdaq.bars.removeIf(bar -> bar.opensAt().equals(label(lacking)));
    BarFeed feed = feed(yahoo, nasdaq);
    feed.poll(THAT_EVENING);
    int calls = yahoo.calls + nasdaq.calls;

    feed.poll(THAT_EVENING);

    assertThat(yahoo.calls + nasdaq.calls).isEqualTo(calls);
    assertThat(new MarketHours(THAT_EVENING).missing(feed.series())).containsExactly(lacking);
  }
}
