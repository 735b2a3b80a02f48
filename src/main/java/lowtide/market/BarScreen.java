package lowtide.market;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps one venue's bad tick out of the history.
 *
 * <p>Suspect is a close far from the one before from which the next comes back, and the newest bar
 * while nobody knows what comes next. A suspect counts if another venue saw it too. If the others
 * saw something else it is left out; if none can say, an old one counts and the newest waits for
 * its successor.
 */
final class BarScreen {
  private BarScreen() {}

  /** What the other venues say of a bar. */
  enum Opinion {
    SEEN,
    OTHERWISE,
    UNKNOWN,
    /** There is no other venue. */
    NOBODY
  }

  /** Asks the other venues about a bar. */
  @FunctionalInterface
  interface Witnesses {
    Opinion of(Bar bar);
  }

  /**
   * @param refused seen otherwise by the other venues
   * @param waiting the newest, on which none can say anything
   */
  record Screened(List<Bar> accepted, List<Bar> refused, List<Bar> waiting) {}

  /** How far a close is usual from the one before, as a log return. */
  static double usual(Instrument instrument, Interval interval) {
    return interval == Interval.HOUR ? .05 : instrument.kind() == Instrument.Kind.CRYPTO ? .2 : .1;
  }

  /**
   * @param before the close before the first bar; NaN if there is none
   * @param fresh in order of time
   * @param usual from {@link #usual}
   */
  static Screened screen(double before, List<Bar> fresh, double usual, Witnesses witnesses) {
    Screened screened = new Screened(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    double last = before;
    for (int i = 0; i < fresh.size(); i++) {
      Bar bar = fresh.get(i);
      boolean newest = i == fresh.size() - 1;
      // Comparisons with NaN are false: the first bar of all has nothing to be suspected by.
      boolean away = distance(bar.close(), last) > usual;
      if (away && (newest || distance(fresh.get(i + 1).close(), last) < usual)) {
        Opinion opinion = witnesses.of(bar);
        if (opinion == Opinion.OTHERWISE) {
          screened.refused.add(bar);
          continue;
        }
        if (newest && opinion == Opinion.UNKNOWN) {
          screened.waiting.add(bar);
          continue;
        }
      }
      screened.accepted.add(bar);
      last = bar.close();
    }
    return screened;
  }

  private static double distance(double close, double other) {
    return Math.abs(Math.log(close / other));
  }
}
