package lowtide.chat.telegram;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.longpolling.BotSession;
import org.telegram.telegrambots.longpolling.interfaces.LongPollingUpdateConsumer;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;

/**
 * The library's polling session, kept alive.
 *
 * <p>A session ends without a word when an exception leaves the consumer, and does not start at all
 * while the network is down: both are seen here, and answered with a new session that goes on at
 * the same offset. Sessions are made directly, since the library's application keeps one that
 * failed to start.
 */
final class Polling implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Polling.class);
  private static final List<String> WANTED = List.of("message", "callback_query", "my_chat_member");

  private final TelegramSettings settings;
  private final Timing timing;
  private final Offset offset;
  private final RetryPause pause;
  private final PollAnswers answers;
  private final OkHttpClient http;
  private final LongPollingUpdateConsumer consumer;
  private final DaemonThreads threads = new DaemonThreads("telegram-poll");
  private @Nullable BotSession session;
  private @Nullable ScheduledExecutorService executor;
  private long endedAtLastLook;
  private Duration stillFor = Duration.ZERO;

  Polling(
      TelegramSettings settings,
      Timing timing,
      Offset offset,
      RetryPause pause,
      PollAnswers answers,
      OkHttpClient http,
      LongPollingUpdateConsumer consumer) {
    this.settings = settings;
    this.timing = timing;
    this.offset = offset;
    this.pause = pause;
    this.answers = answers;
    this.http = http;
    this.consumer = consumer;
  }

  synchronized boolean running() {
    return session != null;
  }

  /**
   * Starts a session, after removing a webhook that would be in its way.
   *
   * @return false if Telegram could not be reached; the link knows why
   */
  synchronized boolean start() {
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(threads);
    BotSession fresh =
        new BotSession(
            UpdateMapper.MAPPER,
            http,
            thread,
            settings.token().reveal(),
            () -> Endpoint.of(settings),
            lastReceived -> request(),
            () -> pause,
            consumer);
    fresh.setLastReceivedUpdate(offset.taken());
    try {
      fresh.start();
    } catch (TelegramApiException | RuntimeException unreachable) {
      thread.shutdownNow();
      return false;
    }
    session = fresh;
    executor = thread;
    stillFor = Duration.ZERO;
    return true;
  }

  /** Ends a session that is dead, stuck or blocked by a webhook; the next start replaces it. */
  synchronized void watch(Duration sinceLastLook) {
    if (session == null) {
      return;
    }
    ScheduledFuture<?> task = session.getRunningPolling();
    long ended = answers.ended();
    stillFor = ended == endedAtLastLook ? stillFor.plus(sinceLastLook) : Duration.ZERO;
    endedAtLastLook = ended;
    if (task == null || task.isDone()) {
      LOG.warn("Polling of Telegram had ended, starting it again");
      close();
    } else if (stillFor.compareTo(timing.silence()) > 0) {
      LOG.warn("Polling of Telegram is stuck since {}, starting it again", stillFor);
      close();
    } else if (answers.takeWebhookSet()) {
      LOG.warn("Somebody set a webhook for this bot, removing it");
      close();
    }
  }

  private GetUpdates request() {
    return GetUpdates.builder()
        .offset(offset.next())
        .limit(100)
        .timeout(Math.toIntExact(timing.longPoll().toSeconds()))
        .allowedUpdates(WANTED)
        .build();
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      session.stop();
      session = null;
    }
    http.dispatcher().cancelAll();
    if (executor != null) {
      threads.end(executor, Duration.ofSeconds(2));
      executor = null;
    }
  }
}
