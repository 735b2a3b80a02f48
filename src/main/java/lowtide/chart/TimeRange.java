package lowtide.chart;

import java.util.List;

/** The time that the panels of a picture share, in epoch seconds. */
record TimeRange(long from, long to) {
  private static final long SHORTEST = 60;
  private static final long AROUND_ONE = 43_200;

  /** From the first to the last moment of any curve. */
  static TimeRange of(List<Panel> panels) {
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (Panel panel : panels) {
      for (Curve curve : panel.curves()) {
        if (curve.last() >= 0) {
          from = Math.min(from, curve.time(0));
          to = Math.max(to, curve.time(curve.length() - 1));
        }
      }
    }
    if (from == to) {
      return new TimeRange(from - AROUND_ONE, to + AROUND_ONE);
    }
    return new TimeRange(from, Math.max(to, from + SHORTEST));
  }

  /** The fraction of the range that has passed at a moment; outside it below 0 or above 1. */
  double at(long second) {
    return (second - from) / (double) (to - from);
  }
}
