package lowtide.app;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lowtide.config.Settings;
import lowtide.market.Instrument;
import lowtide.market.PriceHistory;
import lowtide.market.PriceSource;
import lowtide.market.source.CoinbaseSource;
import lowtide.market.source.HistorySource;
import lowtide.market.source.SimulatedMarket;
import lowtide.market.source.YahooSource;

/** Which price sources the settings call for. */
final class SourceChoice {
  private SourceChoice() {}

  /** The sources of every instrument, in the order in which they are asked. */
  static Map<Instrument, List<PriceSource>> of(
      Settings settings, PriceHistory history, Clock clock, long seed) {
    Map<Instrument, List<PriceSource>> sources = new LinkedHashMap<>();
    if (settings.feed() == Settings.Feed.LIVE) {
      Map<String, Map<String, String>> codes = new LinkedHashMap<>();
      for (Settings.Watched watched : settings.instruments()) {
        watched
            .codes()
            .forEach(
                (source, code) ->
                    codes
                        .computeIfAbsent(source, name -> new LinkedHashMap<>())
                        .put(watched.instrument().symbol(), code));
      }
      Map<String, PriceSource> live = new LinkedHashMap<>();
      codes.forEach(
          (name, known) -> {
            var reached = Objects.requireNonNull(settings.sources().get(name));
            live.put(
                name,
                name.equals("yahoo")
                    ? new YahooSource(reached, known, clock)
                    : new CoinbaseSource(reached, known, clock));
          });
      for (Settings.Watched watched : settings.instruments()) {
        sources.put(
            watched.instrument(),
            watched.codes().keySet().stream()
                .flatMap(name -> Optional.ofNullable(live.get(name)).stream())
                .toList());
      }
      return sources;
    }
    List<Instrument> instruments =
        settings.instruments().stream().map(Settings.Watched::instrument).toList();
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
