package lowtide.app;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.config.Settings;
import lowtide.market.Instrument;
import lowtide.market.PriceHistory;
import lowtide.market.PriceSource;
import lowtide.market.source.HistorySource;
import lowtide.market.source.LiveSources;
import lowtide.market.source.SimulatedMarket;

/** Which price sources the settings call for, also when these change. */
final class SourceChoice {
  private final LiveSources live = new LiveSources();
  private final long seed;

  /**
   * @param seed of the simulated market
   */
  SourceChoice(long seed) {
    this.seed = seed;
  }

  /** The sources of every instrument, in the order in which they are asked. */
  Map<Instrument, List<PriceSource>> of(Settings settings, PriceHistory history, Clock clock) {
    if (settings.feed() == Settings.Feed.LIVE) {
      return live.of(settings.instruments(), settings.sources(), clock);
    }
    Map<Instrument, List<PriceSource>> sources = new LinkedHashMap<>();
    List<Instrument> instruments =
        settings.instruments().stream().map(LiveSources.Watched::instrument).toList();
    PriceSource one =
        settings.feed() == Settings.Feed.HISTORY
            ? new HistorySource(history)
            : new SimulatedMarket(seed, simulatedStart(settings, clock), instruments);
    instruments.forEach(instrument -> sources.put(instrument, List.of(one)));
    return sources;
  }

  /** The story begins where the configured clock does, whenever the bot was last stopped. */
  private static Instant simulatedStart(Settings settings, Clock clock) {
    Instant start = settings.clock() == null ? clock.instant() : settings.clock().start();
    return start.truncatedTo(ChronoUnit.DAYS);
  }
}
