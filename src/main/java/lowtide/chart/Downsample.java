package lowtide.chart;

import java.util.Arrays;

/**
 * A curve thinned to what a given number of pixel columns can show.
 *
 * <p>Of each column it keeps the first, lowest, highest and last value (the M4 rule), so the drawn
 * line covers the same pixels as the full one. A gap within one column is too narrow to see and
 * disappears; a column of gaps only stays a gap.
 */
final class Downsample {
  private Downsample() {}

  /** Times and values as rows 0 and 1; all of them where they are few enough. */
  static double[][] curve(Times times, Values values, int columns) {
    int n = times.length();
    if (n <= 4 * columns) {
      double[][] all = new double[2][n];
      for (int i = 0; i < n; i++) {
        all[0][i] = times.at(i);
        all[1][i] = values.at(i);
      }
      return all;
    }
    double[][] kept = new double[2][4 * columns];
    int size = 0;
    int[] picks = new int[4];
    for (int from = 0; from < n; ) {
      int to = endOfColumn(times, from, columns);
      int count = pick(values, from, to, picks);
      for (int k = 0; k < count; k++) {
        kept[0][size] = times.at(picks[k]);
        kept[1][size++] = values.at(picks[k]);
      }
      from = to;
    }
    return new double[][] {Arrays.copyOf(kept[0], size), Arrays.copyOf(kept[1], size)};
  }

  /** Times, lower and upper edge as rows 0 to 2: of each column the widest interval. */
  static double[][] band(Times times, Values low, Values high, int columns) {
    int n = times.length();
    boolean thin = n > 2 * columns;
    double[][] kept = new double[3][thin ? columns : n];
    int size = 0;
    for (int from = 0; from < n; ) {
      int to = thin ? endOfColumn(times, from, columns) : from + 1;
      double lowest = Double.NaN;
      double highest = Double.NaN;
      for (int i = from; i < to; i++) {
        if (!low.isGap(i) && !high.isGap(i)) {
          lowest = low.at(i) > lowest ? lowest : low.at(i);
          highest = high.at(i) < highest ? highest : high.at(i);
        }
      }
      // The outermost columns keep their outer times, or the band would end short of the curve.
      kept[0][size] = times.at(to == n ? n - 1 : from);
      kept[1][size] = lowest;
      kept[2][size++] = highest;
      from = to;
    }
    return new double[][] {
      Arrays.copyOf(kept[0], size), Arrays.copyOf(kept[1], size), Arrays.copyOf(kept[2], size)
    };
  }

  /** The position after the last time in the same pixel column as the one at {@code from}. */
  private static int endOfColumn(Times times, int from, int columns) {
    long first = times.at(0);
    double perSecond = columns / (double) (times.at(times.length() - 1) - first + 1);
    int column = (int) ((times.at(from) - first) * perSecond);
    int to = from + 1;
    while (to < times.length() && (int) ((times.at(to) - first) * perSecond) == column) {
      to++;
    }
    return to;
  }

  /** Writes the positions of first, lowest, highest and last value, in order, each once. */
  private static int pick(Values values, int from, int to, int[] picks) {
    int first = -1;
    int last = -1;
    int lowest = -1;
    int highest = -1;
    for (int i = from; i < to; i++) {
      if (!values.isGap(i)) {
        first = first < 0 ? i : first;
        last = i;
        lowest = lowest < 0 || values.at(i) < values.at(lowest) ? i : lowest;
        highest = highest < 0 || values.at(i) > values.at(highest) ? i : highest;
      }
    }
    if (first < 0) {
      picks[0] = from;
      return 1;
    }
    int[] candidates = {first, Math.min(lowest, highest), Math.max(lowest, highest), last};
    int count = 0;
    for (int candidate : candidates) {
      if (count == 0 || picks[count - 1] != candidate) {
        picks[count++] = candidate;
      }
    }
    return count;
  }
}
