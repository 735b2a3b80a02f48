package lowtide.market.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Quote;
import lowtide.market.SourceException;
import lowtide.market.SourceException.Kind;

/**
 * Kraken: last trades and candles in US dollars, no key needed.
 *
 * <p>A candle is {@code [time s, open, high, low, close, vwap, volume, count]}, oldest first, never
 * more than the newest 720, of which the last is not over. The pair comes back under another name
 * than it was asked for, and errors come with HTTP 200. The last price is the last trade's, because
 * the ticker does not say how old its price is.
 */
final class KrakenSource extends HttpSource {
  KrakenSource(HttpFetcher http, Map<String, String> codes) {
    super(http, codes);
  }

  @Override
  public Optional<Quote> quote(Instrument instrument, Instant now) {
    return Optional.of(
        pair(
            "/0/public/Trades?count=1&pair=" + codes.of(instrument),
            trades -> {
              JsonNode last = trades.path(trades.size() - 1);
              BigDecimal seconds = Json.price(name, last.path(2), BigDecimal.TEN.pow(11));
              Instant time = Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
              return live(instrument, last.path(0), time);
            }));
  }

  @Override
  public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
    return pair(
        "/0/public/OHLC?pair=%s&interval=%d&since=%d"
            .formatted(
                codes.of(instrument),
                interval.length().toMinutes(),
                Math.max(0, from.getEpochSecond() - 1)),
        rows ->
            Json.finished(
                name,
                withoutNewest(Json.rows(name, rows, row -> bar(row, interval))),
                interval,
                from,
                now));
  }

  /** It is never over, whatever our clock says. */
  private static List<Bar> withoutNewest(List<Bar> bars) {
    bars.stream().max(Comparator.comparing(Bar::opensAt)).ifPresent(bars::remove);
    return bars;
  }

  /** What stands under the only key of the result that is not {@code last}. */
  private <T> T pair(String path, Function<JsonNode, T> read) {
    return http.get(
        path,
        answer -> {
          refuse(answer.path("error"));
          JsonNode result = answer.path("result");
          for (Iterator<Map.Entry<String, JsonNode>> i = result.fields(); i.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = i.next();
            if (!entry.getKey().equals("last")) {
              return read.apply(entry.getValue());
            }
          }
          throw Json.malformed(name, "no result", answer);
        });
  }

  private void refuse(JsonNode errors) {
    if (!errors.isArray()) {
      throw Json.malformed(name, "no list of errors", errors);
    }
    for (JsonNode error : errors) {
      String text = error.asText();
      if (text.startsWith("W")) {
        continue; // a warning; errors begin with E
      }
      Kind kind =
          text.contains("Unknown asset")
              ? Kind.UNKNOWN_SYMBOL
              : text.contains("denied") ? Kind.REFUSED : Kind.UNAVAILABLE;
      boolean tooOften = text.contains("Too many requests") || text.contains("Rate limit");
      throw new SourceException(
          kind,
          "%s: %s".formatted(name, Json.shown(error)),
          tooOften ? RetryAfter.TOO_OFTEN : null,
          null);
    }
  }

  private Bar bar(JsonNode row, Interval interval) {
    return Json.bar(
        name,
        Json.opening(name, row.path(0), 1, interval, http.now()),
        row.path(1),
        row.path(2),
        row.path(3),
        row.path(4),
        row.path(6));
  }
}
