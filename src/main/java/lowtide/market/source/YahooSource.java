package lowtide.market.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
import lowtide.market.TradingCalendar;

/**
 * Yahoo's chart service (v8): sessions of exchange-traded funds, adjusted for splits but not for
 * dividends.
 *
 * <p>A bar is dated in the exchange's zone: its timestamp is the session's open. The last rows may
 * be null, the live session, or there twice; all three are left out.
 */
public final class YahooSource implements PriceSource {
  static final String NAME = "Yahoo";
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  private final Map<String, String> codes;
  private final HttpFetcher http;

  /**
   * @param codes symbol to Yahoo's ticker
   */
  public YahooSource(SourceSettings settings, Map<String, String> codes, Clock clock) {
    this(settings, codes, clock, HttpFetcher.TIMEOUT);
  }

  YahooSource(SourceSettings settings, Map<String, String> codes, Clock clock, Duration timeout) {
    this.codes = Map.copyOf(codes);
    this.http =
        new HttpFetcher(
            NAME,
            settings.url(),
            Map.of("User-Agent", "Mozilla/5.0 (compatible; Lowtide)"),
            clock,
            timeout);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Quote> quote(Instrument instrument, Instant now) {
    JsonNode meta = chart(instrument, "range=1d&interval=1d").path("meta");
    JsonNode seconds = meta.path("regularMarketTime");
    if (!seconds.isIntegralNumber()) {
      throw Json.malformed(NAME, "not a time", seconds);
    }
    Instant time = Instant.ofEpochSecond(seconds.asLong());
    if (time.isAfter(now.plus(CLOCK_SKEW))) {
      throw Json.malformed(NAME, "a trade in the future", seconds);
    }
    return Optional.of(
        new Quote(
            instrument, Json.price(NAME, meta.path("regularMarketPrice")), time, NAME, Quote.LIVE));
  }

  @Override
  public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
    if (interval != Interval.DAY) {
      return List.of();
    }
    JsonNode result =
        chart(
            instrument,
            "period1=%d&period2=%d&interval=1d&events=div,splits"
                .formatted(from.getEpochSecond(), now.getEpochSecond()));
    ZoneId zone = zone(result.path("meta").path("exchangeTimezoneName"));
    JsonNode times = result.path("timestamp");
    JsonNode quote = result.path("indicators").path("quote").path(0);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      LocalDate session = session(times.get(i), zone);
      if (TradingCalendar.NEW_YORK.isSession(session)
          && !TradingCalendar.NEW_YORK.close(session).isAfter(now)
          && quote.path("close").path(i).isNumber()) {
        Bar bar = bar(session, quote, i);
        if (!bar.opensAt().isBefore(from)) {
          bars.add(bar);
        }
      }
    }
    return Json.ordered(NAME, withoutRepeatedLast(bars));
  }

  private JsonNode chart(Instrument instrument, String query) {
    String code = codes.get(instrument.symbol());
    if (code == null) {
      throw new SourceException(
          SourceException.Kind.REFUSED, NAME + ": has no code for " + instrument.symbol());
    }
    String path =
        "/v8/finance/chart/%s?%s".formatted(URLEncoder.encode(code, StandardCharsets.UTF_8), query);
    JsonNode chart = Json.tree(NAME, http.get(path)).path("chart");
    JsonNode error = chart.path("error");
    if (!error.isNull() && !error.isMissingNode()) {
      throw new SourceException(
          SourceException.Kind.REFUSED,
          "%s: %s for %s".formatted(NAME, error.path("code").asText("an error"), code));
    }
    JsonNode result = chart.path("result").path(0);
    if (!result.isObject()) {
      throw Json.malformed(NAME, "no result", chart);
    }
    return result;
  }

  private static ZoneId zone(JsonNode name) {
    try {
      return ZoneId.of(name.asText());
    } catch (DateTimeException e) {
      throw Json.malformed(NAME, "not a time zone", name);
    }
  }

  private static LocalDate session(JsonNode seconds, ZoneId zone) {
    if (!seconds.isIntegralNumber() || Math.abs(seconds.asLong()) > 1L << 36) {
      throw Json.malformed(NAME, "not a time", seconds);
    }
    return LocalDate.ofInstant(Instant.ofEpochSecond(seconds.asLong()), zone);
  }

  private static Bar bar(LocalDate session, JsonNode quote, int i) {
    try {
      return new Bar(
          session.atStartOfDay().toInstant(ZoneOffset.UTC),
          priceOrNaN(quote.path("open").path(i)),
          priceOrNaN(quote.path("high").path(i)),
          priceOrNaN(quote.path("low").path(i)),
          price(quote.path("close").path(i)),
          quote.path("volume").path(i).isNumber()
              ? quote.path("volume").path(i).asDouble()
              : Double.NaN);
    } catch (IllegalArgumentException e) {
      throw new SourceException(
          SourceException.Kind.MALFORMED,
          "%s: %s on %s".formatted(NAME, e.getMessage(), session),
          null,
          e);
    }
  }

  private static double priceOrNaN(JsonNode node) {
    return node.isNumber() ? price(node) : Double.NaN;
  }

  /** Prices carry the noise of single precision: 299.9599914550781 was 299.96. */
  private static double price(JsonNode node) {
    return Json.price(NAME, node).setScale(6, RoundingMode.HALF_EVEN).doubleValue();
  }

  /** The last session can come twice, the second time as the live quote. */
  private static List<Bar> withoutRepeatedLast(List<Bar> bars) {
    int n = bars.size();
    return n > 1 && bars.get(n - 1).opensAt().equals(bars.get(n - 2).opensAt())
        ? bars.subList(0, n - 1)
        : bars;
  }
}
