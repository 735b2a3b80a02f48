package lowtide.market.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
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
import lowtide.market.SourceException;

/**
 * Coinbase Exchange: last trades and candles in US dollars, no key needed.
 *
 * <p>A candle is {@code [time s, low, high, open, close, volume]}, newest first, at most 300 a
 * request; empty intervals are left out and rows may precede the start that was asked for.
 */
public final class CoinbaseSource implements PriceSource {
  static final String NAME = "Coinbase";
  private static final int MOST_ROWS = 300;
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  private final Map<String, String> codes;
  private final HttpFetcher http;

  /**
   * @param codes symbol to product, e.g. BTC to BTC-USD
   */
  public CoinbaseSource(SourceSettings settings, Map<String, String> codes, Clock clock) {
    this(settings, codes, clock, HttpFetcher.TIMEOUT);
  }

  CoinbaseSource(
      SourceSettings settings, Map<String, String> codes, Clock clock, Duration timeout) {
    this.codes = Map.copyOf(codes);
    this.http =
        new HttpFetcher(
            NAME,
            settings.url(),
            Map.of("User-Agent", "Lowtide market-signal bot"),
            clock,
            timeout);
  }

  @Override
  public String name() {
    return NAME;
  }

  private String product(Instrument instrument) {
    String code = codes.get(instrument.symbol());
    if (code == null) {
      throw new SourceException(
          SourceException.Kind.REFUSED, NAME + ": has no code for " + instrument.symbol());
    }
    return code;
  }

  @Override
  public Optional<Quote> quote(Instrument instrument, Instant now) {
    JsonNode ticker =
        Json.tree(NAME, http.get("/products/%s/ticker".formatted(product(instrument))));
    try {
      Instant time = Instant.parse(ticker.path("time").asText());
      if (time.isAfter(now.plus(CLOCK_SKEW))) {
        throw Json.malformed(NAME, "a trade in the future", ticker.path("time"));
      }
      return Optional.of(
          new Quote(instrument, Json.price(NAME, ticker.path("price")), time, NAME, Quote.LIVE));
    } catch (DateTimeException e) {
      throw Json.malformed(NAME, "not a time", ticker.path("time"));
    }
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
    JsonNode rows =
        Json.tree(
            NAME,
            http.get(
                "/products/%s/candles?granularity=%d&start=%s&end=%s"
                    .formatted(product(instrument), interval.length().toSeconds(), start, end)));
    if (!rows.isArray()) {
      throw Json.malformed(NAME, "not candles", rows);
    }
    List<Bar> bars = new ArrayList<>();
    for (JsonNode row : rows) {
      Bar bar = bar(row, interval);
      if (bar.opensAt().isAfter(now.plus(CLOCK_SKEW))) {
        throw Json.malformed(NAME, "a candle in the future", row);
      }
      boolean finished = !bar.opensAt().plus(interval.length()).isAfter(now);
      if (finished && !bar.opensAt().isBefore(start)) {
        bars.add(bar);
      }
    }
    return Json.ordered(NAME, bars);
  }

  private static Bar bar(JsonNode row, Interval interval) {
    if (!row.isArray() || row.size() < 6 || !row.get(0).isIntegralNumber()) {
      throw Json.malformed(NAME, "not a candle", row);
    }
    long opensAt = row.get(0).asLong();
    if (opensAt % interval.length().toSeconds() != 0) {
      throw Json.malformed(NAME, "a candle off its grid", row);
    }
    try {
      return new Bar(
          Instant.ofEpochSecond(opensAt),
          price(row, 3),
          price(row, 2),
          price(row, 1),
          price(row, 4),
          row.get(5).isNumber() ? row.get(5).asDouble() : Double.NaN);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new SourceException(
          SourceException.Kind.MALFORMED, NAME + ": " + e.getMessage(), null, e);
    }
  }

  private static double price(JsonNode row, int column) {
    return Json.price(NAME, row.get(column)).doubleValue();
  }
}
