package lowtide.market.source;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.market.Instrument;
import lowtide.market.PriceSource;
import org.jspecify.annotations.Nullable;

/**
 * The live sources that are configured, each made once and shared by its instruments. What is
 * configured may change; connections and the threads that hold them stay.
 */
public final class LiveSources {
  /**
   * An instrument and what its sources call it.
   *
   * @param codes in the order in which the sources are asked
   */
  public record Watched(Instrument instrument, Map<Venue, String> codes) {}

  private @Nullable HttpClient client; // takes a while to make, and live prices alone need it

  /**
   * The sources of every instrument, in the order in which they are asked.
   *
   * @param settings of the venues that are not reached as usual
   */
  public synchronized Map<Instrument, List<PriceSource>> of(
      Collection<Watched> watched, Map<Venue, SourceSettings> settings, Clock clock) {
    Map<Venue, Map<String, String>> codes = new EnumMap<>(Venue.class);
    for (Watched one : watched) {
      one.codes()
          .forEach(
              (venue, code) ->
                  codes
                      .computeIfAbsent(venue, v -> new LinkedHashMap<>())
                      .put(one.instrument().symbol(), code));
    }
    HttpClient shared = client == null ? HttpFetcher.client() : client;
    client = shared;
    Map<Venue, PriceSource> made = new EnumMap<>(Venue.class);
    codes.forEach(
        (venue, known) -> {
          SourceSettings reached = settings.getOrDefault(venue, SourceSettings.usual(venue));
          HttpFetcher http =
              new HttpFetcher(reached, venue.headers(reached), shared, clock, HttpFetcher.TIMEOUT);
          made.put(venue, venue.source(http, known));
        });
    Map<Instrument, List<PriceSource>> sources = new LinkedHashMap<>();
    for (Watched one : watched) {
      sources.put(one.instrument(), one.codes().keySet().stream().map(made::get).toList());
    }
    return sources;
  }
}
