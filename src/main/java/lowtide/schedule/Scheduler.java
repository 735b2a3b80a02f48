package lowtide.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks at their intervals, by Quartz: a node's own ones in memory, those that one of several
 * nodes does from tables that all of them share.
 *
 * <p>A task that fails is logged and runs again at its next time. After a pause (a laptop's lid, a
 * stopped process) each task runs once, not once for every time it missed. Quartz goes by the
 * machine's clock; where that was set back, or ran ahead on another node, tasks are planned anew.
 */
public final class Scheduler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Scheduler.class);
  private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(8);
  private static final Duration CHECK = Duration.ofSeconds(5);

  private final List<Timetable> timetables = new ArrayList<>();
  private final ScheduledExecutorService checking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "scheduler-check");
            thread.setDaemon(true);
            return thread;
          });

  /** All of them on this node. */
  public Scheduler(List<Task> tasks) {
    this(tasks, null, UUID.randomUUID().toString());
  }

  /**
   * @param shared where the nodes meet; null where there is one
   * @param node who this process is to the others: unique
   */
  public Scheduler(List<Task> tasks, @Nullable DataSource shared, String node) {
    Set<String> names = new HashSet<>();
    for (Task task : tasks) {
      if (!names.add(task.name())) {
        throw new IllegalArgumentException("two tasks are called " + task.name());
      }
    }
    try {
      if (shared == null) {
        timetables.add(Timetable.ofThisNode(tasks));
        return;
      }
      Map<Task.Where, List<Task>> by = tasks.stream().collect(Collectors.groupingBy(Task::where));
      timetables.add(Timetable.ofThisNode(by.getOrDefault(Task.Where.EVERY_NODE, List.of())));
      timetables.add(
          Timetable.ofAllNodes(by.getOrDefault(Task.Where.ONE_NODE, List.of()), shared, node));
    } catch (SchedulerException e) {
      timetables.forEach(Timetable::close);
      throw new IllegalStateException("the scheduler cannot be set up: " + e.getMessage(), e);
    }
  }

  public void start() {
    try {
      for (Timetable timetable : timetables) {
        timetable.start();
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler does not start", e);
    }
    var unused =
        checking.scheduleWithFixedDelay(
            this::check, CHECK.toMillis(), CHECK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Plans anew what would not come at its time. */
  void check() {
    for (Timetable timetable : timetables) {
      try {
        timetable.check();
      } catch (SchedulerException | RuntimeException e) {
        log.warn("tasks cannot be checked: {}", e.getMessage());
      }
    }
  }

  List<Timetable> timetables() {
    return timetables;
  }

  /** Lets running tasks end, but waits for 8 s at most: Quartz itself would wait for ever. */
  @Override
  public void close() {
    checking.shutdownNow();
    List<Thread> closers = new ArrayList<>();
    for (Timetable timetable : timetables) {
      Thread closer = new Thread(timetable::close, "scheduler-close");
      closer.setDaemon(true);
      closer.start();
      closers.add(closer);
    }
    long deadline = System.nanoTime() + CLOSE_DEADLINE.toNanos();
    for (Thread closer : closers) {
      try {
        closer.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (closer.isAlive()) {
        log.warn("a task did not end within {}; it is left behind", CLOSE_DEADLINE);
      }
    }
  }
}
