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
 * Coin Metrics' community data: the daily ratio of market to realised value of a coin, no key
 * needed, licensed CC BY-NC, which its name says.
 *
 * <p>A code is the coin's, e.g. {@code btc}. A page has up to 10,000 days.
 */
final class CoinMetricsSource extends HttpSource {
  private static final String METRIC = "CapMVRVCur";
  private static final int MOST_ROWS = 10_000;

  CoinMetricsSource(HttpFetcher http, Map<String, String> codes) {
    super(http, codes);
  }

  @Override
  public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
    if (interval != Interval.DAY) {
      return List.of();
    }
    return http.get(
        "/v4/timeseries/asset-metrics?assets=%s&metrics=%s&frequency=1d&page_size=%d&start_time=%s&paging_from=start"
            .formatted(
                codes.of(instrument), METRIC, MOST_ROWS, LocalDate.ofInstant(from, ZoneOffset.UTC)),
        answer -> {
          List<Bar> days = new ArrayList<>();
          for (JsonNode row : Json.array(name, answer.path("data"))) {
            JsonNode value = row.path(METRIC);
            if (!value.isMissingNode() && !value.isNull()) {
              Instant day = Json.past(name, Instant.parse(row.path("time").asText()), http.now());
              days.add(Bar.ofClose(day, Json.price(name, value).doubleValue()));
            }
          }
          return Json.finished(name, days, interval, from, now);
        });
  }
}
