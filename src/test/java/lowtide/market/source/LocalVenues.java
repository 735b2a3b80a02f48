package lowtide.market.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import lowtide.market.Instrument;
import lowtide.market.Series;

/**
 * Local servers that play recorded bars in the shapes of the real venues, by a clock.
 *
 * <p>What they answer, {@link PlayedMarket} says. A venue can be told to fail.
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

  private final PlayedMarket market;
  private final Map<Venue, HttpServer> servers = new EnumMap<>(Venue.class);
  private final Map<Venue, Fault> faults = Collections.synchronizedMap(new EnumMap<>(Venue.class));
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong requests = new AtomicLong();

  public LocalVenues(Map<Instrument, Series> daily, Map<Instrument, Series> hourly, Clock clock)
      throws IOException {
    this.market = new PlayedMarket(daily, hourly, clock);
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
        default -> send(exchange, 200, market.answer(venue, exchange.getRequestURI(), fault));
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

  @Override
  public void close() {
    servers.values().forEach(server -> server.stop(0));
    threads.shutdownNow();
  }
}
