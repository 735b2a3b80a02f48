package lowtide.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lowtide.store.postgres.LocalPostgres;
import lowtide.store.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes that share tasks on a real server. */
@Timeout(120)
class SharedScheduleTest {
  private static final Duration OFTEN = Duration.ofMillis(100);

  private final PostgresDatabase database = PostgresDatabase.open(LocalPostgres.database());

  @AfterEach
  void close() {
    database.close();
  }

  private Scheduler node(String name, Task... tasks) {
    return new Scheduler(List.of(tasks), database.pool(), name);
  }

  private static void eventually(Runnable holds) {
    await().atMost(30, TimeUnit.SECONDS).untilAsserted(holds::run);
  }

  @Test
  void oneNodeAtATimeDoesATaskAndTheOtherGoesOnWhenItLeaves() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger first = new AtomicInteger();
    AtomicInteger second = new AtomicInteger();
    AtomicInteger own = new AtomicInteger();
    try (Scheduler two =
        node(
            "two",
            Task.ofOneNode("look", OFTEN, () -> run(inside, most, second)),
            new Task("deliver", OFTEN, own::incrementAndGet))) {
      try (Scheduler one =
          node(
              "one",
              Task.ofOneNode("look", OFTEN, () -> run(inside, most, first)),
              new Task("deliver", OFTEN, own::incrementAndGet))) {
        one.start();
        long begin = System.nanoTime();
        two.start();
        eventually(() -> assertThat(first.get() + second.get()).isGreaterThan(20));
        double seconds = (System.nanoTime() - begin) / 1e9;
        assertThat(first.get() + second.get())
            .as("in all as often as one would")
            .isLessThan((int) (seconds * 10) + 8);
        eventually(() -> assertThat(own.get()).isGreaterThan(10));
      }
      int left = second.get();
      eventually(() -> assertThat(second.get()).isGreaterThan(left + 5));
    }
    assertThat(most.get()).isEqualTo(1);
  }

  private static void run(AtomicInteger inside, AtomicInteger most, AtomicInteger count) {
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    count.incrementAndGet();
    inside.decrementAndGet();
  }

  @Test
  void whatANewConfigHasNoMoreIsForgottenAndANewIntervalApplies() {
    AtomicInteger old = new AtomicInteger();
    AtomicInteger runs = new AtomicInteger();
    try (Scheduler one =
        node(
            "one",
            Task.ofOneNode("old", OFTEN, old::incrementAndGet),
            Task.ofOneNode("kept", Duration.ofHours(1), runs::incrementAndGet))) {
      one.start();
      eventually(() -> assertThat(old.get()).isPositive());
    }
    try (Scheduler one = node("one", Task.ofOneNode("kept", OFTEN, runs::incrementAndGet))) {
      one.start();
      eventually(() -> assertThat(runs.get()).isGreaterThan(3));
      int left = old.get();
      eventually(() -> assertThat(runs.get()).isGreaterThan(10));
      assertThat(old.get()).isEqualTo(left);
    }
  }

  @Test
  void aTaskThatAWrongClockHasPlannedForLaterIsPlannedAnew() throws Exception {
    AtomicInteger shared = new AtomicInteger();
    AtomicInteger own = new AtomicInteger();
    Task one = Task.ofOneNode("look", OFTEN, shared::incrementAndGet);
    Task each = new Task("deliver", OFTEN, own::incrementAndGet);
    try (Scheduler node = node("one", one, each)) {
      node.start();
      eventually(() -> assertThat(Math.min(shared.get(), own.get())).isPositive());
      Date inAnHour = new Date(new Date().getTime() + 3_600_000);
      node.timetables().get(0).planAt(each, inAnHour);
      node.timetables().get(1).planAt(one, inAnHour);
      int sharedThen = shared.get();
      int ownThen = own.get();

      node.check();

      eventually(() -> assertThat(shared.get()).isGreaterThan(sharedThen + 2));
      eventually(() -> assertThat(own.get()).isGreaterThan(ownThen + 2));
    }
  }

  @Test
  void whatAllNodesMissedIsDoneOnceWhenOneIsBack() {
    AtomicInteger runs = new AtomicInteger();
    Task task = Task.ofOneNode("bars", Duration.ofSeconds(20), runs::incrementAndGet);
    try (Scheduler one = node("one", task)) {
      one.start();
      eventually(() -> assertThat(runs.get()).isEqualTo(1));
    }
    database.write(
        connection -> {
          try (var missed =
              connection.prepareStatement(
                  "UPDATE quartz_triggers SET next_fire_time = next_fire_time - 600000")) {
            return missed.executeUpdate();
          }
        });
    try (Scheduler one = node("two", task)) {
      one.start();
      eventually(() -> assertThat(runs.get()).isEqualTo(2));
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(5))
          .until(() -> runs.get() == 2);
    }
  }
}
