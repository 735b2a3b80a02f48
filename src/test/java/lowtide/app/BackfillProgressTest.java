package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.PriceFeed;
import org.junit.jupiter.api.Test;

class BackfillProgressTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instrument IWM = new Instrument("IWM", "Russell", Instrument.Kind.EQUITY);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final BackfillProgress progress =
      new BackfillProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  private void page(Instrument instrument, Interval interval, String reached) {
    progress.accept(
        new PriceFeed.Progress(
            instrument,
            interval,
            "Coinbase",
            Instant.parse("2025-01-01T00:00:00Z"),
            Instant.parse(reached + ":00:00Z"),
            Instant.parse("2025-01-11T00:30:00Z")));
  }

  private String drawn() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theBarGrowsOnOneLineAndStaysWhenItIsComplete() {
    page(BTC, Interval.HOUR, "2025-01-01T23");
    page(BTC, Interval.HOUR, "2025-01-05T23");
    assertThat(drawn())
        .contains("BTC hours from Coinbase [###...........................] 10 %")
        .contains("[###############...............] 50 %")
        .doesNotContain("\n");

    page(BTC, Interval.HOUR, "2025-01-10T23");
    assertThat(drawn()).endsWith("[##############################] 100 %" + System.lineSeparator());
  }

  @Test
  void aShorterLineLeavesNothingOfALongerOne() {
    page(BTC, Interval.HOUR, "2025-01-05T23");
    int longest = drawn().length();
    page(IWM, Interval.DAY, "2025-01-01T00");

    assertThat(drawn().substring(longest)).hasSize(longest).startsWith("\rIWM days").endsWith(" ");
  }

  /** Nothing is newer on a Sunday than Friday's session. */
  @Test
  void whatIsAllThereIsIsComplete() {
    progress.accept(
        new PriceFeed.Progress(
            IWM,
            Interval.DAY,
            "Yahoo",
            Instant.parse("2005-01-01T00:00:00Z"),
            Instant.parse("2025-07-11T00:00:00Z"),
            Instant.parse("2025-07-13T20:00:00Z")));

    assertThat(drawn()).contains("100 %");
  }
}
