package lowtide.chat.telegram;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Named threads that keep no process alive. */
final class DaemonThreads implements ThreadFactory {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonThreads.class);

  private final String name;
  private final AtomicInteger count = new AtomicInteger();

  DaemonThreads(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((t, e) -> LOG.error("{} failed", t.getName(), e));
    return thread;
  }
}
