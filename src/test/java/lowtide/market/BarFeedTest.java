package lowtide.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lowtide.store.sql.SqlPriceHistory;
import lowtide.store.sqlite.SqliteDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backfill, corrections, splits and bad bars, with a real store. */
class BarFeedTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instrument IWM = new Instrument("IWM", "Russell", Instrument.Kind.EQUITY);
  private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
  private static final int DAYS = 100;
  private static final Instant NOW = FIRST.plus(Duration.ofDays(DAYS));

  @TempDir private Path folder;
  private SqliteDatabase database;
  private PriceHistory history;
  private final Troubles troubles = new Troubles();
  private final List<PriceFeed.Progress> progress = new ArrayList<>();
  private final ListedVenue first = new ListedVenue("First", 30);
  private final ListedVenue second = new ListedVenue("Second", 1000);
  private final ListedVenue third = new ListedVenue("Third", 1000);

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(folder);
    history = new SqlPriceHistory(database);
    Random random = new Random(1);
    double price = 7000;
    for (int day = 0; day < DAYS; day++) {
      price *= Math.exp(.02 * random.nextGaussian());
      first.close(day(day), price);
      second.close(day(day), price * 1.0005);
      third.close(day(day), price * .9996);
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Instant day(int day) {
    return FIRST.plus(Duration.ofDays(day));
  }

  private BarFeed feed(Instrument instrument, ListedVenue... venues) {
    return new BarFeed(instrument, Interval.DAY, List.of(venues), history, troubles, progress::add);
  }

  private double closeOf(int day) {
    Series kept = history.bars(BTC, Interval.DAY);
    return kept.close(kept.indexOf(day(day)));
  }

  @Test
  void theFirstPollFetchesEverythingPageByPageAndTellsHowFarItIs() {
    feed(BTC, first).poll(NOW);

    assertThat(history.bars(BTC, Interval.DAY).size()).isEqualTo(DAYS);
    assertThat(progress).hasSize(4).extracting(PriceFeed.Progress::reached).isSorted();
    assertThat(progress.get(3).reached()).isEqualTo(day(DAYS - 1));
    assertThat(progress.get(0).source()).isEqualTo("First");
  }

  @Test
  void anInterruptedBackfillGoesOnWhereItWas() {
    feed(BTC, first).poll(day(45));
    int calls = first.calls;
    feed(BTC, first).poll(NOW);

    assertThat(history.bars(BTC, Interval.DAY).size()).isEqualTo(DAYS);
    assertThat(first.calls - calls).isLessThanOrEqualTo(6);
  }

  /** Killed while the spare venue's older days came in: a hole, and what lies before it. */
  @Test
  void aBackfillThatWasInterruptedAmongTheOlderBarsIsCompletedToo() {
    first.bars.removeIf(bar -> bar.opensAt().isBefore(day(70)));
    history.write(BTC, Interval.DAY, List.copyOf(first.bars), "First");
    history.write(BTC, Interval.DAY, second.bars.subList(5, 20), "Second");

    BarFeed feed = feed(BTC, first, second);
    feed.poll(NOW);

    assertThat(feed.series().size()).isEqualTo(DAYS);
    assertThat(closeOf(0)).isEqualTo(second.bars.get(0).close());
    assertThat(closeOf(69)).isEqualTo(second.bars.get(69).close());
    assertThat(closeOf(70)).isEqualTo(first.bars.get(0).close());
  }

  @Test
  void aSourceThatFailedIsAskedAgainUntilItAnswersThoughAnotherStoodIn() {
    second.down = true;
    BarFeed feed = feed(BTC, first, second);
    feed.poll(NOW);
    assertThat(troubles.open()).containsOnlyKeys("Second BTC (days)");

    second.down = false;
    feed.poll(NOW);

    assertThat(troubles.open()).isEmpty();
  }

  @Test
  void nothingIsAskedForBeforeAnotherBarCanBeOver() {
    BarFeed feed = feed(BTC, first);
    feed.poll(NOW);
    int calls = first.calls;

    feed.poll(NOW.plus(Duration.ofHours(23)));

    assertThat(first.calls).isEqualTo(calls);
  }

  @Test
  void whatTheFirstVenueLacksInTheBeginningComesFromTheNext() {
    first.bars.removeIf(bar -> bar.opensAt().isBefore(day(70)));

    feed(BTC, first, second).poll(NOW);

    assertThat(history.bars(BTC, Interval.DAY).size()).isEqualTo(DAYS);
    assertThat(closeOf(69)).isEqualTo(second.bars.get(69).close());
    assertThat(closeOf(70)).isEqualTo(first.bars.get(0).close());
  }

  @Test
  void aVenueThatIsDownIsNamedAndTheNextOneStandsIn() {
    first.down = true;
    BarFeed feed = feed(BTC, first, second);
    feed.poll(NOW);

    assertThat(feed.series().size()).isEqualTo(DAYS);
    assertThat(troubles.open()).containsOnlyKeys("First BTC (days)");
    assertThat(troubles.open().values()).allMatch(why -> why.contains("HTTP 503"));

    first.down = false;
    first.close(day(DAYS), 7100);
    feed.poll(day(DAYS + 1));
    assertThat(troubles.open()).isEmpty();
  }

  @Test
  void aCorrectedBarIsTakenOverFromItsOwnVenueAlone() {
    BarFeed feed = feed(BTC, first, second);
    feed.poll(NOW);
    double corrected = first.bars.get(98).close() * 1.01;
    first.close(day(98), corrected).close(day(100), first.bars.get(99).close());
    second.close(day(97), second.bars.get(97).close() * 1.01).close(day(100), 1);

    feed.poll(day(101));

    assertThat(closeOf(98)).isEqualTo(corrected);
    assertThat(closeOf(97)).isEqualTo(first.bars.get(97).close());
    assertThat(feed.series().close(98)).isEqualTo(corrected);
  }

  /** The tick of 2018-04-03: a close of 5,200 between two of 7,424. */
  @Test
  void aBadTickGivesWayToWhatTheOthersSaw() {
    first.close(day(60), first.bars.get(59).close() * .6);

    feed(BTC, first, second, third).poll(NOW);

    assertThat(closeOf(60)).isEqualTo(second.bars.get(60).close());
    assertThat(history.bars(BTC, Interval.DAY).size()).isEqualTo(DAYS);
  }

  @Test
  void theNewestBarFarAwayWaitsUntilAnotherVenueHasSeenIt() {
    BarFeed feed = feed(BTC, first, second);
    feed.poll(NOW);
    first.close(day(DAYS), first.bars.get(DAYS - 1).close() * .6);

    feed.poll(day(DAYS + 1));
    assertThat(feed.series().size()).isEqualTo(DAYS);
    assertThat(troubles.open()).containsKey("First BTC (newest days)");

    second.close(day(DAYS), first.bars.get(DAYS).close());
    feed.poll(day(DAYS + 1));
    assertThat(feed.series().size()).isEqualTo(DAYS + 1);
    assertThat(troubles.open()).isEmpty();
  }

  @Test
  void whereOneVenueIsConfiguredItCounts() {
    BarFeed feed = feed(BTC, first);
    feed.poll(NOW);
    first.close(day(DAYS), first.bars.get(DAYS - 1).close() * .6);
    feed.poll(day(DAYS + 1));

    assertThat(feed.series().size()).isEqualTo(DAYS + 1);
  }

  @Test
  void labelsThatAreADayOffAreRefusedAndTheNextVenueIsAsked() {
    List<Bar> right = List.copyOf(first.bars);
    first.bars.clear();
    right.forEach(bar -> first.close(bar.opensAt().plus(Duration.ofDays(1)), bar.close()));

    feed(BTC, first, second, third).poll(NOW);

    assertThat(troubles.open().get("First BTC (days)")).contains("one bar off");
    assertThat(closeOf(50)).isEqualTo(second.bars.get(50).close());
  }

  @Test
  void labelsAreComparedWithWhatIsKeptTooWhenAnotherVenueStepsIn() {
    feed(BTC, first).poll(NOW);
    List<Bar> right = List.copyOf(second.bars);
    second.bars.clear();
    right.forEach(bar -> second.close(bar.opensAt().plus(Duration.ofDays(1)), bar.close()));
    first.down = true;

    BarFeed feed = feed(BTC, first, second);
    feed.poll(day(DAYS + 1));

    assertThat(feed.series().size()).isEqualTo(DAYS);
    assertThat(troubles.open().get("Second BTC (days)")).contains("one bar off");
  }

  @Test
  void knownBarsAtOtherPricesAreNotCorrections() {
    BarFeed feed = feed(BTC, first);
    feed.poll(NOW);
    double before = feed.series().close(99);
    List<Bar> right = List.copyOf(first.bars);
    right.forEach(bar -> first.close(bar.opensAt(), bar.close() * 100));
    first.close(day(DAYS), 700_000);

    feed.poll(day(DAYS + 1));

    assertThat(feed.series().close(99)).isEqualTo(before);
    assertThat(troubles.open().get("First BTC (days)")).contains("times their prices");
  }
}
