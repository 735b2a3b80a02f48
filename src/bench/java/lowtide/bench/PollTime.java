package lowtide.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.PriceFeed;
import lowtide.market.PriceHistory;
import lowtide.market.Series;
import lowtide.market.source.Limit;
import lowtide.market.source.LiveSources;
import lowtide.market.source.SourceSettings;
import lowtide.market.source.Venue;

/** A poll of last prices over HTTP, of venues that take their time to answer. */
final class PollTime {
  /** How long each venue takes, in ms; the last is the slowest. */
  private static final int[] DELAYS = {40, 70, 100};

  private static final Venue[] VENUES = {Venue.COINBASE, Venue.BITSTAMP, Venue.BINANCE};
  private static final int POLLS = 15;

  private PollTime() {}

  /** Of ten instruments at three venues each, median in ms. */
  static double tenTimesThree() {
    return poll(10);
  }

  /** Of one instrument at the same three, median in ms. */
  static double oneTimesThree() {
    return poll(1);
  }

  private static double poll(int instruments) {
    ExecutorService threads = Executors.newCachedThreadPool();
    List<HttpServer> servers = new ArrayList<>();
    try {
      Map<Venue, SourceSettings> settings = new LinkedHashMap<>();
      for (int v = 0; v < VENUES.length; v++) {
        HttpServer server = server(VENUES[v], DELAYS[v], threads);
        servers.add(server);
        settings.put(
            VENUES[v],
            new SourceSettings(
                VENUES[v],
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                null,
                new Limit(1_000, Duration.ofSeconds(1))));
      }
      List<LiveSources.Watched> watched = new ArrayList<>();
      for (int i = 0; i < instruments; i++) {
        Map<Venue, String> codes = new LinkedHashMap<>();
        for (Venue venue : VENUES) {
          codes.put(venue, "C" + i);
        }
        watched.add(
            new LiveSources.Watched(
                new Instrument("C" + i, "C" + i, Instrument.Kind.CRYPTO), codes));
      }
      PriceFeed feed =
          new PriceFeed(
              new LiveSources().of(watched, settings, Clock.systemUTC()), new NoHistory());
      double[] times = new double[POLLS];
      for (int i = -5; i < POLLS; i++) {
        long begin = System.nanoTime();
        feed.pollQuotes(feed.instruments(), Clock.systemUTC().instant());
        times[Math.max(0, i)] = (System.nanoTime() - begin) / 1e6;
      }
      if (!feed.troubles().isEmpty()) {
        throw new IllegalStateException("polls failed: " + feed.troubles());
      }
      Arrays.sort(times);
      return times[POLLS / 2];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      servers.forEach(server -> server.stop(0));
      threads.shutdownNow();
    }
  }

  private static HttpServer server(Venue venue, int delay, ExecutorService threads)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Thread.sleep(delay);
            Instant now = Clock.systemUTC().instant();
            String text =
                switch (venue) {
                  case COINBASE -> "{\"price\":\"100\",\"time\":\"%s\"}".formatted(now);
                  case BITSTAMP ->
                      "{\"last\":\"100\",\"timestamp\":\"%d\"}".formatted(now.getEpochSecond());
                  default -> "[{\"price\":\"100\",\"time\":%d}]".formatted(now.toEpochMilli());
                };
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    return server;
  }

  /** Bars are no part of this. */
  private static final class NoHistory implements PriceHistory {
    @Override
    public Written write(Instrument i, Interval interval, List<Bar> bars, String source) {
      return new Written(0, 0, 0);
    }

    @Override
    public Series bars(Instrument instrument, Interval interval, Instant from) {
      return Series.empty(instrument, interval);
    }

    @Override
    public String source(Instrument instrument, Interval interval) {
      return "nowhere";
    }
  }
}
