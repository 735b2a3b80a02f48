package lowtide.app;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import lowtide.market.PriceFeed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how far a backfill is: a bar where somebody watches, else a line of the log each tenth. */
final class BackfillProgress implements Consumer<PriceFeed.Progress> {
  private static final Logger log = LoggerFactory.getLogger(BackfillProgress.class);

  private final @Nullable PrintStream terminal;
  private final Map<String, Integer> tenths = new HashMap<>();

  /**
   * @param terminal null for the log
   */
  BackfillProgress(@Nullable PrintStream terminal) {
    this.terminal = terminal;
  }

  /** For this process: the bar goes to standard error if that is a terminal. */
  static BackfillProgress ofProcess() {
    return new BackfillProgress(System.console() == null ? null : System.err);
  }

  @Override
  public synchronized void accept(PriceFeed.Progress page) {
    double whole = Math.max(1, Duration.between(page.from(), page.until()).toSeconds());
    double part = Math.min(1, Duration.between(page.from(), page.reached()).toSeconds() / whole);
    String what =
        "%s %ss from %s"
            .formatted(
                page.instrument().symbol(),
                page.interval().name().toLowerCase(Locale.ROOT),
                page.source());
    if (terminal != null) {
      terminal.print(ProgressBar.of(what, part));
      terminal.flush();
    }
    Integer tenth = (int) (10 * part);
    if (!tenth.equals(tenths.put(what, tenth))) {
      if (terminal == null) {
        log.info("{}: {} %, up to {}", what, (int) (100 * part), page.reached());
      } else {
        terminal.println();
      }
    }
  }
}
