package lowtide.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Asking many venues for many prices at once. */
class QuoteFeedTest {
  private static final Instant NOW = Instant.parse("2025-07-14T12:00:00Z");
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Troubles troubles = new Troubles();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private static Quote quote(Instrument instrument, String source, String price) {
    return new Quote(instrument, new BigDecimal(price), NOW, source, Quote.LIVE);
  }

  /** A venue whose answers wait for something. */
  private record Slow(String name, Runnable until) implements PriceSource {
    @Override
    public Optional<Quote> quote(Instrument instrument, Instant now) {
      until.run();
      return Optional.of(QuoteFeedTest.quote(instrument, name, "100"));
    }

    @Override
    public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
      return List.of();
    }
  }

  /** Nobody gets past the barrier before all thirty requests are under way. */
  @Test
  void tenInstrumentsOfThreeVenuesAreAskedForAtOnce() {
    CyclicBarrier all = new CyclicBarrier(30);
    Runnable meet =
        () -> {
          try {
            all.await(5, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new SourceException(SourceException.Kind.UNAVAILABLE, "nobody came: " + e);
          }
        };
    Map<Instrument, List<PriceSource>> sources = new LinkedHashMap<>();
    for (int i = 0; i < 10; i++) {
      sources.put(
          new Instrument("COIN" + i, "Coin", Instrument.Kind.CRYPTO),
          List.of(new Slow("A", meet), new Slow("B", meet), new Slow("C", meet)));
    }
    QuoteFeed feed = new QuoteFeed(sources, troubles, executor);

    feed.poll(sources.keySet(), NOW);

    assertThat(troubles.open()).isEmpty();
    assertThat(sources.keySet())
        .allMatch(coin -> feed.of(coin, NOW).orElseThrow().source().equals("median of A, B, C"));
  }

  @Test
  void whoDoesNotAnswerInTimeHoldsNobodyUpAndIsNotAskedAgainMeanwhile() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    List<Instant> asked = new ArrayList<>();
    PriceSource hanging =
        new Slow(
            "Hanging",
            () -> {
              synchronized (asked) {
                asked.add(NOW);
              }
              try {
                released.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    QuoteFeed feed =
        new QuoteFeed(
            Map.of(BTC, List.of(hanging, new Slow("Fast", () -> {}))), troubles, executor);

    feed.poll(List.of(BTC), NOW);
    Quote alone = feed.of(BTC, NOW).orElseThrow();
    assertThat(alone.source()).isEqualTo("Fast alone");
    assertThat(alone.consensus().orElseThrow().silent()).containsExactly("Hanging");
    feed.poll(List.of(BTC), NOW);
    assertThat(asked).hasSize(1);

    released.countDown();
    executor.shutdown();
    assertThat(executor.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    assertThat(feed.of(BTC, NOW).orElseThrow().source()).isEqualTo("median of Fast, Hanging");
  }

  @Test
  void aVenueWithoutLastPricesDoesNotCountAsOneOfSeveral() {
    ListedVenue barsOnly = new ListedVenue("Bars only", 10);
    ListedVenue spot = new ListedVenue("Spot", 10);
    spot.quote = Optional.of(quote(BTC, "Spot", "100"));
    QuoteFeed feed = new QuoteFeed(Map.of(BTC, List.of(spot, barsOnly)), troubles, executor);

    feed.poll(List.of(BTC), NOW);

    Quote quote = feed.of(BTC, NOW).orElseThrow();
    assertThat(quote.source()).isEqualTo("Spot, the only source");
    assertThat(quote.isVouchedFor()).isTrue();
  }

  @Test
  void venuesThatContradictEachOtherAreNamedUntilTheyAgree() {
    ListedVenue one = new ListedVenue("One", 10);
    ListedVenue other = new ListedVenue("Other", 10);
    QuoteFeed feed = new QuoteFeed(Map.of(BTC, List.of(one, other)), troubles, executor);
    one.quote = Optional.of(quote(BTC, "One", "7424"));
    other.quote = Optional.of(quote(BTC, "Other", "5200"));
    feed.poll(List.of(BTC), NOW);

    assertThat(feed.of(BTC, NOW)).isEmpty();
    assertThat(troubles.open())
        .containsEntry("Venues BTC (price)", "they contradict each other: Other 5200, One 7424");

    other.quote = Optional.of(quote(BTC, "Other", "7420"));
    feed.poll(List.of(BTC), NOW);
    assertThat(feed.of(BTC, NOW)).isPresent();
    assertThat(troubles.open()).isEmpty();
  }

  /** Its last price of hours ago says nothing; from its first new trade on it counts again. */
  @Test
  void aVenueThatComesBackAfterHoursCountsFromItsFirstNewTradeOn() {
    ListedVenue one = new ListedVenue("One", 10);
    ListedVenue other = new ListedVenue("Other", 10);
    QuoteFeed feed = new QuoteFeed(Map.of(BTC, List.of(one, other)), troubles, executor);
    one.quote = Optional.of(quote(BTC, "One", "100"));
    other.quote = Optional.of(quote(BTC, "Other", "100"));
    feed.poll(List.of(BTC), NOW);
    other.down = true;
    Instant later = NOW.plusSeconds(5 * 3600);
    one.quote = Optional.of(new Quote(BTC, new BigDecimal("90"), later, "One", Quote.LIVE));
    feed.poll(List.of(BTC), later);
    assertThat(feed.of(BTC, later).orElseThrow().source()).isEqualTo("One alone");

    other.down = false;
    feed.poll(List.of(BTC), later);
    assertThat(feed.of(BTC, later).orElseThrow().source()).isEqualTo("One alone");

    other.quote = Optional.of(new Quote(BTC, new BigDecimal("90.2"), later, "Other", Quote.LIVE));
    feed.poll(List.of(BTC), later);
    assertThat(feed.of(BTC, later).orElseThrow().price()).isEqualByComparingTo("90.1");
  }

  @Test
  void anOlderAnswerNeverReplacesANewerOne() {
    ListedVenue venue = new ListedVenue("Spot", 10);
    QuoteFeed feed = new QuoteFeed(Map.of(BTC, List.of(venue)), troubles, executor);
    venue.quote = Optional.of(quote(BTC, "Spot", "100"));
    feed.poll(List.of(BTC), NOW);
    venue.quote =
        Optional.of(new Quote(BTC, BigDecimal.TEN, NOW.minusSeconds(60), "Spot", Quote.LIVE));
    feed.poll(List.of(BTC), NOW);

    assertThat(feed.of(BTC, NOW).orElseThrow().price()).isEqualByComparingTo("100");
  }
}
