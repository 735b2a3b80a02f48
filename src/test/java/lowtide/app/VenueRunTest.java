package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import lowtide.market.Instrument;
import lowtide.market.Series;
import lowtide.replay.RandomMarket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of made-up market on failing venues tells what a replay tells; {@link VenueSoak} is longer.
 */
class VenueRunTest {
  @TempDir private Path folder;

  @Test
  void theBotOnFailingVenuesTellsWhatAReplayTells() throws Exception {
    RandomMarket market = new RandomMarket(7, 700);
    Map<Instrument, Series> hourly = new LinkedHashMap<>(market.hourly());
    VenueRun.Result result =
        new VenueRun(
                market.daily(),
                hourly,
                Instant.parse("2025-07-17T18:30:00Z"),
                Duration.ofHours(30),
                5400,
                5,
                folder)
            .run();

    assertThat(result.told()).isNotEmpty();
    assertThat(result.compared().extra()).isEmpty();
    assertThat(result.compared().missing()).isEmpty();
    assertThat(result.unexplained()).isEmpty();
    assertThat(result.sent()).isEqualTo(result.told().size());
  }
}
