package lowtide.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lowtide.chat.Audience;
import lowtide.secret.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health, metrics and the page over HTTP, by the JDK's own server: read only, on two threads of its
 * own, so that nobody who watches can slow what is watched.
 */
public final class WatchServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WatchServer.class);
  private static final int THREADS = 2;
  private static final int MOST_WAITING = 50;
  private static final Pattern CHART = Pattern.compile("/chart/([a-z]{1,12})-(dark|light)\\.png");
  private static final Pattern HERE =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\])(:[0-9]{1,5})?");

  private static final Map<String, String> FILES =
      Map.of("/style.css", "text/css; charset=utf-8", "/live.js", "text/javascript; charset=utf-8");

  /** Nothing from elsewhere, nothing inline, in nobody's frame. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self';"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cache-Control",
          "no-store");

  private final WatchSettings settings;
  private final Health health;
  private final Metrics metrics;
  private final StatusPage page;
  private final HttpServer server;
  private final ThreadPoolExecutor workers;
  private final Refusals refusals = new Refusals();

  private record Reply(int status, String type, byte[] body) {
    static Reply text(int status, String text) {
      return new Reply(
          status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Begins to listen.
   *
   * @throws IOException if the address is taken or not this machine's
   */
  public WatchServer(WatchSettings settings, Health health, Metrics metrics, StatusPage page)
      throws IOException {
    this.settings = settings;
    this.health = health;
    this.metrics = metrics;
    this.page = page;
    // Who sends slowly holds a thread no longer than this; read when the server is first made.
    System.setProperty("jdk.httpserver.maxConnections", "200");
    System.setProperty("sun.net.httpserver.maxReqHeaderSize", "16384");
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "20");
    server = HttpServer.create(new InetSocketAddress(settings.bind(), settings.port()), 16);
    workers =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread thread = new Thread(task, "watch");
              thread.setDaemon(true);
              return thread;
            });
    workers.allowCoreThreadTimeOut(true);
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
    log.info("can be watched at http://{}:{}/", settings.bind(), port());
  }

  /** The one it listens at, where the settings leave the choice. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      Reply reply;
      try {
        reply = reply(exchange);
      } catch (RuntimeException e) {
        log.warn("{} is not answered", exchange.getRequestURI().getPath(), e);
        reply = Reply.text(500, "Something went wrong here; it has been logged.");
      }
      HEADERS.forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), head ? -1 : reply.body().length);
      if (!head) {
        exchange.getResponseBody().write(reply.body());
      }
    } catch (IOException e) {
      log.debug("whoever asked is gone", e);
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Reply.text(405, "Here one can only read.");
    }
    Secret token = settings.token();
    if (token == null) {
      // A page from elsewhere must not read this one through a name that leads here.
      // Browsers always say by which name they came; a supervisor that speaks HTTP/1.0 need not.
      String host = exchange.getRequestHeaders().getFirst("Host");
      if (host != null && !HERE.matcher(host).matches()) {
        return Reply.text(421, "This is asked for as localhost.");
      }
    } else if (!knows(exchange, token)) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Lowtide\"");
      return Reply.text(
          401, "A token is needed: as a bearer token, or as the password of any user.");
    }
    return at(exchange.getRequestURI().getPath());
  }

  private Reply at(String path) throws IOException {
    Matcher chart = CHART.matcher(path);
    if (chart.matches()) {
      Audience.Look look = chart.group(2).equals("dark") ? Audience.Look.DARK : Audience.Look.LIGHT;
      Optional<byte[]> png = page.chart(chart.group(1), look);
      return png.isPresent()
          ? new Reply(200, "image/png", png.get())
          : Reply.text(404, "There is no such chart now.");
    }
    String type = FILES.get(path);
    if (type != null) {
      return new Reply(200, type, file(path));
    }
    return switch (path) {
      case "/" -> new Reply(200, "text/html; charset=utf-8", page.page());
      case "/healthz" -> state(health.dead(), "alive");
      case "/readyz" -> state(health.unready(), "ready");
      case "/metrics" ->
          new Reply(
              200,
              "text/plain; version=0.0.4; charset=utf-8",
              metrics.scrape().getBytes(StandardCharsets.UTF_8));
      default ->
          Reply.text(404, "There is nothing here. There are /, /healthz, /readyz and /metrics.");
    };
  }

  private static Reply state(List<String> problems, String well) {
    return problems.isEmpty()
        ? Reply.text(200, well)
        : Reply.text(503, String.join("\n", problems));
  }

  private static byte[] file(String path) throws IOException {
    try (InputStream in = WatchServer.class.getResourceAsStream("/lowtide/watch" + path)) {
      if (in == null) {
        throw new IOException("not packaged: " + path);
      }
      return in.readAllBytes();
    }
  }

  private boolean knows(HttpExchange exchange, Secret token) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null) {
      return false; // a browser that does not know yet that it has to
    }
    // Takes as long wherever they differ.
    boolean right =
        MessageDigest.isEqual(
            given(header).getBytes(StandardCharsets.UTF_8),
            token.reveal().getBytes(StandardCharsets.UTF_8));
    if (!right) {
      refusals.note(exchange.getRemoteAddress().getAddress());
    }
    return right;
  }

  /** Empty where it cannot be read: no token is. */
  private static String given(String header) {
    if (header.startsWith("Bearer ")) {
      return header.substring("Bearer ".length()).strip();
    }
    if (!header.startsWith("Basic ")) {
      return "";
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring("Basic ".length()).strip()),
              StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
    try {
      var ended = workers.awaitTermination(Duration.ofSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
