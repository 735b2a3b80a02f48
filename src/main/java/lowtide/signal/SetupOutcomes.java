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
public record SetupOutcomes(
    int days, int apart, MedianInterval drawdown, MedianInterval logReturn) {
  public static final int HORIZON = 30;

  /** Of the days with this count. */
  public static SetupOutcomes of(SetupHistory history, int count) {
    return of(history, history.size() - 1, count);
  }

  /** Of the days with this count, as known at the end of one of the days. */
  public static SetupOutcomes of(SetupHistory history, int known, int count) {
    return of(history, known, i -> history.day(i).count() == count);
  }

  /** Of all days: what to hold the others against. */
  public static SetupOutcomes ofAll(SetupHistory history) {
    return of(history, history.size() - 1, i -> true);
  }

  private static SetupOutcomes of(SetupHistory history, int known, IntPredicate counts) {
    int first = history.size() == 0 ? history.daily().size() : history.bar(0);
    ForwardOutcomes outcomes =
        ForwardOutcomes.of(history.daily().closes(0, first + known + 1), first, HORIZON);
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

  private static MedianInterval median(double[] values, List<Integer> at) {
    return MedianInterval.of(at.stream().mapToDouble(i -> values[i]).toArray());
  }
}
