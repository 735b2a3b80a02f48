package lowtide.market.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.PriceSource;
import lowtide.market.Quote;

/**
 * Coinbase Exchange: last trades and candles in US dollars, no key needed.
 *
 * <p>A candle is {@code [time s, low, high, open, close, volume]}, newest first, at most 300 a
 * request; empty intervals are left out and rows may precede the start that was asked for.
 */
public final class CoinbaseSource implements PriceSource {
  private static final int MOST_ROWS = 300;

  private final HttpFetcher http;
  private final String name;
  private final Codes codes;

  CoinbaseSource(HttpFetcher http, Map<String, String> codes) {
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
            "/products/%s/ticker".formatted(codes.of(instrument)),
            ticker ->
                new Quote(
                    instrument,
                    Json.price(name, ticker.path("price")),
                    Json.past(name, Instant.parse(ticker.path("time").asText()), now),
                    name,
                    Quote.LIVE)));
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
        rows -> {
          if (!rows.isArray()) {
            throw Json.malformed(name, "not candles", rows);
          }
          List<Bar> bars = new ArrayList<>();
          for (JsonNode row : rows) {
            bars.add(bar(row, interval, now));
          }
          return Json.finished(name, bars, interval, start, now);
        });
  }

  private Bar bar(JsonNode row, Interval interval, Instant now) {
    if (!row.isArray() || row.size() < 6) {
      throw Json.malformed(name, "not a candle", row);
    }
    return new Bar(
        Json.opening(name, row.get(0), 1, interval, now),
        price(row, 3),
        price(row, 2),
        price(row, 1),
        price(row, 4),
        Json.volume(row.get(5)));
  }

  private double price(JsonNode row, int column) {
    return Json.price(name, row.get(column)).doubleValue();
  }
}
