package lowtide.app;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import lowtide.market.PriceFeed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how far a backfill is: a bar where somebody watches, else a line of the log each tenth. */
final class BackfillProgress implements Consumer<PriceFeed.Progress> {
  private static final Logger log = LoggerFactory.getLogger(BackfillProgress.class);

  private final @Nullable PrintStream terminal;
  private final Map<String, Long> told = new HashMap<>();
  private int drawn;

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
    Instant known = page.reached().plus(page.interval().length());
    double part = Math.min(1, Duration.between(page.from(), known).toSeconds() / whole);
    // A fund's newest session may be days old: that is all there is.
    long percent = Math.round(100 * part);
    String what =
        "%s %ss from %s"
            .formatted(
                page.instrument().symbol(),
                page.interval().name().toLowerCase(Locale.ROOT),
                page.source());
    if (terminal != null) {
      draw(terminal, ProgressBar.of(what, percent / 100.0), percent == 100);
    } else if (!Objects.equals(percent / 10, told.put(what, percent / 10))) {
      log.info("{}: {} %, up to {}", what, percent, page.reached());
    }
  }

  /** One line, over the one before; what is complete stays. */
  private void draw(PrintStream out, String bar, boolean complete) {
    out.print(bar + " ".repeat(Math.max(0, drawn - bar.length())));
    drawn = complete ? 0 : bar.length();
    if (complete) {
      out.println();
    }
    out.flush();
  }
}
