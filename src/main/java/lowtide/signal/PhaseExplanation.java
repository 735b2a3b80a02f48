package lowtide.signal;

import java.util.List;

/** How a risk phase came to be. */
public final class PhaseExplanation {
  private PhaseExplanation() {}

  public static Explanation of(PhaseReading reading, PhaseSettings settings, String sources) {
    List<String> flags = reading.flags().stream().map(Flag::name).toList();
    return Explanation.of("%s risk phase".formatted(reading.instrument().symbol()))
        .formula(
            "R = 0.6 S + 0.4 H. S is the mean rank of volatility, semideviation and drawdown, H that"
                + " of the price over its 200-day and its 1,400-day mean; ranks run from 0 to 100"
                + " among the last 1,460 days.")
        .input("R", reading.risk())
        .input("S", reading.stress())
        .input("H", reading.heat())
        .input("volatility", reading.volatility().value())
        .input("rank of volatility", reading.volatility().percentile())
        .input("semideviation", reading.semideviation().value())
        .input("rank of semideviation", reading.semideviation().percentile())
        .input("drawdown", reading.drawdown().value())
        .input("rank of drawdown", reading.drawdown().percentile())
        .input("price / 200-day mean", reading.toShortMean().value())
        .input("rank of price / 200-day mean", reading.toShortMean().percentile())
        .input("price / 1400-day mean", reading.toLongMean().value())
        .input("rank of price / 1400-day mean", reading.toLongMean().percentile())
        .parameter("LOW enters below", settings.lowEnter())
        .parameter("LOW leaves above", settings.lowLeave())
        .parameter("HIGH enters above", settings.highEnter())
        .parameter("HIGH leaves below", settings.highLeave())
        .parameter("days to confirm", settings.confirmationDays())
        .parameter("days at least", settings.dwellDays())
        .sample("ranked among 1,460 days")
        .sources(sources)
        .asOf(reading.asOf())
        .flags(flags)
        .build();
  }
}
