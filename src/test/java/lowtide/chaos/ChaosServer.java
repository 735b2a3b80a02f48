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
  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Random random;
  private final Map<String, List<String>> taken = new LinkedHashMap<>();
  private volatile boolean failing = true;
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

  void works() {
    failing = false;
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
    int dice;
    synchronized (this) {
      dice = failing ? random.nextInt(100) : 99;
      if (dice < 4) {
        refused++;
      } else {
        taken.computeIfAbsent(chat, key -> new ArrayList<>()).add(message);
      }
    }
    if (dice < 2) {
      answer(exchange, 502, "bad gateway");
    } else if (dice < 3) {
      answer(exchange, 429, "1");
    } else if (dice < 4) {
      exchange.close(); // a reset: not taken, not answered
    } else {
      answer(exchange, 200, "ok");
    }
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
