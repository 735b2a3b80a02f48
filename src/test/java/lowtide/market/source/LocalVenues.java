package lowtide.market.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Series;
import lowtide.market.source.Answers.Row;

/**
 * Local servers that play recorded bars in the shapes of the real venues, by a clock.
 *
 * <p>A last price is the close of the newest hour that is over, a little different from venue to
 * venue; bars that are not over are there too, as in reality. A venue can be told to fail.
 */
public final class LocalVenues implements AutoCloseable {
  /** The venues that are played, in the order in which the bot asks them. */
  public static final List<Venue> VENUES =
      List.of(
          Venue.COINBASE, Venue.KRAKEN, Venue.BINANCE, Venue.BITSTAMP, Venue.YAHOO, Venue.NASDAQ);

  /** How a venue fails. */
  public enum Fault {
    NONE,
    WEB_PAGE,
    TOO_MANY,
    BROKEN,
    EMPTY,
    CUT_OFF,
    HANG,
    CLOSE,
    BAD_TICK,
    OLD_TICK,
    BAN
  }

  private final Map<Instrument, Series> daily;
  private final Map<Instrument, Series> hourly;
  private final Clock clock;
  private final Map<Venue, HttpServer> servers = new EnumMap<>(Venue.class);
  private final Map<Venue, Fault> faults = Collections.synchronizedMap(new EnumMap<>(Venue.class));
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong requests = new AtomicLong();

  public LocalVenues(Map<Instrument, Series> daily, Map<Instrument, Series> hourly, Clock clock)
      throws IOException {
    this.daily = daily;
    this.hourly = hourly;
    this.clock = clock;
    for (Venue venue : VENUES) {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext("/", exchange -> serve(venue, exchange));
      server.start();
      servers.put(venue, server);
    }
  }

  public URI url(Venue venue) {
    return URI.create("http://127.0.0.1:" + servers.get(venue).getAddress().getPort());
  }

  public void fail(Venue venue, Fault fault) {
    faults.put(venue, fault);
  }

  public long requests() {
    return requests.get();
  }

  private void serve(Venue venue, HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      Fault fault = faults.getOrDefault(venue, Fault.NONE);
      switch (fault) {
        case WEB_PAGE -> send(exchange, 200, "<html>one moment</html>");
        case TOO_MANY -> {
          exchange.getResponseHeaders().add("Retry-After", "60");
          send(exchange, 429, "slow down");
        }
        case BROKEN -> send(exchange, 500, "{}");
        case EMPTY -> send(exchange, 200, "");
        case BAN -> send(exchange, 418, "{}");
        case CUT_OFF -> {
          exchange.sendResponseHeaders(200, 5_000);
          exchange.getResponseBody().write('[');
        }
        case HANG -> Thread.sleep(300);
        case CLOSE -> {}
        default -> send(exchange, 200, answer(venue, exchange.getRequestURI(), fault));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The client has had enough.
    } catch (RuntimeException e) {
      e.printStackTrace();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private String answer(Venue venue, URI uri, Fault fault) {
    Map<String, String> query = query(uri);
    String path = uri.getPath();
    Instrument instrument = instrument(venue, path, query);
    boolean bars =
        switch (venue) {
          case COINBASE -> path.endsWith("/candles");
          case KRAKEN -> path.endsWith("/OHLC");
          case BINANCE -> path.endsWith("/klines");
          case BITSTAMP -> path.contains("/ohlc/");
          case YAHOO -> query.containsKey("period1");
          default -> true;
        };
    if (!bars) {
      Instant now = clock.instant();
      double price = last(instrument, now) * skew(venue) * (fault == Fault.BAD_TICK ? .7 : 1);
      Instant time = fault == Fault.OLD_TICK ? now.minus(Duration.ofMinutes(30)) : now;
      return Answers.quote(venue, String.valueOf(price), time);
    }
    List<Row> rows = rows(venue, instrument, query);
    if (venue == Venue.COINBASE || venue == Venue.NASDAQ) {
      Collections.reverse(rows);
    }
    return Answers.bars(venue, rows);
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = uri.getQuery() == null ? "" : uri.getQuery();
    for (String pair : raw.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    return query;
  }

  private Instrument instrument(Venue venue, String path, Map<String, String> query) {
    String code =
        switch (venue) {
          case KRAKEN -> query.getOrDefault("pair", "");
          case BINANCE -> query.getOrDefault("symbol", "");
          case COINBASE -> path.split("/", -1)[2];
          case BITSTAMP, NASDAQ, YAHOO -> path.split("/", -1)[venue == Venue.NASDAQ ? 3 : 4];
          default -> "";
        };
    String wanted = code.toUpperCase(java.util.Locale.ROOT).replace("XBT", "BTC");
    return daily.keySet().stream()
        .filter(known -> wanted.startsWith(known.symbol()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + code + " in " + path));
  }

  /** A basis point up or down, so that no two venues agree to the cent. */
  private static double skew(Venue venue) {
    return switch (venue) {
      case KRAKEN -> 1.0001;
      case BINANCE -> .9999;
      default -> 1;
    };
  }

  private double last(Instrument instrument, Instant now) {
    Series hours = hourly.getOrDefault(instrument, Series.empty(instrument, Interval.HOUR));
    int n = hours.countUntil(now);
    if (n > 0) {
      return hours.close(n - 1);
    }
    Series days = daily.get(instrument);
    return days.close(Math.max(0, days.countUntil(now) - 1));
  }

  private List<Row> rows(Venue venue, Instrument instrument, Map<String, String> query) {
    Instant now = clock.instant();
    boolean hours =
        switch (venue) {
          case COINBASE -> query.get("granularity").equals("3600");
          case KRAKEN -> query.get("interval").equals("60");
          case BINANCE -> query.get("interval").equals("1h");
          case BITSTAMP -> query.get("step").equals("3600");
          default -> false;
        };
    Series series =
        hours
            ? hourly.getOrDefault(instrument, Series.empty(instrument, Interval.HOUR))
            : daily.get(instrument);
    Instant from =
        switch (venue) {
          case COINBASE -> Instant.parse(query.get("start"));
          case KRAKEN, BITSTAMP ->
              Instant.ofEpochSecond(
                  Long.parseLong(query.get(venue == Venue.KRAKEN ? "since" : "start")));
          case BINANCE -> Instant.ofEpochMilli(Long.parseLong(query.get("startTime")));
          case YAHOO -> Instant.ofEpochSecond(Long.parseLong(query.get("period1")));
          default -> Instant.parse(query.get("fromdate") + "T00:00:00Z");
        };
    Instant to = venue == Venue.COINBASE ? Instant.parse(query.get("end")) : now;
    int most =
        switch (venue) {
          case COINBASE -> 300;
          case KRAKEN -> 720;
          case BINANCE, BITSTAMP -> 1_000;
          default -> 10_000;
        };
    List<Row> rows = new ArrayList<>();
    int end = series.countUntil(now);
    for (int i = 0;
        i < end && rows.size() < (venue == Venue.KRAKEN ? Integer.MAX_VALUE : most);
        i++) {
      Instant opensAt = series.opensAt(i);
      if (!opensAt.isBefore(from) && !opensAt.isAfter(to)) {
        rows.add(row(series, i, skew(venue)));
      }
    }
    // The one that is not over: everywhere but where it is left out on request.
    if (end < series.size()
        && !series.opensAt(end).isAfter(now)
        && (rows.size() < most || venue == Venue.KRAKEN)
        && !series.opensAt(end).isAfter(to)
        && venue != Venue.BITSTAMP
        && venue != Venue.NASDAQ) {
      rows.add(Row.of(series.opensAt(end), 3 + last(instrument, now)));
    }
    return new ArrayList<>(rows.subList(Math.max(0, rows.size() - most), rows.size()));
  }

  private static Row row(Series series, int i, double skew) {
    double close = series.close(i) * skew;
    return new Row(
        series.opensAt(i),
        text(series.open(i) * skew, close),
        text(series.high(i) * skew, close),
        text(series.low(i) * skew, close),
        String.valueOf(close));
  }

  private static String text(double value, double close) {
    return String.valueOf(Double.isNaN(value) ? close : value);
  }

  @Override
  public void close() {
    servers.values().forEach(server -> server.stop(0));
    threads.shutdownNow();
  }
}
