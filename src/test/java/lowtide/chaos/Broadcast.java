package lowtide.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import lowtide.alert.Alert;
import lowtide.alert.DeliverySettings;
import lowtide.alert.Dispatcher;
import lowtide.alert.Subscription;
import lowtide.alert.Topic;
import lowtide.chat.ChatId;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Nodes;
import lowtide.chat.Whereabouts;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.chat.telegram.TelegramPlatform;
import lowtide.signal.Explanation;
import lowtide.store.postgres.LocalPostgres;
import lowtide.store.postgres.PostgresDatabase;
import lowtide.store.postgres.PostgresNodes;
import lowtide.store.postgres.PostgresSettings;
import lowtide.store.sql.Database;
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sql.SqlOutbox;
import lowtide.store.sql.SqlSeenUpdates;
import lowtide.store.sql.SqlSubscriptions;
import lowtide.store.sql.StoreContract;
import lowtide.store.sqlite.SqliteDatabase;

/** An alert to very many chats over a local Telegram, and what people who ask meanwhile notice. */
final class Broadcast {
  private static final int CHATS = 100_000;
  private static final int OUR_RATE = 27;
  private static final int TELEGRAMS_RATE = 30;
  private static final double MOST_ENQUEUED_MS = 300;
  private static final Clock CLOCK = Clock.systemUTC();
  private static final long ASKER = 5_000_000;

  private Broadcast() {}

  record Result(
      int nodes,
      double enqueuedMs,
      double mostEnqueuedMs,
      int sent,
      double perSecond,
      int overLimit,
      int refused,
      int replies,
      double medianMs,
      double p99Ms,
      long heapMb) {
    /** Whatever the machine is busy with. */
    boolean isRight() {
      return overLimit == 0 && refused == 0 && sent > 0 && replies > 0;
    }

    /** On a machine that does nothing else. */
    boolean isFast() {
      return enqueuedMs < mostEnqueuedMs
          && perSecond >= .95 * OUR_RATE
          && medianMs < 50
          && p99Ms < 250;
    }

    @Override
    public String toString() {
      return ("broadcast by %d to %,d chats owed in %.0f ms (median of 5); %,d sent in the time,"
              + " %.1f a second of %d that we allow ourselves (Telegram %d); %d messages over"
              + " Telegram's limit, %d refused; %d replies meanwhile, median %.0f ms, p99 %.0f"
              + " ms; heap %d MB; %s")
          .formatted(
              nodes,
              CHATS,
              enqueuedMs,
              sent,
              perSecond,
              OUR_RATE,
              TELEGRAMS_RATE,
              overLimit,
              refused,
              replies,
              medianMs,
              p99Ms,
              heapMb,
              isRight() ? isFast() ? "good" : "right, but slower than asked for" : "NOT GOOD");
    }
  }

  /** By one process, from a file. */
  static Result run(Duration span) throws Exception {
    Path data = Files.createTempDirectory("lowtide-broadcast").resolve("data");
    try (SqliteDatabase database = SqliteDatabase.open(data)) {
      return run(span, database, List.of(Nodes.ALONE), CLOCK, MOST_ENQUEUED_MS);
    }
  }

  /** By two nodes that have one limit between them; how long it takes to owe it is the server's. */
  static Result runByTwoNodes(Duration span) throws Exception {
    PostgresSettings settings = LocalPostgres.database();
    try (PostgresDatabase database = PostgresDatabase.open(settings);
        PostgresNodes one = PostgresNodes.join(database, settings, "one", () -> "");
        PostgresNodes two = PostgresNodes.join(database, settings, "two", () -> "")) {
      return run(span, database, List.of(one, two), one.clock(), Double.MAX_VALUE);
    }
  }

  private static Result run(
      Duration span, Database database, List<Nodes> nodes, Clock steady, double mostEnqueuedMs)
      throws Exception {
    double enqueued = enqueue(database);
    List<AutoCloseable> running = new ArrayList<>();
    try (LocalTelegram telegram = LocalTelegram.start()) {
      telegram.limit(TELEGRAMS_RATE);
      for (Nodes node : nodes) {
        running.add(sending(node, "node " + running.size(), database, steady, telegram));
      }
      Thread.sleep(2_000);
      Map<String, Long> asked = new HashMap<>();
      long end = System.nanoTime() + span.toNanos();
      for (long who = ASKER; System.nanoTime() < end; who++) {
        asked.put("" + who, System.nanoTime());
        telegram.say(who, "/ping");
        Thread.sleep(300);
      }
      Thread.sleep(2_000);
      for (AutoCloseable one : running) {
        one.close();
      }
      return result(enqueued, mostEnqueuedMs, nodes.size(), telegram, asked);
    }
  }

  /** How long it takes to owe an alert to all chats. */
  private static double enqueue(Database database) {
    List<Subscription> chats = new ArrayList<>();
    for (int i = 1; i <= CHATS; i++) {
      chats.add(new Subscription(ChatId.of("telegram", "" + i), EnumSet.allOf(Topic.class)));
    }
    new SqlSubscriptions(database).configure(chats);
    SqlAlertStore store = new SqlAlertStore(database, CLOCK, DeliverySettings.DEFAULT);
    double[] enqueued = new double[5];
    for (int i = 0; i < enqueued.length; i++) {
      // All that was owed before has been sent, as it is when the next alert comes.
      database.write(connection -> sendAll(connection, CLOCK.instant()));
      Instant at = CLOCK.instant();
      long begin = System.nanoTime();
      store.commit(StoreContract.revision(store), Map.of(), List.of(alert(at)), List.of(), at);
      enqueued[i] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(enqueued);
    return enqueued[enqueued.length / 2];
  }

  /** A node that sends what is owed until it is closed. */
  private static AutoCloseable sending(
      Nodes nodes, String name, Database database, Clock steady, LocalTelegram telegram) {
    CommandSpec ping = new CommandSpec("ping", "Answers", List.of(), true);
    TelegramPlatform platform =
        new TelegramPlatform(
            telegram.settings(),
            List.of(ping),
            new SqlSeenUpdates(database, CLOCK),
            Whereabouts.FORGOTTEN,
            CLOCK,
            nodes);
    platform.start(request -> Optional.of(Message.titled("pong").build()));
    Dispatcher dispatcher =
        new Dispatcher(
            platform,
            SqlOutbox.open(database, steady.instant()),
            name,
            rule -> rule,
            steady,
            CLOCK,
            new SplittableRandom());
    Thread sending = new Thread(dispatcher::deliver);
    sending.start();
    return () -> {
      dispatcher.stop();
      sending.join(TimeUnit.SECONDS.toMillis(30));
      platform.close();
    };
  }

  private static int sendAll(Connection connection, Instant at) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE outbox SET state = 'SENT', settled_at = ? WHERE state = 'OWED'")) {
      update.setLong(1, at.toEpochMilli());
      return update.executeUpdate();
    }
  }

  private static Alert alert(Instant at) {
    return new Alert(
        "levels:BTC",
        "BREACH",
        Topic.LEVELS,
        "BTC",
        at,
        List.of(),
        Map.of(),
        Message.titled("BTC below $116,000").build(),
        Explanation.of("BTC levels").sample("one price").asOf(at).build());
  }

  private static Result result(
      double enqueued,
      double mostEnqueuedMs,
      int nodes,
      LocalTelegram telegram,
      Map<String, Long> asked) {
    List<LocalTelegram.Sent> sent = telegram.sent();
    long[] all = sent.stream().mapToLong(LocalTelegram.Sent::nanos).sorted().toArray();
    int over = 0;
    for (int i = TELEGRAMS_RATE; i < all.length; i++) {
      over += all[i] - all[i - TELEGRAMS_RATE] < TimeUnit.SECONDS.toNanos(1) ? 1 : 0;
    }
    double[] waits =
        sent.stream()
            .filter(one -> asked.containsKey(one.chat()))
            .mapToDouble(one -> (one.nanos() - asked.get(one.chat())) / 1e6)
            .sorted()
            .toArray();
    double seconds = (all[all.length - 1] - all[0]) / 1e9;
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return new Result(
        nodes,
        enqueued,
        mostEnqueuedMs,
        all.length,
        (all.length - 1) / seconds,
        over,
        telegram.refusals(),
        waits.length,
        Arrays.stream(waits).skip(waits.length / 2).findFirst().orElse(Double.NaN),
        Arrays.stream(waits).skip((long) (waits.length * .99)).findFirst().orElse(Double.NaN),
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }
}
