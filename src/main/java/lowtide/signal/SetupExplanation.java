package lowtide.signal;

import java.util.List;
import java.util.Locale;

/** How a setup came to be. */
public final class SetupExplanation {
  private static final double DAYS_A_YEAR = 365.25;

  private SetupExplanation() {}

  public static Explanation of(
      SetupHistory history, int at, SetupSettings settings, String sources, List<String> flags) {
    SetupDay day = history.day(at);
    Explanation.Builder why =
        Explanation.of("%s setup".formatted(history.daily().instrument().symbol()))
            .formula(
                "Seven conditions, one point each: percent below the 90-day high; (20-day mean -"
                    + " price) / 14-day average true range; RSI of 14 days low and rising; price"
                    + " above its 200-day mean; volume over its 30-day median on a day that closes"
                    + " higher after one that closed lower; rank of the 30-day volatility among"
                    + " 1,460 days; phase not HIGH. What is unknown is not met. The weights are"
                    + " unvalidated.")
            .input("count", day.count());
    for (SetupCondition condition : SetupCondition.values()) {
      why.input(
          condition.name().toLowerCase(Locale.ROOT),
          condition == SetupCondition.PHASE && day.isKnown(condition)
              ? Phase.values()[(int) day.value(condition)].toString()
              : day.value(condition));
    }
    List<SetupDay> changes =
        history.changes().stream().filter(change -> !change.day().isAfter(day.day())).toList();
    double years = (day.day().toEpochDay() - history.day(0).day().toEpochDay() + 1) / DAYS_A_YEAR;
    long begins = changes.stream().filter(change -> change.confirmed() == SetupLabel.MORE).count();
    long before =
        changes.stream()
            .filter(
                change ->
                    change.confirmed() == day.confirmed() && change.day().isBefore(day.since()))
            .count();
    return why.parameter("drawdown %", settings.drawdownFrom() + " to " + settings.drawdownTo())
        .parameter("pullback", settings.pullbackFrom() + " to " + settings.pullbackTo())
        .parameter("RSI at most", settings.rsiAtMost())
        .parameter("volume ratio", settings.volumeRatio())
        .parameter("volatility rank below", settings.volatilityBelow())
        .parameter("more from", settings.more())
        .parameter("mixed from", settings.mixed())
        .parameter("days to confirm", settings.confirmationDays())
        .sample(String.format(Locale.US, "%,d days read", at + 1))
        .sources(sources)
        .asOf(history.daily().closesAt(history.bar(at)))
        .flags(flags)
        .baseRate(
            years < 1
                ? ""
                : String.format(
                    Locale.US, "more conditions are met %.1f times a year", begins / years))
        .episodes(
            "%d time%s \"%s\" before, since %s"
                .formatted(
                    before, before == 1 ? "" : "s", day.confirmed().words(), history.day(0).day()))
        .build();
  }
}
