package lowtide.chat.discord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many commands may wait to be answered, of all users and of one. */
final class Room {
  private static final Logger log = LoggerFactory.getLogger(Room.class);
  private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);

  static final int MOST = 64;

  /** More than a person asks before the first answer is there. */
  static final int MOST_PER_USER = 5;

  /** What becomes of a command. */
  enum Place {
    TAKEN,
    /** There is no place for it; who asked has not been told so yet. */
    REFUSED,
    /** There is no place for it; who asked knows, or all are too many. */
    DROPPED
  }

  private final Map<String, Integer> waiting = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final Clock clock;
  private int all;
  private Instant complained = Instant.MIN;
  private long dropped;

  Room(Clock clock) {
    this.clock = clock;
  }

  synchronized Place enter(String user) {
    int own = waiting.getOrDefault(user, 0);
    if (own >= MOST_PER_USER) {
      return told.add(user) ? Place.REFUSED : drop();
    }
    if (all >= MOST) {
      return drop();
    }
    all++;
    waiting.put(user, own + 1);
    return Place.TAKEN;
  }

  private Place drop() {
    dropped++;
    Instant now = clock.instant();
    if (now.isAfter(complained.plus(BETWEEN_COMPLAINTS))) {
      log.warn("Discord: too many commands at once, {} dropped so far", dropped);
      complained = now;
    }
    return Place.DROPPED;
  }

  /** One command of the user's was answered, or given up. */
  synchronized void leave(String user) {
    Integer left = waiting.computeIfPresent(user, (u, own) -> own == 1 ? null : own - 1);
    all--;
    if (left == null) {
      told.remove(user);
    }
  }
}
