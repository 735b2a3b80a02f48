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
 * Bitstamp: last trades and candles in US dollars since 2011, no key needed.
 *
 * <p>Candles are objects of strings, oldest first, at most 1,000 a request.
 */
final class BitstampSource extends HttpSource {
  private static final int MOST_ROWS = 1_000;

  BitstampSource(HttpFetcher http, Map<String, String> codes) {
    super(http, codes);
  }

  @Override
  public Optional<Quote> quote(Instrument instrument, Instant now) {
    return Optional.of(
        http.get(
            "/api/v2/ticker/%s/".formatted(codes.of(instrument)),
            ticker -> {
              Instant time = Instant.ofEpochSecond(Json.whole(name, ticker.path("timestamp")));
              return live(instrument, ticker.path("last"), time);
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
                Json.rows(name, answer.path("data").path("ohlc"), row -> bar(row, interval)),
                interval,
                start,
                now));
  }

  private Bar bar(JsonNode row, Interval interval) {
    return Json.bar(
        name,
        Json.opening(name, row.path("timestamp"), 1, interval, http.now()),
        row.path("open"),
        row.path("high"),
        row.path("low"),
        row.path("close"),
        row.path("volume"));
  }
}
