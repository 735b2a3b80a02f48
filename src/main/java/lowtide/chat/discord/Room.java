package lowtide.chat.discord;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How many commands may wait to be answered, of all users and of one. */
final class Room {
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
  private int all;

  synchronized Place enter(String user) {
    int own = waiting.getOrDefault(user, 0);
    if (own >= MOST_PER_USER) {
      return told.add(user) ? Place.REFUSED : Place.DROPPED;
    }
    if (all >= MOST) {
      return Place.DROPPED;
    }
    all++;
    waiting.put(user, own + 1);
    return Place.TAKEN;
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
