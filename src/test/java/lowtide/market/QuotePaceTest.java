package lowtide.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotePaceTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instrument IWM = new Instrument("IWM", "Russell", Instrument.Kind.EQUITY);
  private static final Instant NOON = Instant.parse("2025-07-14T12:00:00Z");

  private final QuotePace pace =
      new QuotePace(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Map.of(BTC, List.of(new BigDecimal("119000"), new BigDecimal("116000"))));

  private static MarketView view(Instant at, Instrument instrument, String price) {
    Quote quote = new Quote(instrument, new BigDecimal(price), at, "Test", Quote.LIVE);
    return new MarketView(at, Map.of(), Map.of(), Map.of(instrument, quote));
  }

  @ParameterizedTest
  @CsvSource({"119500, 5", "115000, 5", "121000, 20", "112000, 20", "130000, 60", "90000, 60"})
  void theNearerALevelTheMoreOften(String price, int seconds) {
    assertThat(pace.due(List.of(BTC), view(NOON, BTC, price))).containsExactly(BTC);
    assertThat(pace.due(List.of(BTC), view(NOON.plusSeconds(seconds - 1), BTC, price))).isEmpty();
    assertThat(pace.due(List.of(BTC), view(NOON.plusSeconds(seconds), BTC, price)))
        .containsExactly(BTC);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-07-14T13:29:59Z, false", // before the opening
    "2025-07-14T13:30:00Z, true",
    "2025-07-14T20:14:00Z, true", // until the closing price is settled
    "2025-07-14T20:16:00Z, false",
    "2025-07-12T15:00:00Z, false", // a Saturday
    "2025-07-04T15:00:00Z, false", // a holiday
    "2025-07-03T17:14:00Z, true", // an early close
    "2025-07-03T17:16:00Z, false",
  })
  void aClosedMarketIsNotAsked(String at, boolean asked) {
    MarketView view = view(Instant.parse(at), IWM, "222");

    assertThat(pace.due(List.of(IWM), view).isEmpty()).isEqualTo(!asked);
  }

  @Test
  void aPriceThatIsNotKnownAtAllIsAskedForEvenThen() {
    Instant saturday = Instant.parse("2025-07-12T15:00:00Z");
    MarketView nothing = new MarketView(saturday, Map.of(), Map.of(), Map.of());

    assertThat(pace.due(List.of(IWM, BTC), nothing)).containsExactly(IWM, BTC);
  }
}
