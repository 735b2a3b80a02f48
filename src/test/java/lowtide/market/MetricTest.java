package lowtide.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

/** A daily figure that is not a price. */
class MetricTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instrument MVRV = new Instrument("MVRV", "MVRV", Instrument.Kind.METRIC);
  private static final Instant NOON = Instant.parse("2025-01-02T12:00:00Z");

  private final ConcurrentSkipListSet<String> asked = new ConcurrentSkipListSet<>();
  private final PriceFeed feed = feed();

  @Test
  void itsSourceIsAskedForDaysAndItHasNoLastPrice() {
    feed.pollQuotes(feed.instruments(), NOON);
    feed.pollBars(NOON);
    MarketView past = feed.asOf(NOON);
    assertThat(asked).containsExactly("BTC", "BTC DAY", "BTC HOUR", "MVRV DAY");
    assertThat(feed.instruments()).containsExactly(BTC);
    assertThat(past.quote(MVRV)).isEmpty();
    assertThat(past.quote(BTC)).isPresent();
  }

  @Test
  void itsDaysAreUtcDaysAndKnownWhenTheyAreOver() {
    assertThat(feed.asOf(NOON).metric("MVRV").size()).isEqualTo(1);
    assertThat(feed.asOf(Instant.parse("2025-01-03T00:00:00Z")).metric("MVRV").size()).isEqualTo(2);
  }

  @Test
  void aMetricThatIsNotThereHasNoDays() {
    assertThat(feed.asOf(NOON).metric("NONE").isEmpty()).isTrue();
    assertThat(feed.asOf(NOON).metric("BTC").isEmpty()).isTrue();
  }

  private PriceFeed feed() {
    PriceSource source =
        new PriceSource() {
          @Override
          public String name() {
            return "Test";
          }

          @Override
          public Optional<Quote> quote(Instrument instrument, Instant now) {
            asked.add(instrument.symbol());
            return Optional.of(
                new Quote(instrument, BigDecimal.TEN, now, "Test", Duration.ofMinutes(1)));
          }

          @Override
          public List<Bar> bars(
              Instrument instrument, Interval interval, Instant from, Instant now) {
            asked.add(instrument.symbol() + " " + interval);
            return List.of();
          }
        };
    PriceHistory history =
        new PriceHistory() {
          @Override
          public Written write(Instrument i, Interval interval, List<Bar> bars, String from) {
            return new Written(0, 0, 0);
          }

          @Override
          public Series bars(Instrument instrument, Interval interval, Instant from) {
            List<Bar> bars = new ArrayList<>();
            for (int day = 0; interval == Interval.DAY && day < 2; day++) {
              bars.add(
                  Bar.ofClose(Instant.parse("2025-01-01T00:00:00Z").plusSeconds(86_400L * day), 2));
            }
            return Series.of(instrument, interval, bars);
          }

          @Override
          public String source(Instrument instrument, Interval interval) {
            return "imported";
          }
        };
    Map<Instrument, List<PriceSource>> sources = new LinkedHashMap<>();
    sources.put(BTC, List.of(source));
    sources.put(MVRV, List.of(source));
    return new PriceFeed(sources, history);
  }
}
