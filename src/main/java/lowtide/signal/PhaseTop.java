package lowtide.signal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * An all-time high that a deep fall followed, and the phase of that day: what the phase said at a
 * top.
 *
 * @param close that no earlier day had reached
 * @param fall how deep the closes fell below it before they passed it again; .3 is 30 %
 */
public record PhaseTop(LocalDate day, double close, Phase phase, double fall) {

  /** Falls that make a high a top: a fifth. */
  public static final double DEEP = .2;

  /**
   * All tops on days that have a phase, oldest first, as far as their falls are known by the
   * history's last day. O(days).
   */
  public static List<PhaseTop> of(PhaseHistory history) {
    RiskIndex index = history.index();
    List<PhaseTop> tops = new ArrayList<>();
    if (index.size() == 0) {
      return tops;
    }
    double[] closes = index.daily().closes(0, index.daily().size());
    int offset = index.bar(0);
    int high = 0;
    double low = closes[0];
    for (int i = 1; i <= closes.length; i++) {
      if (i < closes.length && closes[i] <= closes[high]) {
        low = Math.min(low, closes[i]);
        continue;
      }
      double fall = 1 - low / closes[high];
      if (fall >= DEEP && high >= offset) {
        int day = high - offset;
        tops.add(new PhaseTop(index.day(day), closes[high], history.phase(day), fall));
      }
      if (i < closes.length) {
        high = i;
        low = closes[i];
      }
    }
    return List.copyOf(tops);
  }
}
