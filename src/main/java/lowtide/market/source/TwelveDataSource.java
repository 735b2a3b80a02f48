package lowtide.market.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.SourceException;
import lowtide.market.SourceException.Kind;

/**
 * Twelve Data: sessions of exchange-traded funds, with a key, adjusted for splits.
 *
 * <p>Values are objects of strings; errors come with HTTP 200 and a code of their own. Eight
 * requests a minute without paying.
 */
final class TwelveDataSource extends HttpSource {
  private static final int MOST_ROWS = 5_000;

  TwelveDataSource(HttpFetcher http, Map<String, String> codes) {
    super(http, codes);
  }

  @Override
  public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
    if (interval != Interval.DAY) {
      return List.of();
    }
    return http.get(
        "/time_series?symbol=%s&interval=1day&order=ASC&outputsize=%d&start_date=%s"
            .formatted(codes.of(instrument), MOST_ROWS, LocalDate.ofInstant(from, ZoneOffset.UTC)),
        answer -> {
          refuse(answer);
          return Json.sessions(name, Json.rows(name, answer.path("values"), this::bar), from, now);
        });
  }

  private void refuse(JsonNode answer) {
    if (answer.path("status").asText().equals("error")) {
      int code = answer.path("code").asInt();
      throw new SourceException(
          code == 429 || code >= 500
              ? Kind.UNAVAILABLE
              : code == 400 || code == 404 ? Kind.UNKNOWN_SYMBOL : Kind.REFUSED,
          "%s: %d, %s".formatted(name, code, Json.shown(answer.path("message"))),
          code == 429 ? RetryAfter.TOO_OFTEN : null,
          null);
    }
  }

  private Bar bar(JsonNode row) {
    return Json.bar(
        name,
        midnight(LocalDate.parse(row.path("datetime").asText())),
        row.path("open"),
        row.path("high"),
        row.path("low"),
        row.path("close"),
        row.path("volume"));
  }
}
