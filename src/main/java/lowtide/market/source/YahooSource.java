package lowtide.market.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Quote;
import lowtide.market.SourceException;

/**
 * Yahoo's chart service (v8): sessions of exchange-traded funds, adjusted for splits but not for
 * dividends.
 *
 * <p>A bar is dated in the exchange's zone: its timestamp is the session's open. The last rows may
 * be null, the live session, or there twice; all three are left out.
 */
final class YahooSource extends HttpSource {
  YahooSource(HttpFetcher http, Map<String, String> codes) {
    super(http, codes);
  }

  @Override
  public Optional<Quote> quote(Instrument instrument, Instant now) {
    return Optional.of(
        chart(
            instrument,
            "range=1d&interval=1d",
            chart -> {
              JsonNode meta = chart.path("meta");
              return live(
                  instrument,
                  meta.path("regularMarketPrice"),
                  time(meta.path("regularMarketTime")));
            }));
  }

  @Override
  public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
    if (interval != Interval.DAY) {
      return List.of();
    }
    return chart(
        instrument,
        "period1=%d&period2=%d&interval=1d&events=div,splits"
            .formatted(from.getEpochSecond(), now.getEpochSecond()),
        chart -> sessions(chart, from, now));
  }

  private List<Bar> sessions(JsonNode chart, Instant from, Instant now) {
    ZoneId zone = ZoneId.of(chart.path("meta").path("exchangeTimezoneName").asText());
    JsonNode times = chart.path("timestamp");
    JsonNode quote = chart.path("indicators").path("quote").path(0);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      LocalDate session = LocalDate.ofInstant(time(times.get(i)), zone);
      if (quote.path("close").path(i).isNumber()) {
        bars.add(bar(session, quote, i));
      }
    }
    return Json.sessions(name, withoutRepeatedLast(bars), from, now);
  }

  private <T> T chart(Instrument instrument, String query, Function<JsonNode, T> read) {
    String code = codes.of(instrument);
    return http.get(
        "/v8/finance/chart/%s?%s".formatted(code, query),
        answer -> {
          JsonNode chart = answer.path("chart");
          JsonNode error = chart.path("error");
          if (!error.isNull() && !error.isMissingNode()) {
            String reason = error.path("code").asText("an error");
            throw new SourceException(
                reason.equals("Not Found")
                    ? SourceException.Kind.UNKNOWN_SYMBOL
                    : SourceException.Kind.REFUSED,
                "%s: %s for %s".formatted(name, reason, code));
          }
          JsonNode result = chart.path("result").path(0);
          if (!result.isObject()) {
            throw Json.malformed(name, "no result", chart);
          }
          return read.apply(result);
        });
  }

  private Instant time(JsonNode seconds) {
    return Instant.ofEpochSecond(Json.whole(name, seconds));
  }

  private Bar bar(LocalDate session, JsonNode quote, int i) {
    return new Bar(
        midnight(session),
        priceOrNaN(quote.path("open").path(i)),
        priceOrNaN(quote.path("high").path(i)),
        priceOrNaN(quote.path("low").path(i)),
        price(quote.path("close").path(i)),
        Json.volume(quote.path("volume").path(i)));
  }

  private double priceOrNaN(JsonNode node) {
    return node.isNumber() ? price(node) : Double.NaN;
  }

  /** Prices carry the noise of single precision: 299.9599914550781 was 299.96. */
  private double price(JsonNode node) {
    return Json.price(name, node).setScale(6, RoundingMode.HALF_EVEN).doubleValue();
  }

  /** The last session can come twice, the second time as the live quote. */
  private static List<Bar> withoutRepeatedLast(List<Bar> bars) {
    int n = bars.size();
    return n > 1 && bars.get(n - 1).opensAt().equals(bars.get(n - 2).opensAt())
        ? bars.subList(0, n - 1)
        : bars;
  }
}
