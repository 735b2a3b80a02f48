package lowtide.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lowtide.schedule.Task;
import lowtide.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that says in a line that the store is away, and again each minute, not at each of ten
 * attempts a second: the log may be on the disk that is full.
 */
final class StoreTrouble implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(StoreTrouble.class);
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  private final Task task;
  private final Clock clock;
  private Instant said = Instant.MIN;
  private long failures;

  private StoreTrouble(Task task, Clock clock) {
    this.task = task;
    this.clock = clock;
  }

  static Task noted(Task task, Clock clock) {
    return task.with(new StoreTrouble(task, clock));
  }

  /** Each task runs once at a time and tries again by itself. */
  @Override
  public void run() {
    try {
      task.body().run();
    } catch (RuntimeException e) {
      say(of(e).orElseThrow(() -> e));
      return;
    }
    if (failures > 0) {
      log.info("{}: the store is back after {} failed attempts", task.name(), failures);
      failures = 0;
      said = Instant.MIN;
    }
  }

  private void say(StoreException trouble) {
    failures++;
    Instant now = clock.instant();
    if (now.isAfter(said.plus(BETWEEN_LINES))) {
      log.error("{}: {}", task.name(), trouble.getMessage());
      said = now;
    }
  }

  /** What is done on other threads brings it wrapped. */
  private static Optional<StoreException> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoreException trouble) {
        return Optional.of(trouble);
      }
    }
    return Optional.empty();
  }
}
