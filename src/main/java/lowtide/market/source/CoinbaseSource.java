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
import lowtide.market.Quote;

/**
 * Coinbase Exchange: last trades and candles in US dollars, no key needed.
 *
 * <p>A candle is {@code [time s, low, high, open, close, volume]}, newest first, at most 300 a
 * request; empty intervals are left out and rows may precede the start that was asked for.
 */
final class CoinbaseSource extends HttpSource {
  private static final int MOST_ROWS = 300;

  CoinbaseSource(HttpFetcher http, Map<String, String> codes) {
    super(http, codes);
  }

  @Override
  public Optional<Quote> quote(Instrument instrument, Instant now) {
    return Optional.of(
        http.get(
            "/products/%s/ticker".formatted(codes.of(instrument)),
            ticker ->
                live(
                    instrument,
                    ticker.path("price"),
                    Instant.parse(ticker.path("time").asText()))));
  }

  @Override
  public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
    Duration span = interval.length().multipliedBy(MOST_ROWS - 1L);
    // An instrument younger than what is asked for has empty pages first.
    for (Instant start = from; start.isBefore(now); start = start.plus(span)) {
      Instant end = start.plus(span).isBefore(now) ? start.plus(span) : now;
      List<Bar> page = page(instrument, interval, start, end, now);
      if (!page.isEmpty()) {
        return page;
      }
    }
    return List.of();
  }

  private List<Bar> page(
      Instrument instrument, Interval interval, Instant start, Instant end, Instant now) {
    return http.get(
        "/products/%s/candles?granularity=%d&start=%s&end=%s"
            .formatted(codes.of(instrument), interval.length().toSeconds(), start, end),
        rows ->
            Json.finished(
                name, Json.rows(name, rows, row -> bar(row, interval)), interval, start, now));
  }

  private Bar bar(JsonNode row, Interval interval) {
    return Json.bar(
        name,
        Json.opening(name, row.path(0), 1, interval, http.now()),
        row.path(3),
        row.path(2),
        row.path(1),
        row.path(4),
        row.path(5));
  }
}
