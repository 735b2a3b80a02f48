package lowtide.market.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import lowtide.market.Instrument;
import lowtide.market.PriceSource;
import lowtide.market.Quote;
import lowtide.market.Settled;

/** What every live source has: a host to ask, its name, and its names for instruments. */
abstract class HttpSource implements PriceSource {
  final HttpFetcher http;
  final String name;
  final Codes codes;

  HttpSource(HttpFetcher http, Map<String, String> codes) {
    this.http = http;
    this.name = http.source();
    this.codes = new Codes(name, codes);
  }

  @Override
  public final String name() {
    return name;
  }

  /** None, where a source says nothing else. */
  @Override
  public Optional<Quote> quote(Instrument instrument, Instant now) {
    return Optional.empty();
  }

  @Override
  public final Instant settled(Instrument instrument, Instant now) {
    return Settled.at(now, instrument.kind());
  }

  /** A last price as the source told it. */
  final Quote live(Instrument instrument, JsonNode price, Instant time) {
    return new Quote(
        instrument, Json.price(name, price), Json.past(name, time, http.now()), name, Quote.LIVE);
  }

  /** How a session, or a day of a metric, is labelled. */
  static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
