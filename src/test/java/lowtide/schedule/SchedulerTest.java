package lowtide.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private static final Duration OFTEN = Duration.ofMillis(50);

  @Test
  void aTaskThatFailsRunsAgain() {
    AtomicInteger runs = new AtomicInteger();
    Task failing =
        new Task(
            "failing",
            OFTEN,
            () -> {
              runs.incrementAndGet();
              throw new IllegalStateException("on purpose");
            });
    try (Scheduler scheduler = new Scheduler(List.of(failing))) {
      scheduler.start();
      await().atMost(10, TimeUnit.SECONDS).until(() -> runs.get() >= 3);
    }
  }

  @Test
  void aTaskNeverOverlapsItselfAndDoesNotMakeUpForAPause() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch held = new CountDownLatch(1);
    Task slow =
        new Task(
            "slow",
            OFTEN,
            () -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              if (runs.incrementAndGet() == 1) {
                awaitQuietly(held);
              }
              inside.decrementAndGet();
            });
    try (Scheduler scheduler = new Scheduler(List.of(slow))) {
      scheduler.start();
      await().atMost(10, TimeUnit.SECONDS).until(() -> runs.get() == 1);
      // Some sixty times are missed meanwhile.
      assertThat(held.await(3, TimeUnit.SECONDS)).isFalse();
      long begun = System.nanoTime();
      held.countDown();
      await().atMost(10, TimeUnit.SECONDS).until(() -> runs.get() >= 6);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(OFTEN.multipliedBy(2));
    }
    assertThat(most.get()).isEqualTo(1);
  }

  @Test
  void closingWaitsForNoTaskForEver() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Task stubborn =
        new Task(
            "stubborn",
            OFTEN,
            () -> {
              begun.countDown();
              while (never.getCount() > 0) {
                awaitQuietly(never);
              }
            });
    Scheduler scheduler = new Scheduler(List.of(stubborn));
    scheduler.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    long from = System.nanoTime();
    scheduler.close();
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(10));
    never.countDown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      // A task that does not listen.
    }
  }

  @Test
  void twoTasksOfOneNameAreRefused() {
    Task task = new Task("same", OFTEN, () -> {});
    assertThatThrownBy(() -> new Scheduler(List.of(task, task)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same");
  }

  @Test
  void aMarketClockRunsFromItsStartAtItsSpeed() {
    AtomicLong nanos = new AtomicLong(5);
    Instant start = Instant.parse("2025-07-10T00:00:00Z");
    MarketClock clock = new MarketClock(new ClockSettings(start, 3600), nanos::get);

    assertThat(clock.instant()).isEqualTo(start);
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(clock.instant()).isEqualTo(start.plus(Duration.ofHours(10)));
  }
}
