package lowtide.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsensusTest {
  private static final Instant NOW = Instant.parse("2025-07-14T12:00:00Z");
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);

  private final List<Quote> quotes = new ArrayList<>();

  private ConsensusTest venue(String name, String price, int age) {
    quotes.add(new Quote(BTC, new BigDecimal(price), NOW.minusSeconds(age), name, Quote.LIVE));
    return this;
  }

  private Quote one() {
    return Consensus.of(quotes, List.of(), NOW).orElseThrow();
  }

  @Test
  void threeVenuesGiveTheMiddlePriceAndTheNewestTime() {
    venue("A", "119000", 30).venue("B", "119100", 5).venue("C", "119010", 60);

    assertThat(one().price()).isEqualByComparingTo("119010");
    assertThat(one().time()).isEqualTo(NOW.minusSeconds(5));
    assertThat(one().source()).isEqualTo("median of A, B, C");
    assertThat(one().isVouchedFor()).isTrue();
    assertThat(one().consensus().orElseThrow().spread()).isCloseTo(100 / 119_000.0, within(1e-12));
  }

  @Test
  void twoVenuesGiveTheMean() {
    venue("A", "100", 0).venue("B", "101", 0);

    assertThat(one().price()).isEqualByComparingTo("100.5");
    assertThat(one().isVouchedFor()).isTrue();
  }

  @Test
  void aVenueThatIsOldOrFarOffIsLeftOutAndNamed() {
    venue("A", "100", 0).venue("B", "100.2", 1).venue("Old", "90", 121).venue("Off", "106", 0);

    assertThat(one().price()).isEqualByComparingTo("100.1");
    assertThat(one().consensus().orElseThrow().leftOut())
        .extracting(out -> out.quote().source() + " " + out.reason())
        .containsExactly("Old OLD", "Off OFF");
  }

  @Test
  void fivePercentOffTheMedianIsStillIn() {
    venue("A", "100", 0).venue("B", "100", 0).venue("Edge", "105", 0);
    assertThat(one().consensus().orElseThrow().used()).hasSize(3);

    quotes.remove(2);
    venue("Beyond", "105.01", 0);
    assertThat(one().consensus().orElseThrow().used()).hasSize(2);
  }

  /** The tick of 2018-04-03: 5,200 where everybody else traded at 7,424. */
  @Test
  void oneVenuesBadTickMovesNothing() {
    venue("A", "7424", 0).venue("B", "7430", 0).venue("Bad", "5200", 0);

    assertThat(one().price()).isEqualByComparingTo("7427");
  }

  @Test
  void twoVenuesThatContradictEachOtherGiveNoPriceAtAll() {
    venue("A", "7424", 0).venue("Bad", "5200", 0);

    assertThat(Consensus.of(quotes, List.of(), NOW)).isEmpty();
  }

  /** 103 would be nobody's price, and within 5 % of both. */
  @Test
  void halvesThatAreMoreThanFivePercentApartContradictEachOther() {
    venue("A", "100", 0).venue("B", "105", 0);
    assertThat(one().price()).isEqualByComparingTo("102.5");

    quotes.remove(1);
    venue("B", "106", 0);
    assertThat(Consensus.of(quotes, List.of(), NOW)).isEmpty();
    assertThat(Consensus.contradiction(quotes, NOW)).extracting(Quote::source).contains("A", "B");

    venue("C", "100.1", 0).venue("D", "105.9", 0);
    assertThat(Consensus.of(quotes, List.of(), NOW)).isEmpty();

    venue("E", "100.2", 0);
    assertThat(one().price()).isEqualByComparingTo("100.1");
  }

  /** Three percent off is a venue's right; it counts, and the spread shows it. */
  @Test
  void aVenueThreePercentOffCounts() {
    venue("A", "100", 0).venue("B", "100.1", 0).venue("Dear", "103", 0);

    assertThat(one().price()).isEqualByComparingTo("100.1");
    assertThat(one().consensus().orElseThrow().spread()).isCloseTo(.03, within(1e-12));
  }

  @Test
  void whenAllVenuesFallTogetherThePriceDoes() {
    venue("A", "60", 0).venue("B", "60.1", 0).venue("C", "60.2", 0);

    assertThat(one().price()).isEqualByComparingTo("60.1");
    assertThat(one().isVouchedFor()).isTrue();
  }

  @Test
  void aPriceIsFreshForTwoMinutesToTheSecond() {
    venue("A", "100", 120).venue("B", "101", 121);

    assertThat(one().source()).isEqualTo("A alone");
  }

  @Test
  void oneFreshVenueAloneIsShownButMovesNoLevel() {
    venue("A", "100", 0).venue("Old", "100", 500);

    assertThat(one().price()).isEqualByComparingTo("100");
    assertThat(one().source()).isEqualTo("A alone");
    assertThat(one().isVouchedFor()).isFalse();
    assertThat(one().isStale(NOW)).isFalse();
  }

  @Test
  void withoutAFreshVenueTheNewestIsShownAndStale() {
    venue("A", "100", 300).venue("B", "102", 200);

    assertThat(one().price()).isEqualByComparingTo("102");
    assertThat(one().isStale(NOW)).isTrue();
    assertThat(one().isVouchedFor()).isFalse();
  }

  @Test
  void nobodySaysNothing() {
    assertThat(Consensus.of(List.of(), List.of("A"), NOW)).isEqualTo(Optional.empty());
    assertThat(Quote.LIVE).isEqualTo(Duration.ofSeconds(120));
  }
}
