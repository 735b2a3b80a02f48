package lowtide.evidence;

import java.util.ArrayList;
import java.util.List;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.AllocationSettings;
import lowtide.signal.SignalEngine;

/**
 * The figures beside those that were computed elsewhere, with other programs and partly other data.
 */
final class ComparisonClaim implements Claim {
  private final List<Comparison> comparisons;

  ComparisonClaim(Instruments instruments, AllocationSettings settings, SignalEngine engine) {
    this.comparisons =
        List.of(
            new CorrelationComparison(instruments, engine),
            new AlarmComparison(engine),
            new PhaseComparison(instruments, engine),
            new SeasonComparison(instruments, engine),
            new AllocationComparison(instruments, settings, engine));
  }

  @Override
  public Section measure(MarketView view) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("figure", "there", "here", "why they differ"));
    comparisons.forEach(comparison -> rows.addAll(comparison.rows(view)));
    return Section.of(
            "Beside figures computed elsewhere", "The same definitions give the same figures.")
        .text(
            "There: computed with other programs on history that partly reaches into 2026. The"
                + " yearly table of correlations, on the same files, is equal to its two digits; the"
                + " evaluation in CI holds that.")
        .grid(rows)
        .build();
  }
}
