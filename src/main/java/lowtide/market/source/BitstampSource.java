package lowtide.market.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.PriceSource;
import lowtide.market.Quote;

/**
 * Bitstamp: last trades and candles in US dollars since 2011, no key needed.
 *
 * <p>Candles are objects of strings, oldest first, at most 1,000 a request.
 */
final class BitstampSource implements PriceSource {
  private static final int MOST_ROWS = 1_000;

  private final HttpFetcher http;
  private final String name;
  private final Codes codes;

  BitstampSource(HttpFetcher http, Map<String, String> codes) {
    this.http = http;
    this.name = http.source();
    this.codes = new Codes(name, codes);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Quote> quote(Instrument instrument, Instant now) {
    return Optional.of(
        http.get(
            "/api/v2/ticker/%s/".formatted(codes.of(instrument)),
            ticker -> {
              Instant time = Instant.ofEpochSecond(Json.whole(name, ticker.path("timestamp")));
              return new Quote(
                  instrument,
                  Json.price(name, ticker.path("last")),
                  Json.past(name, time, now),
                  name,
                  Quote.LIVE);
            }));
  }

  @Override
  public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
    Duration span = interval.length().multipliedBy(MOST_ROWS - 1L);
    // A coin younger than what is asked for has empty pages first.
    for (Instant start = from; start.isBefore(now); start = start.plus(span)) {
      List<Bar> page = page(instrument, interval, start, now);
      if (!page.isEmpty()) {
        return page;
      }
    }
    return List.of();
  }

  private List<Bar> page(Instrument instrument, Interval interval, Instant start, Instant now) {
    return http.get(
        "/api/v2/ohlc/%s/?step=%d&limit=%d&start=%d&exclude_current_candle=true"
            .formatted(
                codes.of(instrument),
                interval.length().toSeconds(),
                MOST_ROWS,
                start.getEpochSecond()),
        answer ->
            Json.finished(
                name,
                Json.rows(name, answer.path("data").path("ohlc"), row -> bar(row, interval, now)),
                interval,
                start,
                now));
  }

  private Bar bar(JsonNode row, Interval interval, Instant now) {
    return new Bar(
        Json.opening(name, row.path("timestamp"), 1, interval, now),
        Json.price(name, row.path("open")).doubleValue(),
        Json.price(name, row.path("high")).doubleValue(),
        Json.price(name, row.path("low")).doubleValue(),
        Json.price(name, row.path("close")).doubleValue(),
        Json.volume(row.path("volume")));
  }
}
