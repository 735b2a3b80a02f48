package lowtide.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import lowtide.chat.ChatPlatform;
import lowtide.chat.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the outbox owes on one platform, and settles each result.
 *
 * <p>A message is settled only after the platform answered, so a crash repeats at most the message
 * in flight and loses none. One dispatcher a platform: a slow one never holds up another.
 */
public final class Dispatcher {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final int BATCH = 100;
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

  private final ChatPlatform platform;
  private final Outbox outbox;
  private final Clock wallClock;
  private final RandomGenerator random;
  private Instant pausedUntil = Instant.MIN;
  private boolean unauthorized;
  private volatile boolean stopping;

  public Dispatcher(ChatPlatform platform, Outbox outbox, Clock wallClock, RandomGenerator random) {
    this.platform = platform;
    this.outbox = outbox;
    this.wallClock = wallClock;
    this.random = random;
  }

  /** Sends everything that is due now. */
  public synchronized void deliver() {
    List<Outbox.Owed> due;
    do {
      if (paused()) {
        return;
      }
      due = outbox.due(platform.name(), wallClock.instant(), BATCH);
      for (Outbox.Owed owed : due) {
        if (paused()) {
          return;
        }
        settle(owed, platform.send(owed.chat(), owed.notification(), owed.message()));
      }
    } while (!due.isEmpty());
  }

  /** Makes a running {@link #deliver} end after the message in flight. */
  public void stop() {
    stopping = true;
  }

  private boolean paused() {
    return stopping || unauthorized || wallClock.instant().isBefore(pausedUntil);
  }

  private void settle(Outbox.Owed owed, Delivery delivery) {
    Instant now = wallClock.instant();
    if (delivery instanceof Delivery.Sent sent) {
      outbox.sent(owed, sent.messageId(), now);
      log.info("alert {} sent to {}", owed.notification(), owed.chat());
    } else if (delivery instanceof Delivery.RetryAfter wait) {
      Instant at = now.plus(wait.delay());
      if (wait.platformWide()) {
        pausedUntil = at;
      }
      outbox.later(owed, at, false, wait.reason());
    } else if (delivery instanceof Delivery.Failed failed) {
      Duration delay = backoff(owed.attempts());
      outbox.later(owed, now.plus(delay), true, failed.reason());
      log.warn(
          "alert {} not sent to {}, again in {}: {}",
          owed.notification(),
          owed.chat(),
          delay,
          failed.reason());
    } else if (delivery instanceof Delivery.Rejected rejected) {
      outbox.dead(owed, rejected.reason(), now);
      log.error("alert {} refused for {}: {}", owed.notification(), owed.chat(), rejected.reason());
    } else if (delivery instanceof Delivery.Gone gone) {
      outbox.gone(owed.chat(), gone.reason(), now);
      log.warn("chat {} gets no more alerts: {}", owed.chat(), gone.reason());
    } else if (delivery instanceof Delivery.Moved moved) {
      outbox.moved(owed.chat(), moved.to());
      log.info("chat {} is now {}", owed.chat(), moved.to());
    } else if (delivery instanceof Delivery.Unauthorized refused) {
      unauthorized = true;
      log.error("{} stopped: {}", platform.name(), refused.reason());
    }
  }

  /** Full jitter: anything up to 1 s, 2 s, 4 s ... 5 min, so that retries do not march in step. */
  private Duration backoff(int attempts) {
    long ceiling = Math.min(LONGEST_BACKOFF.toMillis(), 1_000L << Math.min(attempts, 20));
    return Duration.ofMillis(random.nextLong(ceiling) + 1);
  }
}
