package lowtide.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import lowtide.chat.Audience;
import lowtide.chat.ChatPlatform;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the outbox owes on one platform, and settles each result.
 *
 * <p>A message is settled only after the platform answered, so a crash repeats at most the messages
 * in flight and loses none. What cannot be settled because the store fails is settled as soon as it
 * can be, before anything else is sent. Several messages are in flight at a time, each of another
 * chat: the platform's pace is the limit, not how long it takes to answer. One dispatcher a
 * platform: a slow one never holds up another.
 */
public final class Dispatcher {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  /**
   * With those in flight a second's worth at the usual pace: what becomes urgent waits no longer.
   */
  private static final int BATCH = 16;

  private static final int AT_ONCE = 8;

  /** Longer than a message in flight may take, and so long until another node may send it. */
  private static final Duration LEASE = Duration.ofSeconds(90);

  private static final Duration LONGEST_CALL = Duration.ofSeconds(45);
  private static final Duration LONGEST_WAIT_IN_HAND = Duration.ofSeconds(2);
  private static final long SETTLE_AGAIN_MS = 500;

  private final ChatPlatform platform;
  private final Outbox outbox;
  private final String owner;
  private final Standing standing;
  private final Readers readers;
  private final Clock steadyClock;
  private final Clock wallClock;
  private final Settlement settlement;
  private final Object warming = new Object();
  private volatile boolean warm;
  private final ThreadPoolExecutor workers;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /**
   * @param owner who this process is to the others: unique
   * @param standing how things stand now, for what came too late
   * @param steadyClock by which retries and leases go: it never jumps
   * @param wallClock by which news grow old
   */
  public Dispatcher(
      ChatPlatform platform,
      Outbox outbox,
      String owner,
      Standing standing,
      Clock steadyClock,
      Clock wallClock,
      RandomGenerator random) {
    this(platform, outbox, owner, standing, Readers.USUAL, steadyClock, wallClock, random);
  }

  /**
   * @param readers how each chat wants to be told
   */
  public Dispatcher(
      ChatPlatform platform,
      Outbox outbox,
      String owner,
      Standing standing,
      Readers readers,
      Clock steadyClock,
      Clock wallClock,
      RandomGenerator random) {
    this.readers = readers;
    this.platform = platform;
    this.outbox = outbox;
    this.owner = owner;
    this.standing = standing;
    this.steadyClock = steadyClock;
    this.wallClock = wallClock;
    this.settlement = new Settlement(platform.name(), outbox, owner, steadyClock, random);
    this.workers =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "send " + platform.name());
              thread.setDaemon(true);
              return thread;
            });
    workers.allowCoreThreadTimeOut(true);
  }

  /** How the thing stands that a rule watches, in one line. */
  @FunctionalInterface
  public interface Standing {
    String of(String rule);
  }

  /**
   * Sends everything that is due now. More is claimed before all is sent that was: between two
   * batches the platform's pace would go unused.
   */
  public synchronized void deliver() {
    CompletionService<Void> sending = new ExecutorCompletionService<>(workers);
    int inHand = 0;
    boolean maybeMore = true;
    RuntimeException failure = null;
    while (true) {
      if (failure == null && maybeMore && inHand <= AT_ONCE && !paused()) {
        try {
          List<Outbox.Owed> due = claim();
          due.forEach(owed -> sending.submit(() -> send(owed), null));
          inHand += due.size();
          maybeMore = !due.isEmpty();
        } catch (RuntimeException e) {
          // What is in the hand is settled first.
          failure = e;
        }
      } else if (inHand == 0) {
        if (failure != null) {
          throw failure;
        }
        return;
      } else {
        try {
          sending.take().get();
        } catch (ExecutionException e) {
          log.error("sending to {} failed", platform.name(), e.getCause());
        } catch (InterruptedException e) {
          stop();
          Thread.currentThread().interrupt();
          return;
        }
        inHand--;
        maybeMore = true; // the next one of its chat
      }
    }
  }

  private List<Outbox.Owed> claim() {
    Instant now = steadyClock.instant();
    return outbox.claim(platform.name(), owner, now, wallClock.instant(), now.plus(LEASE), BATCH);
  }

  private void send(Outbox.Owed owed) {
    Audience audience = readers.audience(owed.chat());
    Message message =
        audience.tell(
            () ->
                audience.put(
                    owed.missed() == 0
                        ? Footer.withMuted(owed.message(), readers.muted(owed.chat()))
                        : MissedTexts.of(owed, standing)));
    while (true) {
      Instant now = steadyClock.instant();
      // Checked just before sending: after a long wait, or a freeze, others may send it.
      if (paused()
          || owed.isExpired(wallClock.instant())
          || now.plus(LONGEST_CALL).isAfter(owed.leasedUntil())) {
        settle(() -> outbox.release(List.of(owed), owner));
        return;
      }
      Delivery delivery = sendWarm(owed, message);
      if (!(delivery instanceof Delivery.Paced paced)) {
        settle(() -> settlement.settle(owed, delivery));
        return;
      }
      if (!paced.platformWide() && paced.delay().compareTo(LONGEST_WAIT_IN_HAND) > 0) {
        settle(() -> outbox.later(owed, owner, now, paced.delay(), false, "own pace"));
        return;
      }
      pause(paced.delay());
    }
  }

  /**
   * The first one goes alone: it waits for classes and a connection, and with it would arrive all
   * that had set out meanwhile, more at a time than the platform takes.
   */
  private Delivery sendWarm(Outbox.Owed owed, Message message) {
    if (!warm) {
      synchronized (warming) {
        if (!warm) {
          try {
            return platform.send(owed.chat(), notification(owed), message);
          } finally {
            warm = true;
          }
        }
      }
    }
    return platform.send(owed.chat(), notification(owed), message);
  }

  private static String notification(Outbox.Owed owed) {
    return owed.notification() + (owed.missed() == 0 ? "" : "/missed " + owed.missed());
  }

  /** Makes a running {@link #deliver} end after the messages in flight. */
  public void stop() {
    stopping.countDown();
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private boolean paused() {
    return isStopping() || settlement.sparesPlatform() || !platform.sends();
  }

  private void pause(Duration delay) {
    try {
      var stopped = stopping.await(delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
    }
  }

  /** Until the store takes it: what was sent and is not noted down would be sent again. */
  private void settle(Runnable settling) {
    for (int tries = 1; ; tries++) {
      try {
        settling.run();
        return;
      } catch (RuntimeException e) {
        if (Integer.bitCount(tries) == 1) { // at first, then less and less often
          log.error(
              "what became of a message to {} cannot be stored yet ({} attempts): {}",
              platform.name(),
              tries,
              e.getMessage());
        }
        if (isStopping()) {
          return;
        }
        pause(Duration.ofMillis(SETTLE_AGAIN_MS));
      }
    }
  }
}
