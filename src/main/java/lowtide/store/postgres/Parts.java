package lowtide.store.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parts of something whose locks a node holds. One that is to be given back is used no more for
 * some seconds before its lock is freed: what is done with it ends meanwhile.
 */
final class Parts {
  private static final long GRACE = Duration.ofSeconds(3).toNanos();

  private final Set<Integer> used = new TreeSet<>();
  private final Map<Integer, Long> leaving = new TreeMap<>(); // since when

  void take(int part) {
    used.add(part);
  }

  boolean has(int part) {
    return used.contains(part) || leaving.containsKey(part);
  }

  Set<Integer> inUse() {
    return Set.copyOf(used);
  }

  boolean isEmpty() {
    return used.isEmpty() && leaving.isEmpty();
  }

  void clear() {
    used.clear();
    leaving.clear();
  }

  /**
   * @param atOnce whether nothing is done with them any more
   */
  void giveBackAllBut(int most, boolean atOnce) {
    List<Integer> last = new ArrayList<>(used);
    Collections.reverse(last);
    long since = System.nanoTime() - (atOnce ? GRACE : 0);
    for (int part : last.subList(0, Math.max(0, last.size() - most))) {
      used.remove(part);
      leaving.put(part, since);
    }
  }

  /** Those whose time is over; they are forgotten. */
  List<Integer> toBeFreed() {
    List<Integer> over =
        leaving.entrySet().stream()
            .filter(part -> System.nanoTime() - part.getValue() >= GRACE)
            .map(Map.Entry::getKey)
            .toList();
    over.forEach(leaving::remove);
    return over;
  }
}
