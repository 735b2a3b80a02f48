package lowtide.chat;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all nodes together send to a platform and to each of its chats.
 *
 * <p>Of a node one thread at a time asks, and after a refusal none before the platform's next turn:
 * the rest would hear the same. A pause is told to the other nodes as a debt of the bucket that
 * takes as long to be refilled.
 */
final class SharedPace {
  private static final Logger log = LoggerFactory.getLogger(SharedPace.class);

  /** While the buckets are out of reach nothing is pushed: what was sent could not be noted. */
  private static final Duration OUT_OF_REACH = Duration.ofMillis(500);

  private static final Duration ASKING = Duration.ofMillis(3);

  private final Buckets buckets;
  private final String platform;
  private final Limit whole;
  private final Bucket everybody;
  private final AtomicBoolean asking = new AtomicBoolean();
  private final AtomicBoolean outOfReach = new AtomicBoolean();
  private volatile long turn = System.nanoTime();

  /** How a bucket fills, and what a message costs. */
  record Limit(int capacity, int cost, int tokens, Duration period) {
    BucketConfiguration configuration() {
      return BucketConfiguration.builder()
          .addLimit(limit -> limit.capacity(capacity).refillGreedy(tokens, period))
          .build();
    }

    /** So many tokens are as good as this time. */
    long worth(long nanos) {
      return Math.round(Math.ceil((double) nanos * tokens / period.toNanos()));
    }
  }

  SharedPace(Buckets buckets, String platform, Limit whole) {
    this.buckets = buckets;
    this.platform = platform;
    this.whole = whole;
    this.everybody = buckets.bucket(platform, whole.configuration());
  }

  private Bucket of(String chat, Limit limit) {
    return buckets.bucket(platform + ":" + chat, limit.configuration());
  }

  /** Takes the right to send, or says how long there is none. */
  Optional<Pace.Wait> tryTake(String chat, Limit limit) {
    long left = turn - System.nanoTime();
    if (left > 0) {
      return Optional.of(new Pace.Wait(Pace.roundedUp(left), true));
    }
    if (!asking.compareAndSet(false, true)) {
      return Optional.of(new Pace.Wait(ASKING, true));
    }
    try {
      ConsumptionProbe asked = everybody.tryConsumeAndReturnRemaining(whole.cost());
      if (!asked.isConsumed()) {
        turn = System.nanoTime() + asked.getNanosToWaitForRefill();
        return Optional.of(new Pace.Wait(Pace.roundedUp(asked.getNanosToWaitForRefill()), true));
      }
      ConsumptionProbe here = of(chat, limit).tryConsumeAndReturnRemaining(limit.cost());
      reached();
      if (here.isConsumed()) {
        return Optional.empty();
      }
      everybody.addTokens(whole.cost());
      return Optional.of(new Pace.Wait(Pace.roundedUp(here.getNanosToWaitForRefill()), false));
    } catch (RuntimeException e) {
      lost(e);
      return Optional.of(new Pace.Wait(OUT_OF_REACH, true));
    } finally {
      asking.set(false);
    }
  }

  /**
   * Takes the next free place, ahead of what is pushed; the time until then in nanoseconds. None
   * while the buckets are out of reach: people are answered all the same.
   *
   * @param ahead so much earlier than the platform's turn
   */
  long reserve(String chat, Limit limit, long ahead) {
    try {
      long wait =
          Math.max(
              everybody.consumeIgnoringRateLimits(whole.cost()) - ahead,
              of(chat, limit).consumeIgnoringRateLimits(limit.cost()));
      reached();
      return wait;
    } catch (RuntimeException e) {
      lost(e);
      return 0;
    }
  }

  /** Nothing to the chat, or to anybody, for so long. */
  void pause(String chat, Limit limit, boolean platformWide, Duration delay, long ahead) {
    try {
      empty(of(chat, limit), limit, delay.toNanos());
      if (platformWide) {
        empty(everybody, whole, delay.toNanos() + ahead);
      }
      reached();
    } catch (RuntimeException e) {
      lost(e);
    }
  }

  /** Takes so many tokens that a message's worth is there again after that time. */
  private static void empty(Bucket bucket, Limit limit, long nanos) {
    long missing = limit.worth(nanos) + 1 - limit.cost() + bucket.getAvailableTokens();
    if (missing > 0) {
      bucket.consumeIgnoringRateLimits(missing);
    }
  }

  private void reached() {
    if (outOfReach.compareAndSet(true, false)) {
      log.info("{}: the pace is shared with the other nodes again", platform);
    }
  }

  private void lost(RuntimeException e) {
    turn = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(OUT_OF_REACH.toMillis());
    if (outOfReach.compareAndSet(false, true)) {
      log.warn("{}: the pace cannot be shared with other nodes: {}", platform, e.getMessage());
    }
  }
}
