package lowtide.market.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.PriceSource;
import lowtide.market.SourceException;
import lowtide.market.SourceException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The live sources over real HTTP against a server that behaves, and misbehaves, as known. */
class LiveSourcesTest {
  private static final Instant NOW = Instant.parse("2025-07-14T22:30:00Z");
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instrument IWM = new Instrument("IWM", "Russell", Instrument.Kind.EQUITY);

  private final List<String> asked = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String body = "";
  private Map<String, String> headers = Map.of();

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext(
        "/",
        exchange -> {
          synchronized (asked) {
            asked.add(exchange.getRequestURI().toString());
            String tag = exchange.getRequestHeaders().getFirst("If-None-Match");
            conditions.add(tag == null ? "-" : tag);
          }
          headers.forEach(exchange.getResponseHeaders()::add);
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private PriceSource coinbase() {
    return Venue.COINBASE.source(http(Venue.COINBASE, url()), Map.of("BTC", "BTC-USD"));
  }

  private PriceSource yahoo() {
    return Venue.YAHOO.source(http(Venue.YAHOO, url()), Map.of("IWM", "IWM"));
  }

  private static HttpFetcher http(Venue venue, URI url) {
    SourceSettings settings = new SourceSettings(venue, url, null, venue.limit());
    return new HttpFetcher(
        settings,
        venue.headers(settings),
        HttpFetcher.client(),
        Clock.fixed(NOW, ZoneOffset.UTC),
        Duration.ofMillis(700));
  }

  private static long hour(int n) {
    return Instant.parse("2025-07-14T00:00:00Z").plus(Duration.ofHours(n)).getEpochSecond();
  }

  private List<Bar> hours() {
    return coinbase().bars(BTC, Interval.HOUR, Instant.parse("2025-07-14T20:00:00Z"), NOW);
  }

  @Test
  void coinbaseGivesFinishedCandlesInOrder() {
    body =
        "[[%d,119,121,120,120.5,7],[%d,118,121,119,120,6],[%d,117,120,118,119,5],[%d,1,2,1,2,1]]"
            .formatted(hour(22), hour(21), hour(20), hour(19));

    assertThat(hours())
        .containsExactly(
            new Bar(Instant.ofEpochSecond(hour(20)), 118, 120, 117, 119, 5),
            new Bar(Instant.ofEpochSecond(hour(21)), 119, 121, 118, 120, 6));
    assertThat(asked.get(0)).startsWith("/products/BTC-USD/candles?granularity=3600&start=");
  }

  @Test
  void aCloseOutsideItsCandleIsRefused() {
    body = "[[%d,119,121,120,500,7]]".formatted(hour(20));

    assertThat(catchThrowableOfType(SourceException.class, this::hours).kind())
        .isEqualTo(Kind.MALFORMED);
  }

  @Test
  void coinbaseGivesTheLastTrade() {
    body = "{\"price\":\"119842.17\",\"time\":\"2025-07-14T22:29:58.5Z\",\"bid\":\"1\"}";

    var quote = coinbase().quote(BTC, NOW).orElseThrow();

    assertThat(quote.price().toPlainString()).isEqualTo("119842.17");
    assertThat(quote.source()).isEqualTo("Coinbase");
    assertThat(quote.isStale(NOW)).isFalse();
    assertThat(quote.isStale(NOW.plusSeconds(119))).isTrue();
  }

  /** 2025-07-10 to -15 as Yahoo gives them: a null, the last session twice. */
  private static String chart(String closes) {
    StringBuilder times = new StringBuilder();
    for (int day : new int[] {10, 11, 14, 14}) {
      times
          .append(times.length() == 0 ? "" : ",")
          .append(Instant.parse("2025-07-%dT13:30:00Z".formatted(day)).getEpochSecond());
    }
    return """
        {"chart":{"result":[{"meta":{"currency":"USD","symbol":"IWM","exchangeTimezoneName":"America/New_York",
        "regularMarketPrice":222.5,"regularMarketTime":1752523200},"timestamp":[%s],
        "indicators":{"quote":[{"open":[1,null],"high":[],"low":[],"close":%s,"volume":[5]}]}}],"error":null}}
        """
        .formatted(times, closes);
  }

  @Test
  void yahooDatesSessionsInNewYorkAndLeavesOutNullsAndTheRepeatedLast() {
    body = chart("[221.25,null,223.5,223.75]");

    List<Bar> bars = yahoo().bars(IWM, Interval.DAY, Instant.parse("2025-07-01T00:00:00Z"), NOW);

    assertThat(bars)
        .extracting(bar -> LocalDate.ofInstant(bar.opensAt(), ZoneOffset.UTC) + " " + bar.close())
        .containsExactly("2025-07-10 221.25", "2025-07-14 223.5");
  }

  @Test
  void yahooLeavesOutTheSessionThatIsStillOpen() {
    body = chart("[221.25,222,223.5,223.75]");

    List<Bar> bars =
        yahoo()
            .bars(
                IWM,
                Interval.DAY,
                Instant.parse("2025-07-01T00:00:00Z"),
                Instant.parse("2025-07-14T19:59:00Z"));

    assertThat(bars).hasSize(2);
  }

  @Test
  void yahooSaysWhichSymbolItDoesNotKnow() {
    body = "{\"chart\":{\"result\":null,\"error\":{\"code\":\"Not Found\",\"description\":\"x\"}}}";

    SourceException e = catchThrowableOfType(SourceException.class, () -> yahoo().quote(IWM, NOW));

    assertThat(e.kind()).isEqualTo(Kind.UNKNOWN_SYMBOL);
    assertThat(e).hasMessageContaining("Not Found");
  }

  @Test
  void whatHasNotChangedNeedNotBeSentAgain() {
    body = "{\"price\":\"119842.17\",\"time\":\"2025-07-14T22:29:58.5Z\"}";
    headers = Map.of("ETag", "\"v1\"");
    PriceSource source = coinbase();
    assertThat(source.quote(BTC, NOW)).isPresent();

    status = 304;
    body = "";
    assertThat(source.quote(BTC, NOW).orElseThrow().price()).isEqualByComparingTo("119842.17");
    assertThat(conditions).containsExactly("-", "\"v1\"");

    // A server that says so of what it never sent makes no sense.
    assertThat(catchThrowableOfType(SourceException.class, this::hours).kind())
        .isEqualTo(Kind.MALFORMED);
  }

  @Test
  void aRedirectAwayFromTheHostMustBeHttps() {
    status = 302;
    headers = Map.of("Location", "http://169.254.169.254/latest");

    assertThat(catchThrowableOfType(SourceException.class, () -> coinbase().quote(BTC, NOW)).kind())
        .isEqualTo(Kind.REFUSED);
    headers = Map.of("Location", "https://127.0.0.2/inside");
    assertThat(catchThrowableOfType(SourceException.class, () -> coinbase().quote(BTC, NOW)))
        .hasMessageContaining("private address");
  }
}
