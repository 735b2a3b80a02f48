package lowtide.command;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Logs what goes wrong while people are answered: the same cause with its stack trace once, and in
 * a line after that, until something has gone well again. The log may be on the disk that is full.
 */
final class Failures {
  /** Messages may hold what people typed: these must not grow without end. */
  private static final int MOST = 100;

  private final Logger log;
  private final Set<String> traced = ConcurrentHashMap.newKeySet();

  Failures(Logger log) {
    this.log = log;
  }

  void note(Level level, String what, RuntimeException e) {
    if (traced.size() >= MOST) {
      traced.clear();
    }
    if (traced.add(e.toString())) {
      log.atLevel(level).setCause(e).log("{}: {}", what, e.getMessage());
    } else {
      log.atLevel(level).log("{}: {}", what, e.getMessage());
    }
  }

  /** What was wrong before is news if it comes back. */
  void recovered() {
    traced.clear();
  }
}
