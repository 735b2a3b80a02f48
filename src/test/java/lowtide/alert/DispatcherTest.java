package lowtide.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.chat.RequestHandler;
import lowtide.signal.Explanation;
import lowtide.store.StoreException;
import lowtide.store.sql.Database;
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sql.SqlOutbox;
import lowtide.store.sql.SqlSubscriptions;
import lowtide.store.sql.StoreContract;
import lowtide.store.sqlite.SqliteDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DispatcherTest {
  private static final Instant NOW = Instant.parse("2025-07-14T20:00:00Z");

  @TempDir private Path folder;
  private final SetClock clock = new SetClock(NOW);
  private final Platform platform = new Platform();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean storeFails;
  private SqliteDatabase database;
  private SqlAlertStore alerts;
  private SqlOutbox outbox;
  private Dispatcher dispatcher;

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(folder.resolve("data"));
    alerts = new SqlAlertStore(database, clock, DeliverySettings.DEFAULT);
    outbox = SqlOutbox.open(new Failing(), NOW);
    dispatcher = dispatcher("node 1");
  }

  @AfterEach
  void close() {
    dispatcher.stop();
    database.close();
  }

  private Dispatcher dispatcher(String node) {
    return new Dispatcher(
        platform,
        outbox,
        node,
        rule -> "BTC $117,300 (" + rule + ")",
        clock,
        clock,
        new SplittableRandom(1));
  }

  private void subscribe(int chats) {
    SqlSubscriptions subscriptions = new SqlSubscriptions(database);
    for (int i = 0; i < chats; i++) {
      subscriptions.set(ChatId.of("telegram", "" + i), EnumSet.allOf(Topic.class));
    }
  }

  private void owe(Topic topic, int number) {
    alerts.commit(
        StoreContract.revision(alerts),
        Map.of(),
        List.of(
            new Alert(
                "rule " + number % 2,
                "EVENT",
                topic,
                "BTC",
                NOW.plusSeconds(number),
                List.of(),
                Map.of(),
                Message.titled("#" + number).build(),
                Explanation.of("x").sample("1").asOf(NOW).build())),
        List.of(),
        NOW);
  }

  @Test
  void slowAnswersDoNotAddUpAcrossChatsAndEachChatKeepsItsOrder() {
    subscribe(8);
    owe(Topic.LEVELS, 9);
    dispatcher.deliver(); // the first of all goes alone
    for (int i = 0; i < 3; i++) {
      owe(Topic.LEVELS, i);
    }
    CountDownLatch together = new CountDownLatch(8);
    platform.answer =
        (chat, message) -> {
          together.countDown();
          try {
            // Ends only if eight are in flight at a time.
            assertThat(together.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return new Delivery.Sent("1");
        };

    dispatcher.deliver();

    assertThat(outbox.counts().sent()).isEqualTo(32);
    assertThat(platform.titles("3")).containsExactly("#9", "#0", "#1", "#2");
  }

  @Test
  void aPlatformThatAsksForSilenceGetsIt() {
    subscribe(40);
    owe(Topic.LEVELS, 0);
    platform.answer =
        (chat, message) -> new Delivery.RetryAfter(Duration.ofSeconds(37), true, "429");
    dispatcher.deliver();
    int asked = platform.calls();
    assertThat(asked).as("no more than were in flight").isLessThanOrEqualTo(8);

    platform.answer = (chat, message) -> new Delivery.Sent("1");
    clock.advance(Duration.ofSeconds(36));
    dispatcher.deliver();
    assertThat(platform.calls()).isEqualTo(asked);

    clock.advance(Duration.ofSeconds(2));
    dispatcher.deliver();
    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(0, 40, 0, 0, 0, 0));
  }

  @Test
  void aPauseOfOneChatHoldsUpNoOther() {
    subscribe(2);
    owe(Topic.LEVELS, 0);
    platform.answer =
        (chat, message) ->
            chat.chat().equals("0")
                ? new Delivery.RetryAfter(Duration.ofSeconds(37), false, "429")
                : new Delivery.Sent("1");

    dispatcher.deliver();

    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(1, 1, 0, 0, 0, 0));
  }

  @Test
  void whatWasSentIsNotSentAgainBecauseTheStoreCouldNotNoteItDown() throws Exception {
    subscribe(1);
    owe(Topic.LEVELS, 0);
    platform.answer =
        (chat, message) -> {
          storeFails = true;
          return new Delivery.Sent("1");
        };
    Thread sending =
        new Thread(
            () -> {
              try {
                dispatcher.deliver();
              } catch (StoreException claim) {
                // Whether more is owed could not be asked either.
                assertThat(claim).hasMessage("disk full");
              }
            });
    sending.start();
    await().until(() -> refusals.get() >= 3);
    assertThat(platform.calls()).isEqualTo(1);
    storeFails = false;
    sending.join();

    assertThat(outbox.counts().sent()).isEqualTo(1);
    assertThat(platform.calls()).isEqualTo(1);
  }

  @Test
  void whatIsNewsNoLongerIsToldAsMissedWithHowThingsStand() {
    subscribe(1);
    owe(Topic.PHASE, 0);
    owe(Topic.LEVELS, 1);
    platform.answer = (chat, message) -> new Delivery.Failed("HTTP 502");
    dispatcher.deliver();
    clock.advance(Duration.ofHours(2));
    platform.answer = (chat, message) -> new Delivery.Sent("1");
    int before = platform.calls();

    dispatcher.deliver();

    assertThat(platform.calls() - before).isEqualTo(1);
    assertThat(platform.titles("0"))
        .last()
        .isEqualTo("You missed 2 alerts; now: BTC $117,300 (rule 1)");
  }

  @Test
  void whatGrowsOldInTheHandIsNotSent() {
    subscribe(1);
    owe(Topic.LEVELS, 0);
    platform.answer =
        (chat, message) -> {
          if (platform.calls() == 1) {
            clock.advance(Duration.ofHours(2));
            return new Delivery.Paced(Duration.ofMillis(1), true);
          }
          return new Delivery.Sent("1");
        };

    dispatcher.deliver();

    assertThat(platform.titles("0")).last().asString().startsWith("You missed an alert; now: BTC");
  }

  @Test
  void aNodeThatWasFrozenBeyondItsLeaseDoesNotSend() {
    subscribe(1);
    owe(Topic.LEVELS, 0);
    platform.answer =
        (chat, message) -> {
          if (platform.calls() == 1) {
            // Asleep in the middle of the wait for its turn; another node has sent it meanwhile.
            clock.advance(Duration.ofSeconds(120));
            dispatcher("node 2").deliver();
            return new Delivery.Paced(Duration.ofMillis(1), true);
          }
          return new Delivery.Sent("2");
        };

    dispatcher.deliver();

    assertThat(platform.calls()).as("the paced one and node 2's").isEqualTo(2);
    assertThat(outbox.counts().sent()).isEqualTo(1);
  }

  @Test
  void aTokenThatIsRefusedStopsItAndLosesNothing() {
    subscribe(3);
    owe(Topic.LEVELS, 0);
    platform.answer = (chat, message) -> new Delivery.Unauthorized("401");
    dispatcher.deliver();
    int calls = platform.calls();
    dispatcher.deliver();

    assertThat(platform.calls()).isEqualTo(calls);
    assertThat(outbox.counts().owed()).isEqualTo(3);
  }

  /** Answers as told and remembers what came. */
  private static final class Platform implements ChatPlatform {
    private final Map<String, List<String>> titles = new ConcurrentHashMap<>();
    private volatile BiFunction<ChatId, Message, Delivery> answer =
        (chat, message) -> new Delivery.Sent("1");

    List<String> titles(String chat) {
      return new ArrayList<>(titles.getOrDefault(chat, List.of()));
    }

    int calls() {
      return titles.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public String name() {
      return "telegram";
    }

    @Override
    public void start(RequestHandler handler) {}

    @Override
    public Delivery send(ChatId chat, String notification, Message message) {
      titles
          .computeIfAbsent(chat.chat(), key -> Collections.synchronizedList(new ArrayList<>()))
          .add(message.title());
      return answer.apply(chat, message);
    }

    @Override
    public Health health() {
      return new Health(Health.State.UP, "here");
    }

    @Override
    public void close() {}
  }

  /** The database, or a full disk. */
  private final class Failing implements Database {
    @Override
    public <T> T write(Work<T> work) {
      if (storeFails) {
        refusals.incrementAndGet();
        throw new StoreException("disk full");
      }
      return database.write(work);
    }

    @Override
    public <T> T read(Work<T> work) {
      return database.read(work);
    }

    @Override
    public Instant time(Instant mine) {
      return mine;
    }

    @Override
    public boolean isShared() {
      return database.isShared();
    }

    @Override
    public void close() {}
  }

  /** A clock that is set by hand. */
  private static final class SetClock extends Clock {
    private volatile Instant now;

    SetClock(Instant now) {
      this.now = now;
    }

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
