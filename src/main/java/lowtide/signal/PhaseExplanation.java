package lowtide.signal;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** How a risk phase came to be. */
public final class PhaseExplanation {
  private PhaseExplanation() {}

  /**
   * @param record of the same coin and phase as known by the same day
   * @param flags the reading's, and what else is to be minded
   */
  public static Explanation of(
      PhaseReading reading,
      PhaseRecord record,
      PhaseSettings settings,
      String sources,
      List<String> flags) {
    Explanation.Builder why =
        Explanation.of("%s risk phase".formatted(reading.instrument().symbol()))
            .formula(formula(reading))
            .input("R", reading.risk())
            .input("S", reading.stress())
            .input("H", reading.heat());
    component(why, "volatility", reading.volatility());
    component(why, "semideviation", reading.semideviation());
    component(why, "drawdown", reading.drawdown());
    component(why, "price / 200-day mean", reading.toShortMean());
    component(why, "price / 1400-day mean", reading.toLongMean());
    reading.mvrv().ifPresent(mvrv -> component(why, "MVRV", mvrv));
    return why.parameter("LOW enters below", settings.lowEnter())
        .parameter("LOW leaves above", settings.lowLeave())
        .parameter("HIGH enters above", settings.highEnter())
        .parameter("HIGH leaves below", settings.highLeave())
        .parameter("days to confirm", settings.confirmationDays())
        .parameter("days at least", settings.dwellDays())
        .sample(String.format(Locale.US, "ranked among %,d days", reading.ranked()))
        .sources(sources)
        .asOf(reading.asOf())
        .flags(flags)
        .baseRate(String.format(Locale.US, "%.1f phase changes a year", record.changesPerYear()))
        .episodes(episodes(record))
        .build();
  }

  private static String formula(PhaseReading reading) {
    return "R = 0.6 S + 0.4 H. S is the mean rank of volatility, semideviation and drawdown, H that"
        + " of the price over its 200-day and its 1,400-day mean"
        + (reading.mvrv().isPresent() ? " and of MVRV" : "")
        + "; ranks run from 0 to 100 among the last 1,460 days.";
  }

  private static void component(Explanation.Builder why, String name, RiskComponent component) {
    why.input(name, component.value()).input("rank of " + name, component.percentile());
  }

  private static String episodes(PhaseRecord record) {
    if (record.drawdown().isEmpty()) {
      return "no past %s episode".formatted(record.phase());
    }
    MedianInterval fall = record.drawdown().get();
    String interval =
        fall.isBounded()
            ? String.format(
                Locale.US, " (95 %% %.0f to %.0f %%)", 100 * fall.low(), 100 * fall.high())
            : "";
    return String.format(
        Locale.US,
        "%d past %s %s since %s: median deepest fall %.0f %%%s in the %d days from the first",
        record.episodes(),
        record.phase(),
        record.episodes() == 1 ? "episode" : "episodes",
        record.from().map(LocalDate::toString).orElse("-"),
        100 * fall.value(),
        interval,
        PhaseOutcomes.HORIZON);
  }
}
