package lowtide.market.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;

/**
 * Tiingo: sessions of exchange-traded funds, with a key.
 *
 * <p>Its closes are as they were paid, and its adjusted ones lack dividends: so each is divided by
 * the split factors of the sessions behind it, up to the newest. Fifty requests an hour without
 * paying.
 */
final class TiingoSource extends HttpSource {
  TiingoSource(HttpFetcher http, Map<String, String> codes) {
    super(http, codes);
  }

  @Override
  public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
    if (interval != Interval.DAY) {
      return List.of();
    }
    return http.get(
        "/tiingo/daily/%s/prices?format=json&startDate=%s"
            .formatted(codes.of(instrument), LocalDate.ofInstant(from, ZoneOffset.UTC)),
        rows -> Json.sessions(name, adjusted(Json.array(name, rows)), from, now));
  }

  private List<Bar> adjusted(JsonNode rows) {
    List<Bar> bars = new ArrayList<>();
    double factor = 1;
    for (int i = rows.size() - 1; i >= 0; i--) {
      JsonNode row = rows.get(i);
      bars.add(bar(row, factor));
      JsonNode split = row.path("splitFactor");
      factor *= split.isMissingNode() ? 1 : Json.price(name, split).doubleValue();
    }
    return bars;
  }

  private Bar bar(JsonNode row, double factor) {
    return new Bar(
        midnight(LocalDate.ofInstant(Instant.parse(row.path("date").asText()), ZoneOffset.UTC)),
        Json.price(name, row.path("open")).doubleValue() / factor,
        Json.price(name, row.path("high")).doubleValue() / factor,
        Json.price(name, row.path("low")).doubleValue() / factor,
        Json.price(name, row.path("close")).doubleValue() / factor,
        Json.volume(row.path("volume")) * factor);
  }
}
