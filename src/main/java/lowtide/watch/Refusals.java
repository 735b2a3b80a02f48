package lowtide.watch;

import java.net.InetAddress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes wrong tokens in a line a minute at most, however many are tried; never what was tried,
 * which may be the right one of something else.
 */
final class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

  private long said = System.nanoTime() - BETWEEN_LINES;
  private long unsaid;

  synchronized void note(InetAddress from) {
    unsaid++;
    long now = System.nanoTime();
    if (now - said >= BETWEEN_LINES) {
      log.warn(
          "a wrong token for the page was given: {} lately, the last from {}",
          unsaid,
          from.getHostAddress());
      said = now;
      unsaid = 0;
    }
  }
}
