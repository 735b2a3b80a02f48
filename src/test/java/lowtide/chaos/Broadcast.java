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
import lowtide.chat.Whereabouts;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.chat.telegram.TelegramPlatform;
import lowtide.signal.Explanation;
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sql.SqlOutbox;
import lowtide.store.sql.SqlSeenUpdates;
import lowtide.store.sql.SqlSubscriptions;
import lowtide.store.sqlite.SqliteDatabase;

/** An alert to very many chats over a local Telegram, and what people who ask meanwhile notice. */
final class Broadcast {
  private static final int CHATS = 100_000;
  private static final int OUR_RATE = 27;
  private static final int TELEGRAMS_RATE = 30;
  private static final long ASKER = 5_000_000;

  private Broadcast() {}

  record Result(
      double enqueuedMs,
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
      return enqueuedMs < 300 && perSecond >= .95 * OUR_RATE && medianMs < 50 && p99Ms < 250;
    }

    @Override
    public String toString() {
      return ("broadcast to %,d chats owed in %.0f ms (median of 5); %,d sent in the time, %.1f a second of %d that"
              + " we allow ourselves (Telegram %d); %d messages over Telegram's limit, %d refused; %d"
              + " replies meanwhile, median %.0f ms, p99 %.0f ms; heap %d MB; %s")
          .formatted(
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

  static Result run(Duration span) throws Exception {
    Path data = Files.createTempDirectory("lowtide-broadcast").resolve("data");
    Clock clock = Clock.systemUTC();
    try (SqliteDatabase database = SqliteDatabase.open(data);
        LocalTelegram telegram = LocalTelegram.start()) {
      List<Subscription> chats = new ArrayList<>();
      for (int i = 1; i <= CHATS; i++) {
        chats.add(new Subscription(ChatId.of("telegram", "" + i), EnumSet.allOf(Topic.class)));
      }
      new SqlSubscriptions(database).configure(chats);
      SqlAlertStore store = new SqlAlertStore(database, clock, DeliverySettings.DEFAULT);
      double[] enqueued = new double[5];
      for (int i = 0; i < enqueued.length; i++) {
        // All that was owed before has been sent, as it is when the next alert comes.
        database.write(connection -> sendAll(connection, clock.instant()));
        Instant at = clock.instant();
        long begin = System.nanoTime();
        store.commit(Map.of(), List.of(alert(at)), List.of(), at);
        enqueued[i] = (System.nanoTime() - begin) / 1e6;
      }

      Arrays.sort(enqueued);
      telegram.limit(TELEGRAMS_RATE);
      CommandSpec ping = new CommandSpec("ping", "Answers", List.of(), true);
      try (TelegramPlatform platform =
          new TelegramPlatform(
              telegram.settings(),
              List.of(ping),
              new SqlSeenUpdates(database, clock),
              Whereabouts.FORGOTTEN,
              clock)) {
        platform.start(request -> Optional.of(Message.titled("pong").build()));
        Dispatcher dispatcher =
            new Dispatcher(
                platform,
                SqlOutbox.open(database, clock.instant()),
                "broadcast",
                rule -> rule,
                clock,
                clock,
                new SplittableRandom());
        Thread sending = new Thread(dispatcher::deliver);
        sending.start();
        Thread.sleep(2_000);
        Map<String, Long> asked = new HashMap<>();
        long end = System.nanoTime() + span.toNanos();
        for (long who = ASKER; System.nanoTime() < end; who++) {
          asked.put("" + who, System.nanoTime());
          telegram.say(who, "/ping");
          Thread.sleep(300);
        }
        Thread.sleep(2_000);
        dispatcher.stop();
        sending.join(TimeUnit.SECONDS.toMillis(30));
        return result(enqueued[enqueued.length / 2], telegram, asked);
      }
    }
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

  private static Result result(double enqueued, LocalTelegram telegram, Map<String, Long> asked) {
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
        enqueued,
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
