package lowtide.market.source;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import lowtide.market.Bar;
import lowtide.market.PriceSource;

/** A venue's adapter in front of a local server. */
final class LocalSource {
  private LocalSource() {}

  static PriceSource of(Venue venue, URI url) {
    return of(venue, url, Fault.TIMEOUT);
  }

  static PriceSource of(Venue venue, URI url, Duration timeout) {
    return of(venue, url, timeout, Clock.fixed(Answers.NOW, ZoneOffset.UTC), Answers.codes(venue));
  }

  static PriceSource of(
      Venue venue, URI url, Duration timeout, Clock clock, Map<String, String> codes) {
    SourceSettings settings =
        new SourceSettings(venue, url, null, new Limit(10_000, Duration.ofSeconds(1)));
    HttpFetcher http =
        new HttpFetcher(settings, venue.headers(settings), HttpFetcher.client(), clock, timeout);
    return venue.source(http, codes);
  }

  /** The bars that {@link Answers} has. */
  static List<Bar> bars(PriceSource source, Venue venue) {
    return source.bars(
        Answers.instrument(venue), Answers.interval(venue), Answers.from(venue), Answers.NOW);
  }

  /** Asks for whatever the venue has. */
  static void ask(PriceSource source, Venue venue) {
    if (Answers.hasBars(venue)) {
      bars(source, venue);
    } else {
      source.quote(Answers.instrument(venue), Answers.NOW);
    }
  }
}
