package lowtide.app;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import lowtide.alert.AlertDesk;
import lowtide.config.ConfigFile;
import lowtide.config.Settings;
import lowtide.market.MarketView;

/** What one look at the market costs that finds a new price and no new bar: the usual case. */
public final class LookCost {
  private static final int LOOKS = 2_000;

  private LookCost() {}

  /**
   * Bytes allocated by a look at all rules of the shipped config.
   *
   * @param store with the instruments of the shipped config
   */
  public static double bytes(Path store, Instant at) {
    try {
      Settings settings = ConfigFile.read(Path.of("config/lowtide.yml"), System.getenv());
      try (History history = new History(settings, store)) {
        AlertDesk desk = history.replay().standingAt(at);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int pass = 0; pass < 5; pass++) {
          long before = threads.getThreadAllocatedBytes(thread);
          for (int i = 0; i < LOOKS; i++) {
            MarketView view = history.feed().asOf(at.plus(Duration.ofMillis(i)));
            if (!desk.look(view).isEmpty()) {
              throw new IllegalStateException("something happened");
            }
          }
          least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        return (double) least / LOOKS;
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
