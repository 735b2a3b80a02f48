package lowtide.chat.telegram;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Named threads that keep no process alive, and whose end can be awaited. */
final class DaemonThreads implements ThreadFactory {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonThreads.class);

  private final String name;
  private final AtomicInteger count = new AtomicInteger();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  DaemonThreads(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable task) {
    threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
    Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((t, e) -> LOG.error("{} failed", t.getName(), e));
    threads.add(thread);
    return thread;
  }

  /**
   * Interrupts what an executor on these threads does and waits for the threads themselves: an
   * executor calls itself terminated a moment before its last thread is gone.
   */
  void end(ExecutorService executor, Duration atMost) {
    executor.shutdownNow();
    long deadline = System.nanoTime() + atMost.toNanos();
    try {
      for (Thread thread : threads) {
        long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (thread != Thread.currentThread()) {
          thread.join(Math.max(1, millis));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.stream()
        .filter(thread -> thread.isAlive() && thread != Thread.currentThread())
        .forEach(thread -> LOG.warn("{} did not end in time", thread.getName()));
  }
}
