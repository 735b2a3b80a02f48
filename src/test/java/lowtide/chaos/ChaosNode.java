package lowtide.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import lowtide.alert.AlertDesk;
import lowtide.alert.AlertPolicy;
import lowtide.alert.DeliverySettings;
import lowtide.alert.Dispatcher;
import lowtide.alert.LevelRule;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.chat.RequestHandler;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.schedule.ClockSettings;
import lowtide.schedule.MarketClock;
import lowtide.schedule.Scheduler;
import lowtide.schedule.Task;
import lowtide.secret.Secret;
import lowtide.signal.LevelSettings;
import lowtide.store.StoreException;
import lowtide.store.postgres.PostgresDatabase;
import lowtide.store.postgres.PostgresNodes;
import lowtide.store.postgres.PostgresSettings;
import lowtide.store.sql.Database;
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sql.SqlOutbox;
import lowtide.store.sqlite.SqliteDatabase;

/**
 * The part of the bot that must not lose anything, as a process to be killed: scheduler, rule,
 * desk, store, outbox and dispatcher as they are, on every node at the same time. Every step of a
 * price that jumps over a level and back makes an alert, so what has to arrive is known: one for
 * each step, in this order, in every chat.
 *
 * <p>Arguments: data folder or JDBC address, port of the platform, steps in all, file that says by
 * how many milliseconds the clock is off.
 */
final class ChaosNode {
  static final Instant BEGIN = Instant.parse("2025-07-01T00:00:00Z");
  static final String PLATFORM = "telegram";

  private static final Duration EVERY = Duration.ofMillis(30);
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);

  private ChaosNode() {}

  public static void main(String[] args) throws InterruptedException {
    while (true) {
      try {
        work(args);
        return;
      } catch (StoreException e) {
        System.err.println("starts over: " + e.getMessage());
        Thread.sleep(300);
      }
    }
  }

  private static void work(String[] args) throws InterruptedException {
    Clock clock = new WrongClock(Path.of(args[3]));
    String node = UUID.randomUUID().toString();
    if (!args[0].startsWith("jdbc:")) {
      try (Database database = SqliteDatabase.open(Path.of(args[0]))) {
        Clock steady = new MarketClock(new ClockSettings(database.time(clock.instant()), 1));
        work(database, args, clock, steady, null, node);
      }
      return;
    }
    PostgresSettings settings = new PostgresSettings(args[0], "postgres", new Secret("postgres"));
    try (PostgresDatabase database = PostgresDatabase.open(settings);
        PostgresNodes nodes = PostgresNodes.join(database, settings, node, () -> "")) {
      work(database, args, clock, nodes.clock(), database.pool(), node);
    }
  }

  private static void work(
      Database database, String[] args, Clock clock, Clock steady, DataSource shared, String node)
      throws InterruptedException {
    int port = Integer.parseInt(args[1]);
    int steps = Integer.parseInt(args[2]);
    DeliverySettings delivery =
        new DeliverySettings(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(2));
    AlertDesk desk =
        new AlertDesk(
            List.of(new LevelRule(LevelSettings.of("BTC", List.of(new BigDecimal("116000"))), BTC)),
            AlertPolicy.NONE,
            new SqlAlertStore(database, clock, delivery));
    Dispatcher dispatcher =
        new Dispatcher(
            new Platform(port),
            SqlOutbox.open(database, steady.instant()),
            node,
            rule -> rule,
            steady,
            clock,
            new SplittableRandom());
    List<Task> tasks =
        List.of(
            Task.ofOneNode("look", EVERY, () -> look(desk, steps)),
            new Task("deliver", EVERY, dispatcher::deliver));
    try (Scheduler scheduler = new Scheduler(tasks, shared, node)) {
      scheduler.start();
      new CountDownLatch(1).await(); // until it is killed
    } finally {
      dispatcher.stop();
    }
  }

  private static void look(AlertDesk desk, int steps) {
    desk.catchUp();
    Instant at = desk.position().map(last -> last.plusSeconds(1)).orElse(BEGIN);
    long step = Duration.between(BEGIN, at).toSeconds();
    if (step <= steps) {
      desk.look(view(at, step));
    }
  }

  /** The price is above the level at first, and on the other side after every step. */
  private static MarketView view(Instant at, long step) {
    BigDecimal price = new BigDecimal(step % 2 == 0 ? "121000" : "110000");
    return new MarketView(
        at, Map.of(), Map.of(), Map.of(BTC, new Quote(BTC, price, at, "Chaos", Quote.LIVE)));
  }

  /** A wall clock that somebody sets. */
  private static final class WrongClock extends Clock {
    private final Path offBy;

    WrongClock(Path offBy) {
      this.offBy = offBy;
    }

    @Override
    public Instant instant() {
      try {
        String written = Files.exists(offBy) ? Files.readString(offBy) : "";
        return Instant.now().plusMillis(written.isEmpty() ? 0 : Long.parseLong(written));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("UTC only");
    }
  }

  /** Hands messages to the server. */
  private record Platform(int port) implements ChatPlatform {
    @Override
    public String name() {
      return PLATFORM;
    }

    @Override
    public void start(RequestHandler handler) {}

    @Override
    public Delivery send(ChatId chat, String notification, Message message) {
      try {
        HttpURLConnection connection =
            (HttpURLConnection)
                URI.create(
                        "http://127.0.0.1:%d/?%s&%s"
                            .formatted(port, encoded(chat.toString()), encoded(notification)))
                    .toURL()
                    .openConnection();
        connection.setConnectTimeout(2_000);
        connection.setReadTimeout(2_000);
        int status = connection.getResponseCode();
        if (status == 200) {
          return new Delivery.Sent(notification);
        }
        return status == 429
            ? new Delivery.RetryAfter(Duration.ofMillis(300), status % 2 == 0, "429")
            : new Delivery.Failed("HTTP " + status);
      } catch (IOException e) {
        return new Delivery.Failed(String.valueOf(e.getMessage()));
      } catch (UncheckedIOException e) {
        return new Delivery.Failed(e.getMessage());
      }
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public Health health() {
      return new Health(Health.State.UP, "chaos");
    }

    @Override
    public void close() {}
  }
}
