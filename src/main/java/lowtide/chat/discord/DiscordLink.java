package lowtide.chat.discord;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import lowtide.chat.ChatPlatform.Health;
import lowtide.chat.ChatPlatform.Health.State;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionInvalidateEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of one of Discord's shards: opens one session after the other until one ends for
 * good or somebody closes it. Between sessions it waits with exponential back-off and jitter.
 */
final class DiscordLink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DiscordLink.class);

  private final DiscordSettings settings;
  private final int shard;
  private final Supplier<Duration> turn;
  private final Pace pace;
  private final Clock clock;
  private final RandomGenerator random;
  private final List<EventListener> listeners = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new DaemonThreads("discord-link").newThread(this::run);
  private volatile Health health = new Health(State.STARTING, "not connected yet");
  private volatile @Nullable DiscordSession session;
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean refused;

  /**
   * @param turn takes the next place in the queue of all sessions of this bot
   */
  DiscordLink(
      DiscordSettings settings,
      int shard,
      Supplier<Duration> turn,
      Pace pace,
      Clock clock,
      RandomGenerator random) {
    this.settings = settings;
    this.shard = shard;
    this.turn = turn;
    this.pace = pace;
    this.clock = clock;
    this.random = random;
    listeners.add(this::observe);
  }

  /** Begins to connect, in the background. At most once. */
  void start(List<? extends EventListener> more) {
    listeners.addAll(more);
    thread.start();
  }

  Health health() {
    return health;
  }

  /** Whether Discord wants no more of us; {@link #health} says why. */
  boolean isRefused() {
    return refused;
  }

  /** What requests can be made with; null while there is no session. */
  @Nullable JDA jda() {
    DiscordSession current = session;
    return current == null ? null : current.jda();
  }

  /** To be called when a request was refused because of the token. */
  void refuse(String reason) {
    DiscordSession current = session;
    if (current != null) {
      current.end(new DiscordSession.End(true, reason));
    }
  }

  @Override
  public void close() {
    closing.countDown();
    DiscordSession current = session;
    if (current != null) {
      current.close();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (health.state() != State.STOPPED) {
      health = new Health(State.STOPPED, "closed");
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void run() {
    while (!isClosing()) {
      DiscordSession.End end = live();
      if (isClosing()) {
        return;
      }
      if (end.forGood()) {
        health = new Health(State.STOPPED, end.reason());
        refused = true;
        log.error("Discord stopped: {}", end.reason());
        return;
      }
      Duration delay = backoff();
      health =
          new Health(
              State.DOWN,
              "%s; next attempt in %.1f s".formatted(end.reason(), delay.toMillis() / 1000.0));
      log.warn("Discord: {}", health.detail());
      try {
        if (closing.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** One session from its beginning to its end. */
  private DiscordSession.End live() {
    try (DiscordSession current = new DiscordSession(settings, shard, pace, turn)) {
      session = current;
      if (isClosing()) {
        return new DiscordSession.End(false, "closed");
      }
      current.open(listeners);
      return current.awaitEnd();
    } catch (InvalidTokenException e) {
      return new DiscordSession.End(true, "Discord refused the token: put in a valid one");
    } catch (RuntimeException | LinkageError e) {
      // Without the stack trace: what a library says about a header may hold the token.
      return new DiscordSession.End(false, Reason.of(e, settings.token()));
    } finally {
      session = null;
    }
  }

  private Duration backoff() {
    int doublings = Math.min(failures.getAndIncrement(), 20);
    long ceiling =
        Math.min(pace.longestRetry().toMillis(), pace.firstRetry().toMillis() << doublings);
    return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
  }

  private void observe(GenericEvent event) {
    if (event instanceof ReadyEvent
        || event instanceof SessionResumeEvent
        || event instanceof SessionRecreateEvent) {
      failures.set(0);
      health = new Health(State.UP, "connected", clock.instant());
      log.info("Discord: {}", health.detail());
    } else if (event instanceof SessionDisconnectEvent lost) {
      health = new Health(State.DOWN, "connection lost, reconnecting");
      log.warn(
          "Discord: {} ({})",
          health.detail(),
          lost.getCloseCode() == null ? "no close code" : lost.getCloseCode());
    } else if (event instanceof SessionInvalidateEvent) {
      health = new Health(State.DOWN, "session ended by Discord, reconnecting");
    }
  }
}
