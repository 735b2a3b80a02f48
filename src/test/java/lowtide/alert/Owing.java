package lowtide.alert;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform;
import lowtide.chat.Message;
import lowtide.chat.SeenUpdates;
import lowtide.chat.Whereabouts;
import lowtide.signal.Explanation;
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sql.SqlOutbox;
import lowtide.store.sql.SqlSeenUpdates;
import lowtide.store.sql.SqlSubscriptions;
import lowtide.store.sql.SqlWhereabouts;
import lowtide.store.sql.StoreContract;
import lowtide.store.sqlite.SqliteDatabase;

/**
 * A real store that owes alerts to chats, with a clock to be moved: what a platform's answers are
 * to change.
 */
public final class Owing implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-03-02T15:00:00Z");

  private final SqliteDatabase database;
  private final SqlAlertStore alerts;
  private final SqlOutbox outbox;
  private final SqlSubscriptions subscriptions;
  private volatile Instant now = START;
  private int owed;

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  public Owing(Path folder) {
    database = SqliteDatabase.open(folder);
    alerts = new SqlAlertStore(database, clock, DeliverySettings.DEFAULT);
    outbox = SqlOutbox.open(database, now);
    subscriptions = new SqlSubscriptions(database);
  }

  public SeenUpdates seen() {
    return new SqlSeenUpdates(database, clock);
  }

  public Whereabouts whereabouts() {
    return new SqlWhereabouts(database, clock);
  }

  public Dispatcher dispatcher(ChatPlatform platform) {
    return new Dispatcher(
        platform, outbox, "node", rule -> "BTC $117,300", clock, clock, new SplittableRandom(1));
  }

  public Clock clock() {
    return clock;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  public void subscribe(ChatId... chats) {
    for (ChatId chat : chats) {
      subscriptions.set(chat, EnumSet.of(Topic.LEVELS));
    }
  }

  /** One alert to all who subscribed. */
  public void owe() {
    owed++;
    Message message = Message.titled("BTC below $116,000 #" + owed).build();
    alerts.commit(
        StoreContract.revision(alerts),
        Map.of(),
        List.of(
            new Alert(
                "levels:BTC",
                "BREACH",
                Topic.LEVELS,
                "BTC",
                START.plusSeconds(owed),
                List.of(),
                Map.of(),
                message,
                Explanation.of("x").sample("1").asOf(START).build())),
        List.of(),
        START);
  }

  public Outbox.Counts counts() {
    return outbox.counts();
  }

  /** What is owed: to whom, after how many attempts, and why not yet. */
  public List<Outbox.Entry> waiting() {
    return outbox.list(Outbox.State.OWED, 100);
  }

  public List<Outbox.Entry> refused() {
    return outbox.list(Outbox.State.DEAD, 100);
  }

  public Optional<String> inactive(ChatId chat) {
    return subscriptions.inactive(chat);
  }

  public Set<Topic> topics(ChatId chat) {
    return subscriptions.of(chat);
  }

  @Override
  public void close() {
    database.close();
  }
}
