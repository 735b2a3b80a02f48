package lowtide.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TroublesTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instrument ETH = new Instrument("ETH", "Ether", Instrument.Kind.CRYPTO);

  private final Troubles troubles = new Troubles();

  @Test
  void oneReasonOfOneSourceIsOneLine() {
    troubles.failed("Kraken", BTC, "days", "HTTP 503");
    troubles.failed("Kraken", ETH, "price", "HTTP 503");
    troubles.failed("Kraken", BTC, "price", "an empty body");
    troubles.failed("Yahoo", BTC, "days", "HTTP 503");

    assertThat(troubles.open())
        .isEqualTo(
            Map.of(
                "Kraken BTC, ETH (days, price)", "HTTP 503",
                "Kraken BTC (price)", "an empty body",
                "Yahoo BTC (days)", "HTTP 503"));
  }

  @Test
  void whatWorksAgainIsGone() {
    troubles.failed("Kraken", BTC, "days", "HTTP 503");
    troubles.recovered("Kraken", ETH, "days");
    assertThat(troubles.open()).hasSize(1);

    troubles.recovered("Kraken", BTC, "days");
    assertThat(troubles.open()).isEmpty();
  }
}
