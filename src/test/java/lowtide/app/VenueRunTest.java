package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Series;
import lowtide.market.source.LocalVenues;
import lowtide.replay.RandomMarket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of made-up market on failing venues tells what a replay tells; {@link VenueSoak} is longer.
 */
class VenueRunTest {
  private static final Instant BEGIN = Instant.parse("2025-07-17T18:30:00Z");

  @TempDir private Path folder;

  @Test
  void theBotOnFailingVenuesTellsWhatAReplayTells() throws Exception {
    RandomMarket market = new RandomMarket(7, 700);
    VenueRun.Result result =
        run(market.daily(), market.hourly(), Duration.ofHours(30), 5400)
            .run(false, List.of(LocalVenues.Fault.values()), 5);

    assertThat(result.told()).isNotEmpty();
    assertThatNothingDiffers(result);
  }

  /** Two hours below a level and back, which no last price shows any more once venues answer. */
  @Test
  void whatHappensWhileAllVenuesAreDownIsToldLateAndSaysSo() throws Exception {
    RandomMarket market = new RandomMarket(7, 700);
    Instant dip = BEGIN.plus(Duration.ofHours(10)).truncatedTo(ChronoUnit.HOURS);
    Map<Instrument, Series> hourly = new LinkedHashMap<>();
    market.hourly().forEach((coin, series) -> hourly.put(coin, flat(series, dip)));
    VenueRun.Result result =
        run(market.daily(), hourly, Duration.ofHours(24), 3600)
            .run(true, List.of(LocalVenues.Fault.NONE), 5);

    assertThatNothingDiffers(result);
    // Several that are late are one message: the breach stands in the reclaim's.
    assertThat(result.compared().late())
        .extracting(Heard::what)
        .anyMatch(what -> what.startsWith("RECLAIM"));
    assertThat(result.compared().joined())
        .extracting(Heard::what)
        .anyMatch(what -> what.startsWith("BREACH"));
    assertThat(result.sent())
        .filteredOn(text -> text.contains("119,000"))
        .singleElement()
        .satisfies(
            text ->
                assertThat(text)
                    .contains("Before: BTC below $119,000")
                    .contains("Late: it happened at 2025-07-18")
                    .contains("and was seen at 2025-07-18")
                    .containsPattern("; no price had come in since 2025-07-1[78]"));
  }

  private VenueRun run(
      Map<Instrument, Series> daily, Map<Instrument, Series> hourly, Duration span, double speed) {
    return new VenueRun(daily, hourly, BEGIN, span, speed, folder);
  }

  /** Without holes, for which the day's close would stand in. */
  private static Series flat(Series series, Instant dip) {
    List<Bar> bars = new ArrayList<>();
    Instant opens = series.opensAt(0);
    while (!opens.isAfter(series.opensAt(series.size() - 1))) {
      boolean down = !opens.isBefore(dip) && opens.isBefore(dip.plus(Duration.ofHours(2)));
      bars.add(Bar.ofClose(opens, down ? 118_000 : 121_000));
      opens = opens.plus(series.interval().length());
    }
    return Series.of(series.instrument(), series.interval(), bars);
  }

  private static void assertThatNothingDiffers(VenueRun.Result result) {
    assertThat(result.compared().extra()).isEmpty();
    assertThat(result.compared().missing()).isEmpty();
    assertThat(result.unexplained()).isEmpty();
    assertThat(result.sent()).hasSizeGreaterThanOrEqualTo(result.told().size());
  }
}
