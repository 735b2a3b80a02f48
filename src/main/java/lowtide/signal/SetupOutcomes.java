package lowtide.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * How past days with a count of conditions went on, from the next close over 30 days.
 *
 * <p>Point-in-time: days whose 30 days are not over do not count. Days overlap, so median and
 * interval are of days that lie a horizon apart, taken from the first on; by order statistics the
 * true median lies between two of them with at least 95 %, whatever the distribution.
 *
 * @param days that had the count; {@code apart} those a horizon apart, which are used
 * @param drawdown the deepest fall within the horizon; .1 is 10 %
 * @param logReturn from the entry to the end
 */
public record SetupOutcomes(int days, int apart, Median drawdown, Median logReturn) {
  public static final int HORIZON = 30;

  /** The middle value of the days apart, with its 95 % interval; NaN where there are too few. */
  public record Median(double value, double low, double high) {}

  /** Of the days with this count. */
  public static SetupOutcomes of(SetupHistory history, int count) {
    return of(history, i -> history.day(i).count() == count);
  }

  /** Of all days: what to hold the others against. */
  public static SetupOutcomes ofAll(SetupHistory history) {
    return of(history, i -> true);
  }

  private static SetupOutcomes of(SetupHistory history, IntPredicate counts) {
    int first = history.size() == 0 ? history.daily().size() : history.bar(0);
    ForwardOutcomes outcomes =
        ForwardOutcomes.of(history.daily().closes(0, history.daily().size()), first, HORIZON);
    int days = 0;
    List<Integer> apart = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      if (counts.test(i)) {
        days++;
        if (i >= next) {
          apart.add(i);
          next = i + HORIZON + 1;
        }
      }
    }
    return new SetupOutcomes(
        days,
        apart.size(),
        median(outcomes.drawdown(), apart),
        median(outcomes.logReturn(), apart));
  }

  private static Median median(double[] values, List<Integer> apart) {
    double[] some = apart.stream().mapToDouble(i -> values[i]).sorted().toArray();
    int rank = lowRank(some.length);
    return new Median(
        some.length == 0 ? Double.NaN : ForwardOutcomes.median(some),
        rank == 0 ? Double.NaN : some[rank - 1],
        rank == 0 ? Double.NaN : some[some.length - rank]);
  }

  /**
   * The largest k for which the median of n values lies between the k-th from either end with at
   * least 95 %; 0 where none is: fewer than six.
   */
  static int lowRank(int n) {
    double probability = Math.pow(.5, n); // of no value below the median
    double tail = 0;
    int k = 0;
    while (k < n && tail + probability <= .025) {
      tail += probability;
      probability *= (double) (n - k) / (k + 1);
      k++;
    }
    return k;
  }
}
