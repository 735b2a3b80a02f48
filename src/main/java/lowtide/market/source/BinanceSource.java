package lowtide.market.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Quote;

/**
 * Binance's host for market data: last trades and klines in Tether, which its name says, no key
 * needed.
 *
 * <p>A kline is {@code [open ms, open, high, low, close, volume, close ms, ...]}, oldest first, at
 * most 1,000 a request; the last is not over.
 */
final class BinanceSource extends HttpSource {
  private static final int MOST_ROWS = 1_000;

  BinanceSource(HttpFetcher http, Map<String, String> codes) {
    super(http, codes);
  }

  @Override
  public Optional<Quote> quote(Instrument instrument, Instant now) {
    return Optional.of(
        http.get(
            "/api/v3/trades?limit=1&symbol=" + codes.of(instrument),
            trades -> {
              JsonNode last = trades.path(trades.size() - 1);
              return live(
                  instrument,
                  last.path("price"),
                  Instant.ofEpochMilli(Json.whole(name, last.path("time"))));
            }));
  }

  @Override
  public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
    return http.get(
        "/api/v3/klines?symbol=%s&interval=%s&limit=%d&startTime=%d"
            .formatted(
                codes.of(instrument),
                interval == Interval.DAY ? "1d" : "1h",
                MOST_ROWS,
                from.toEpochMilli()),
        rows -> klines(name, rows, interval, from, now, http.now()));
  }

  static List<Bar> klines(
      String name, JsonNode rows, Interval interval, Instant from, Instant now, Instant received) {
    return Json.finished(
        name,
        Json.rows(name, rows, row -> bar(name, row, interval, received)),
        interval,
        from,
        now);
  }

  private static Bar bar(String name, JsonNode row, Interval interval, Instant now) {
    return Json.bar(
        name,
        Json.opening(name, row.path(0), 1_000, interval, now),
        row.path(1),
        row.path(2),
        row.path(3),
        row.path(4),
        row.path(5));
  }
}
