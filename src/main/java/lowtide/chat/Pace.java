package lowtide.chat;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pace below one platform's limits: a token bucket for the platform and one for each chat.
 *
 * <p>No bucket holds more than a message and a half. A bucket with burst lets nearly twice the
 * limit into the second that follows an idle one, which is what platforms punish; without the half
 * every moment that a thread wakes up late would be lost. Pushes {@linkplain #tryTake try} and come
 * back later; answers to people {@linkplain #reserve reserve} and may run into debt, so that they
 * overtake pushes and stay in order among themselves.
 *
 * <p>Where several nodes send, what this one does is within what all of them together may.
 */
public final class Pace {
  /** A bucket that was left alone for so long is full again, and forgetting it changes nothing. */
  private static final long IDLE_NANOS = Duration.ofMinutes(2).toNanos();

  private static final int MOST_CHATS = 10_000;

  /**
   * So many answers go ahead of their turn, and pushes wait for them: else every answer would wait
   * for half a turn while a broadcast runs. A second has this many more at the most.
   */
  private static final int AHEAD = 1;

  /** Tokens that a message costs the platform's bucket, which holds one more. */
  private static final int COST = 2;

  private final Limits limits;
  private final Ticks ticks;
  private final Bucket platform;
  private final long ahead;
  private final @Nullable SharedPace shared;
  private final LinkedHashMap<String, Lane> lanes = new LinkedHashMap<>(64, 0.75f, true);
  private long platformPausedUntil;

  /**
   * @param clock the real one, whatever clock the market runs on
   */
  public Pace(Limits limits, Clock clock) {
    this("", limits, clock, Nodes.ALONE);
  }

  /**
   * @param name the platform's
   */
  public Pace(String name, Limits limits, Clock clock, Nodes nodes) {
    this.limits = limits;
    ticks = new Ticks(clock);
    SharedPace.Limit whole =
        new SharedPace.Limit(
            COST + 1, COST, COST * limits.platformPerSecond(), Duration.ofSeconds(1));
    platform = bucket(whole);
    shared = nodes.buckets().map(known -> new SharedPace(known, name, whole)).orElse(null);
    ahead = AHEAD * Duration.ofSeconds(1).toNanos() / limits.platformPerSecond();
  }

  /**
   * How many messages a platform takes.
   *
   * @param groupPerMinute for a chat that several people read
   */
  public record Limits(int platformPerSecond, int chatPerMinute, int groupPerMinute) {
    public Limits {
      requirePositive("platformPerSecond", platformPerSecond);
      requirePositive("chatPerMinute", chatPerMinute);
      requirePositive("groupPerMinute", groupPerMinute);
    }

    private SharedPace.Limit of(boolean group) {
      return new SharedPace.Limit(
          1, 1, group ? groupPerMinute : chatPerMinute, Duration.ofMinutes(1));
    }

    private static void requirePositive(String name, int value) {
      if (value <= 0) {
        throw new IllegalArgumentException(name + " must be positive: " + value);
      }
    }
  }

  /** Not yet: how long, and whether for every chat of the platform. */
  public record Wait(Duration delay, boolean platformWide) {}

  /** Takes the right to send one message now, or says how long there is none. */
  public Optional<Wait> tryTake(String chat, boolean group) {
    Optional<Wait> wait = tryTakeHere(chat, group, shared == null);
    if (wait.isEmpty() && shared != null) {
      wait = shared.tryTake(chat, limits.of(group));
      if (wait.isEmpty()) {
        consumeHere(chat, group);
      }
    }
    return wait;
  }

  private synchronized Optional<Wait> tryTakeHere(String chat, boolean group, boolean take) {
    long now = ticks.currentTimeNanos();
    Lane lane = lane(chat, group, now);
    long everybody = Math.max(platformPausedUntil - now, wait(platform, COST));
    long here = Math.max(lane.pausedUntil - now, wait(lane.bucket, 1));
    if (here > 0 || everybody > 0) {
      return Optional.of(new Wait(roundedUp(Math.max(here, everybody)), everybody > here));
    }
    if (take) {
      platform.consumeIgnoringRateLimits(COST);
      lane.bucket.consumeIgnoringRateLimits(1);
    }
    return Optional.empty();
  }

  private synchronized void consumeHere(String chat, boolean group) {
    platform.consumeIgnoringRateLimits(COST);
    lane(chat, group, ticks.currentTimeNanos()).bucket.consumeIgnoringRateLimits(1);
  }

  /** Takes the next free place in the queue; the caller waits as long as told, then sends. */
  public Duration reserve(String chat, boolean group) {
    long wait = reserveHere(chat, group);
    return roundedUp(
        shared == null ? wait : Math.max(wait, shared.reserve(chat, limits.of(group), ahead)));
  }

  private synchronized long reserveHere(String chat, boolean group) {
    long now = ticks.currentTimeNanos();
    Lane lane = lane(chat, group, now);
    long wait =
        Math.max(
            Math.max(0, platform.consumeIgnoringRateLimits(COST) - ahead),
            lane.bucket.consumeIgnoringRateLimits(1));
    long pause = Math.max(platformPausedUntil, lane.pausedUntil) - now;
    // After a pause the queue goes on in its own pace, not all at once.
    return wait + Math.max(0, pause);
  }

  /**
   * Obeys a platform that asked for silence in a chat. Platforms do not say whether they mean the
   * chat or everything; two chats told to wait at a time mean everything.
   *
   * @return whether all chats have to wait now
   */
  public boolean pause(String chat, boolean group, Duration delay) {
    boolean everybody = pauseHere(chat, group, delay);
    if (shared != null) {
      shared.pause(chat, limits.of(group), everybody, delay, ahead);
    }
    return everybody;
  }

  private synchronized boolean pauseHere(String chat, boolean group, Duration delay) {
    long now = ticks.currentTimeNanos();
    Lane told = lane(chat, group, now);
    told.pausedUntil = Math.max(told.pausedUntil, now + delay.toNanos());
    boolean others = lanes.values().stream().anyMatch(l -> l != told && l.pausedUntil > now);
    if (others) {
      platformPausedUntil = Math.max(platformPausedUntil, told.pausedUntil);
    }
    return others;
  }

  /** How many chats are remembered. */
  synchronized int size() {
    return lanes.size();
  }

  private Lane lane(String chat, boolean group, long now) {
    Lane lane = lanes.get(chat);
    if (lane == null) {
      forgetIdle(now);
      lane = new Lane(bucket(limits.of(group)));
      lanes.put(chat, lane);
    }
    lane.usedAt = now;
    return lane;
  }

  private void forgetIdle(long now) {
    Iterator<Map.Entry<String, Lane>> longestUnused = lanes.entrySet().iterator();
    while (longestUnused.hasNext()) {
      Lane lane = longestUnused.next().getValue();
      boolean idle = now - lane.usedAt > IDLE_NANOS && lane.pausedUntil <= now;
      if (!idle && lanes.size() < MOST_CHATS) {
        return;
      }
      longestUnused.remove();
    }
  }

  private Bucket bucket(SharedPace.Limit limit) {
    return Bucket.builder()
        .addLimit(limit.configuration().getBandwidths()[0])
        .withCustomTimePrecision(ticks)
        .withSynchronizationStrategy(SynchronizationStrategy.NONE)
        .build();
  }

  private static long wait(Bucket bucket, int tokens) {
    EstimationProbe probe = bucket.estimateAbilityToConsume(tokens);
    return probe.canBeConsumed() ? 0 : probe.getNanosToWaitForRefill();
  }

  /** Whole milliseconds, since a caller may drop the rest and must not come back too early. */
  static Duration roundedUp(long nanos) {
    return nanos <= 0 ? Duration.ZERO : Duration.ofMillis((nanos + 999_999) / 1_000_000);
  }

  private static final class Lane {
    final Bucket bucket;
    long pausedUntil;
    long usedAt;

    Lane(Bucket bucket) {
      this.bucket = bucket;
    }
  }

  /** The clock's progress. A wall clock set back by an hour must not silence the bot for one. */
  private static final class Ticks implements TimeMeter {
    private final Clock clock;
    private long lastMillis;
    private long nanos;

    Ticks(Clock clock) {
      this.clock = clock;
      lastMillis = clock.millis();
    }

    @Override
    public long currentTimeNanos() {
      long millis = clock.millis();
      nanos += Math.max(0, millis - lastMillis) * 1_000_000;
      lastMillis = millis;
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
