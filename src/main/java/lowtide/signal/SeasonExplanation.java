package lowtide.signal;

import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** How the figures about a calendar month came to be. */
public final class SeasonExplanation {
  private SeasonExplanation() {}

  /**
   * @param flags the reading's, and what else is to be minded
   */
  public static Explanation of(
      SeasonReading reading, SeasonSettings settings, String sources, List<String> flags) {
    SeasonTable table = reading.table();
    SeasonTable.Row row = reading.row();
    Explanation.Builder why =
        Explanation.of(
                "%s in %s: calendar months".formatted(reading.instrument().symbol(), name(row)))
            .formula(
                "Log returns from month end to month end. F = MSB / s^2 between the calendar months;"
                    + " tau^2 = max(0, (MSB - s^2) / k); B = (s^2 / n) / (s^2 / n + tau^2); shrunk ="
                    + " mean of all + (1 - B) (raw - mean of all). Band: conformal quantile of past"
                    + " |return - shrunk| / sigma, times sigma of the last 60 months. Touch without"
                    + " drift: 2 (1 - Phi(|ln(L / P)| / (sigma_day sqrt(days)))). R^2 out of sample"
                    + " against the mean of all returns known before each month.")
            .input("raw mean", row.mean())
            .input("n of the month", row.n())
            .input("mean of all", table.mean())
            .input("s^2", table.within())
            .input("MSB", table.between())
            .input("tau^2", table.tau2())
            .input("B", row.shrinkage())
            .input("shrunk mean", row.shrunk())
            .input("F", table.f())
            .input("p", table.p());
    reading
        .outlook()
        .ifPresent(
            outlook -> {
              why.input("close before the month", outlook.from())
                  .input("last close", outlook.last());
              outlook.startVolatility().ifPresent(v -> why.input("sigma_day at its start", v));
              outlook.lastVolatility().ifPresent(v -> why.input("sigma_day now", v));
              why.input("days of the month", outlook.days()).input("days left", outlook.daysLeft());
              outlook
                  .band()
                  .ifPresent(
                      band ->
                          why.input("sigma_60m", band.sigma())
                              .input("conformal quantile", band.quantile())
                              .input("past scores", band.scores()));
            });
    return why.parameter("band percent", settings.bandPercent())
        .parameter("volatility days", settings.volatilityDays())
        .parameter("second beginning", settings.since().toString())
        .parameter("significant below p", SeasonReading.SIGNIFICANT)
        .sample(
            "%d months %s to %s, %d of them %s"
                .formatted(table.n(), table.from(), table.to(), row.n(), name(row)))
        .sources(sources)
        .asOf(reading.asOf())
        .flags(flags)
        .baseRate(
            reading
                .record()
                .rises()
                .map(rises -> "%d of %d months rose".formatted(rises.hits(), rises.n()))
                .orElse(""))
        .build();
  }

  private static String name(SeasonTable.Row row) {
    return row.month().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }
}
