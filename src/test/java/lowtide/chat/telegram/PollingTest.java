package lowtide.chat.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.longpolling.interfaces.LongPollingUpdateConsumer;

class PollingTest {
  private final LocalTelegram server = LocalTelegram.start();
  private final Redaction redaction = new Redaction(server.settings().token());
  private final Offset offset = new Offset();
  private final RetryPause pause = new RetryPause(TestBot.QUICK, new Random(1));
  private final PollAnswers answers =
      new PollAnswers(
          offset,
          pause,
          new Link(Clock.systemUTC()),
          redaction,
          Duration.ofMillis(100),
          () -> true);
  private final Clients clients = new Clients(TestBot.QUICK, redaction, answers);
  private final List<Integer> consumed = new CopyOnWriteArrayList<>();
  private Polling polling = polling(updates -> {});

  @AfterEach
  void close() {
    polling.close();
    clients.close();
    server.close();
  }

  @Test
  void aSessionThatDiedIsReplacedAndGoesOnAtItsOffset() {
    AtomicBoolean once = new AtomicBoolean();
    polling =
        polling(
            updates -> {
              updates.forEach(update -> consumed.add(update.getUpdateId()));
              if (!once.getAndSet(true)) {
                throw new IllegalStateException("a bug");
              }
            });
    assertThat(polling.start()).isTrue();
    int first = server.say(7, "/corr");
    eventually(
        () -> {
          polling.watch(Duration.ZERO);
          assertThat(polling.running()).isFalse();
        });
    int second = server.say(7, "/corr");
    assertThat(polling.start()).isTrue();
    eventually(() -> assertThat(consumed).containsExactly(first, second));
  }

  @Test
  void aQuietSessionIsLeftAloneWhileItsPollsEnd() {
    server.fail("getUpdates", 200, "{\"ok\":true,\"result\":[]}");
    server.fail("getUpdates", 200, "{\"ok\":true,\"result\":[]}");
    assertThat(polling.start()).isTrue();
    eventually(() -> assertThat(answers.ended()).isGreaterThan(1));
    polling.watch(TestBot.QUICK.silence().plusMillis(1));
    assertThat(polling.running()).isTrue();
  }

  @Test
  void aSessionWhosePollsDoNotEndIsReplaced() {
    assertThat(polling.start()).isTrue();
    polling.watch(Duration.ZERO);
    polling.watch(TestBot.QUICK.silence().plusMillis(1));
    assertThat(polling.running()).isFalse();
  }

  @Test
  void aStartWithoutAServerFailsAndLeavesNothingRunning() {
    server.close();
    assertThat(polling.start()).isFalse();
    assertThat(polling.running()).isFalse();
  }

  @Test
  void floodControlOfPollsIsObeyed() {
    server.refuse("getUpdates", 429, "Too Many Requests: retry after 1", "\"retry_after\":1");
    long before = System.nanoTime();
    polling = polling(updates -> updates.forEach(u -> consumed.add(u.getUpdateId())));
    server.say(7, "/corr");
    assertThat(polling.start()).isTrue();
    eventually(() -> assertThat(consumed).hasSize(1));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void anAnswerWithoutUpdatesIsNoConnectionAndSaidOnce() {
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    Logger link = (Logger) LoggerFactory.getLogger(Link.class);
    link.addAppender(told);
    try {
      for (int k = 0; k < 3; k++) {
        server.fail("getUpdates", 200, "{\"ok\":true,\"result\":null}");
      }
      polling = polling(updates -> updates.forEach(u -> consumed.add(u.getUpdateId())));
      assertThat(polling.start()).isTrue();
      server.say(7, "/corr");
      eventually(() -> assertThat(consumed).hasSize(1));
    } finally {
      link.detachAppender(told);
    }
    assertThat(told.list)
        .filteredOn(line -> line.getLevel() == Level.WARN)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("Telegram is DOWN: updates are not a list");
  }

  private Polling polling(LongPollingUpdateConsumer consumer) {
    return new Polling(
        server.settings(), TestBot.QUICK, offset, pause, answers, clients.polling(), consumer);
  }

  private static void eventually(ThrowingRunnable holds) {
    await().atMost(Duration.ofSeconds(8)).pollInterval(Duration.ofMillis(10)).untilAsserted(holds);
  }
}
