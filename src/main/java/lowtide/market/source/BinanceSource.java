package lowtide.market.source;

import com.fasterxml.jackson.databind.JsonNode;
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
 * Binance's host for market data: last trades and klines in Tether, which its name says, no key
 * needed.
 *
 * <p>A kline is {@code [open ms, open, high, low, close, volume, close ms, ...]}, oldest first, at
 * most 1,000 a request; the last is not over.
 */
final class BinanceSource implements PriceSource {
  private static final int MOST_ROWS = 1_000;

  private final HttpFetcher http;
  private final String name;
  private final Codes codes;

  BinanceSource(HttpFetcher http, Map<String, String> codes) {
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
            "/api/v3/trades?limit=1&symbol=" + codes.of(instrument),
            trades -> {
              JsonNode last = trades.path(trades.size() - 1);
              return new Quote(
                  instrument,
                  Json.price(name, last.path("price")),
                  Json.past(name, Instant.ofEpochMilli(Json.whole(name, last.path("time"))), now),
                  name,
                  Quote.LIVE);
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
        rows -> klines(name, rows, interval, from, now));
  }

  static List<Bar> klines(
      String name, JsonNode rows, Interval interval, Instant from, Instant now) {
    return Json.finished(
        name, Json.rows(name, rows, row -> bar(name, row, interval, now)), interval, from, now);
  }

  private static Bar bar(String name, JsonNode row, Interval interval, Instant now) {
    return new Bar(
        Json.opening(name, row.path(0), 1_000, interval, now),
        Json.price(name, row.path(1)).doubleValue(),
        Json.price(name, row.path(2)).doubleValue(),
        Json.price(name, row.path(3)).doubleValue(),
        Json.price(name, row.path(4)).doubleValue(),
        Json.volume(row.path(5)));
  }
}
