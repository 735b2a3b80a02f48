package lowtide.signal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How often a phase was there before, and how deep the price fell from its first days on: what
 * stands under an alert. The rest is {@link PhaseOutcomes}', which takes much longer.
 *
 * @param phase of the last day
 * @param from the first day that has a phase, empty if there is none
 * @param episodes of the phase whose first day's 30 days are over
 * @param drawdown of the deepest fall within the 30 days from their first days; empty without an
 *     episode
 * @param changesPerYear of the phase
 */
public record PhaseRecord(
    Phase phase,
    Optional<LocalDate> from,
    int episodes,
    Optional<MedianInterval> drawdown,
    double changesPerYear) {

  /** As known on the last day. O(days). */
  public static PhaseRecord of(PhaseHistory history, Phase phase) {
    int size = history.size();
    if (size == 0) {
      return new PhaseRecord(phase, Optional.empty(), 0, Optional.empty(), 0);
    }
    RiskIndex index = history.index();
    List<Double> falls = new ArrayList<>();
    int changes = 0;
    Phase before = null;
    for (int i = 0; i < size; i++) {
      Phase now = history.phase(i);
      if (now != before) {
        changes += before == null ? 0 : 1;
        int entry = index.bar(i) + 1;
        int end = entry + PhaseOutcomes.HORIZON;
        if (now == phase && end < index.daily().size()) {
          double[] closes = index.daily().closes(entry, end + 1);
          falls.add(ForwardOutcomes.deepest(closes, 0, closes.length - 1));
        }
        before = now;
      }
    }
    return new PhaseRecord(
        phase,
        Optional.of(index.day(0)),
        falls.size(),
        falls.isEmpty()
            ? Optional.empty()
            : Optional.of(
                MedianInterval.of(falls.stream().mapToDouble(Double::doubleValue).toArray())),
        changes / (history.span() / PhaseOutcomes.DAYS_A_YEAR));
  }
}
