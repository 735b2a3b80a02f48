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

  @Test
  void theBarGrowsAndANewLineBeginsEachTenth() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BackfillProgress progress =
        new BackfillProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    for (String reached : new String[] {"2025-01-02", "2025-01-03", "2025-01-06", "2025-01-11"}) {
      progress.accept(
          new PriceFeed.Progress(
              BTC,
              Interval.HOUR,
              "Coinbase",
              Instant.parse("2025-01-01T00:00:00Z"),
              Instant.parse(reached + "T00:00:00Z"),
              Instant.parse("2025-01-11T00:00:00Z")));
    }

    String drawn = bytes.toString(StandardCharsets.UTF_8);
    assertThat(drawn).contains("BTC hours from Coinbase [###...........................] 10 %");
    assertThat(drawn).contains("[###############...............] 50 %");
    assertThat(drawn).contains("[##############################] 100 %");
    assertThat(drawn.lines().filter(line -> !line.isBlank()).count()).isPositive();
  }
}
