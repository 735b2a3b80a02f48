package lowtide.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A chat platform over HTTP that remembers what it took, and fails now and then in many ways. */
final class ChaosServer implements AutoCloseable {
  /** How requests are treated. */
  enum Mood {
    GOOD,
    /** One in 25 is refused, in one of several ways. */
    MIXED,
    STORM,
    ERRORS,
    RESETS,
    /** Nothing is ever answered. */
    SILENCE
  }

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Random random;
  private final Map<String, List<String>> taken = new LinkedHashMap<>();
  private volatile Mood mood = Mood.MIXED;
  private int refused;

  ChaosServer(long seed) throws IOException {
    random = new Random(seed);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::take);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void now(Mood next) {
    mood = next;
  }

  /** What each chat got, in order, repetitions included. */
  synchronized Map<String, List<String>> taken() {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    taken.forEach((chat, messages) -> copy.put(chat, new ArrayList<>(messages)));
    return copy;
  }

  synchronized int refused() {
    return refused;
  }

  private void take(HttpExchange exchange) throws IOException {
    String[] parts = exchange.getRequestURI().getRawQuery().split("&", 2);
    String chat = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
    String message = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
    Mood treated;
    synchronized (this) {
      treated = mood == Mood.MIXED ? mixed() : mood;
      if (treated == Mood.GOOD) {
        taken.computeIfAbsent(chat, key -> new ArrayList<>()).add(message);
      } else {
        refused++;
      }
    }
    switch (treated) {
      case GOOD, MIXED -> answer(exchange, 200, "ok");
      case STORM -> answer(exchange, 429, "1");
      case ERRORS -> answer(exchange, 502, "bad gateway");
      case RESETS -> exchange.close();
      case SILENCE -> {} // stays open as long as the server lives
    }
  }

  private Mood mixed() {
    int dice = random.nextInt(100);
    return dice < 2 ? Mood.ERRORS : dice < 3 ? Mood.STORM : dice < 4 ? Mood.RESETS : Mood.GOOD;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      // Who asked was killed meanwhile.
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
