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

  /** Times and values as rows 0 and 1; the given arrays themselves where they are few enough. */
  static double[][] curve(long[] times, double[] values, int columns) {
    int n = times.length;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = times[i];
    }
    if (n <= 4 * columns) {
      return new double[][] {x, values};
    }
    double[][] kept = new double[2][4 * columns];
    int size = 0;
    int[] picks = new int[4];
    for (int from = 0; from < n; ) {
      int to = endOfColumn(times, from, columns);
      int count = pick(values, from, to, picks);
      for (int k = 0; k < count; k++) {
        kept[0][size] = x[picks[k]];
        kept[1][size++] = values[picks[k]];
      }
      from = to;
    }
    return new double[][] {Arrays.copyOf(kept[0], size), Arrays.copyOf(kept[1], size)};
  }

  /** Times, lower and upper edge as rows 0 to 2: of each column the widest interval. */
  static double[][] band(long[] times, double[] low, double[] high, int columns) {
    int n = times.length;
    boolean thin = n > 2 * columns;
    double[][] kept = new double[3][thin ? columns : n];
    int size = 0;
    for (int from = 0; from < n; ) {
      int to = thin ? endOfColumn(times, from, columns) : from + 1;
      double lowest = Double.NaN;
      double highest = Double.NaN;
      for (int i = from; i < to; i++) {
        if (!Double.isNaN(low[i]) && !Double.isNaN(high[i])) {
          lowest = low[i] > lowest ? lowest : low[i];
          highest = high[i] < highest ? highest : high[i];
        }
      }
      // The outermost columns keep their outer times, or the band would end short of the curve.
      kept[0][size] = to == n ? times[n - 1] : times[from];
      kept[1][size] = lowest;
      kept[2][size++] = highest;
      from = to;
    }
    return new double[][] {
      Arrays.copyOf(kept[0], size), Arrays.copyOf(kept[1], size), Arrays.copyOf(kept[2], size)
    };
  }

  /** The position after the last time in the same pixel column as the one at {@code from}. */
  private static int endOfColumn(long[] times, int from, int columns) {
    long first = times[0];
    double perSecond = columns / (double) (times[times.length - 1] - first + 1);
    int column = (int) ((times[from] - first) * perSecond);
    int to = from + 1;
    while (to < times.length && (int) ((times[to] - first) * perSecond) == column) {
      to++;
    }
    return to;
  }

  /** Writes the positions of first, lowest, highest and last value, in order, each once. */
  private static int pick(double[] values, int from, int to, int[] picks) {
    int first = -1;
    int last = -1;
    int lowest = -1;
    int highest = -1;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        first = first < 0 ? i : first;
        last = i;
        lowest = lowest < 0 || values[i] < values[lowest] ? i : lowest;
        highest = highest < 0 || values[i] > values[highest] ? i : highest;
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
