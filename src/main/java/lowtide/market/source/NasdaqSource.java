package lowtide.market.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;

/**
 * Nasdaq's website: sessions of exchange-traded funds, to a browser, no key needed.
 *
 * <p>Rows are strings such as {@code $1,185.92}, newest first; {@code N/A} stands for what is not
 * there. Whether its closes are adjusted for splits is not documented: known bars that are asked
 * for again show it. No last prices.
 */
final class NasdaqSource extends HttpSource {
  private static final int MOST_ROWS = 9_999;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("MM/dd/uuuu").withResolverStyle(ResolverStyle.STRICT);

  NasdaqSource(HttpFetcher http, Map<String, String> codes) {
    super(http, codes);
  }

  @Override
  public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
    if (interval != Interval.DAY) {
      return List.of();
    }
    return http.get(
        "/api/quote/%s/historical?assetclass=etf&fromdate=%s&todate=%s&limit=%d"
            .formatted(codes.of(instrument), date(from), date(now), MOST_ROWS),
        answer -> sessions(answer, from, now));
  }

  private static LocalDate date(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private List<Bar> sessions(JsonNode answer, Instant from, Instant now) {
    JsonNode code = answer.path("status").path("rCode");
    if (code.asInt() != 200) {
      throw Json.malformed(name, "not an answer", answer);
    }
    JsonNode table = answer.path("data").path("tradesTable");
    JsonNode rows = table.path("rows");
    if (table.isMissingNode() || table.isNull() || rows.isNull()) {
      // So it answers for a span without sessions, and for a fund it takes for a share.
      return List.of();
    }
    List<Bar> bars = new ArrayList<>();
    for (JsonNode row : Json.array(name, rows)) {
      if (!isAbsent(row.path("close"))) {
        bars.add(bar(row));
      }
    }
    return Json.sessions(name, bars, from, now);
  }

  private Bar bar(JsonNode row) {
    return new Bar(
        midnight(LocalDate.parse(row.path("date").asText(), DATE)),
        priceOrNaN(row.path("open")),
        priceOrNaN(row.path("high")),
        priceOrNaN(row.path("low")),
        price(row.path("close")),
        isAbsent(row.path("volume"))
            ? Double.NaN
            : Json.volume(Json.text(row.path("volume").asText().replace(",", ""))));
  }

  private static boolean isAbsent(JsonNode cell) {
    return cell.asText("").isBlank() || cell.asText().equals("N/A");
  }

  private double priceOrNaN(JsonNode cell) {
    return isAbsent(cell) ? Double.NaN : price(cell);
  }

  private double price(JsonNode cell) {
    return Json.price(name, Json.text(cell.asText().replaceAll("[$,]", ""))).doubleValue();
  }
}
