package lowtide.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import lowtide.chat.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a message by the platform's answer, and for how long the platform is spared. */
final class Settlement {
  private static final Logger log = LoggerFactory.getLogger(Settlement.class);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

  private final String platform;
  private final Outbox outbox;
  private final String owner;
  private final Clock clock;
  private final RandomGenerator random;
  private volatile Instant pausedUntil = Instant.MIN;
  private volatile boolean unauthorized;

  /**
   * @param clock by which retries go: it never jumps
   */
  Settlement(String platform, Outbox outbox, String owner, Clock clock, RandomGenerator random) {
    this.platform = platform;
    this.outbox = outbox;
    this.owner = owner;
    this.clock = clock;
    this.random = random;
  }

  /** Whether nothing may be sent to the platform now. */
  boolean sparesPlatform() {
    return unauthorized || clock.instant().isBefore(pausedUntil);
  }

  /** Notes it down. */
  void settle(Outbox.Owed owed, Delivery delivery) {
    Instant now = clock.instant();
    if (delivery instanceof Delivery.Sent sent) {
      if (outbox.sent(owed, owner, sent.messageId(), now)) {
        log.atInfo()
            .addKeyValue("alert", owed.notification())
            .addKeyValue("chat", owed.chat())
            .addKeyValue("message_id", sent.messageId())
            .log("alert {} sent to {}", owed.notification(), owed.chat());
      } else {
        log.warn("alert {} was sent to {} by another node too", owed.notification(), owed.chat());
      }
    } else if (delivery instanceof Delivery.RetryAfter wait) {
      // Never earlier than asked for, and not all at the same moment.
      Duration delay = wait.delay().plusMillis(random.nextInt(250));
      if (wait.platformWide()) {
        pausedUntil = now.plus(delay);
      }
      outbox.later(owed, owner, now, delay, false, wait.reason());
    } else if (delivery instanceof Delivery.Failed failed) {
      Duration delay = backoff(owed.attempts());
      outbox.later(owed, owner, now, delay, true, failed.reason());
      log.atWarn()
          .addKeyValue("alert", owed.notification())
          .addKeyValue("chat", owed.chat())
          .log(
              "alert {} not sent to {}, again in {}: {}",
              owed.notification(),
              owed.chat(),
              delay,
              failed.reason());
    } else if (delivery instanceof Delivery.Rejected rejected) {
      outbox.dead(owed, owner, rejected.reason(), now);
      log.atError()
          .addKeyValue("alert", owed.notification())
          .addKeyValue("chat", owed.chat())
          .log("alert {} refused for {}: {}", owed.notification(), owed.chat(), rejected.reason());
    } else if (delivery instanceof Delivery.Gone gone) {
      outbox.gone(owed.chat(), gone.reason(), now);
      log.warn("chat {} gets no more alerts: {}", owed.chat(), gone.reason());
    } else if (delivery instanceof Delivery.Moved moved) {
      outbox.moved(owed.chat(), moved.to());
      log.info("chat {} is now {}", owed.chat(), moved.to());
    } else if (delivery instanceof Delivery.Unauthorized refused) {
      unauthorized = true;
      outbox.release(List.of(owed), owner);
      log.error("{} stopped: {}", platform, refused.reason());
    }
  }

  /** Full jitter: anything up to 1 s, 2 s, 4 s ... 5 min, so that retries do not march in step. */
  private Duration backoff(int attempts) {
    long ceiling = Math.min(LONGEST_BACKOFF.toMillis(), 1_000L << Math.min(attempts, 20));
    return Duration.ofMillis(random.nextLong(ceiling) + 1);
  }
}
