package lowtide.signal;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** How a correlation came to be. */
public final class CorrelationExplanation {
  private static final double DAYS_A_YEAR = 365.25;

  private CorrelationExplanation() {}

  /** Of an answer; an alert adds how often it comes. */
  public static Explanation.Builder of(
      CorrelationReading reading, CorrelationSettings settings, String sources) {
    List<String> flags = reading.flags().stream().map(Flag::name).toList();
    return Explanation.of(
            "%s and %s: correlation over %d sessions"
                .formatted(reading.asset().symbol(), reading.proxy().symbol(), reading.window()))
        .formula(
            "Pearson's r of the log returns from one New York close to the next; the interval is"
                + " tanh(atanh r +- t se), se the larger of the spread that the pairs themselves"
                + " show and 1/sqrt(effective n - 3).")
        .input("r", reading.pearson())
        .input("low", reading.low())
        .input("high", reading.high())
        .input("Spearman", reading.spearman())
        .input("Kendall tau-b", reading.kendall())
        .input("EWMA", reading.ewma())
        .input("beta", reading.beta())
        .input("label", reading.label().word())
        .input("label since", reading.labelSince().toString())
        .parameter("window", reading.window())
        .parameter("lambda of EWMA", CorrelationSignal.LAMBDA)
        .parameter(
            "bands",
            "inverse to %s, decoupled to %s, weak to %s, moderate to %s"
                .formatted(
                    settings.bands().inverse(),
                    settings.bands().decoupled(),
                    settings.bands().weak(),
                    settings.bands().moderate()))
        .parameter("hysteresis", settings.hysteresis())
        .parameter("sessions to confirm", settings.confirmationSessions())
        .sample("n %d, effective n %.0f".formatted(reading.n(), reading.nEff()))
        .sources(sources)
        .asOf(reading.asOf())
        .flags(flags);
  }

  /** Of a change of the label. */
  public static Explanation ofChange(
      CorrelationReading reading,
      LabelHistory labels,
      AlarmRates rates,
      CorrelationSettings settings,
      String sources) {
    return of(reading, settings, sources)
        .baseRate(
            String.format(
                Locale.US,
                "at a constant correlation the label changes %.1f times a year, r its band %.1f"
                    + " times; after a rise from .15 to .60 it follows in %.0f %% of cases, after %d"
                    + " sessions in the middle (simulated)",
                rates.labelChangesPerYear(),
                rates.bandChangesPerYear(),
                100 * rates.labelPower(),
                rates.labelLatency()))
        .episodes(
            episodes(
                labels.changes().stream().map(LabelChange::session).toList(),
                labels.returns(),
                "change",
                reading.session()))
        .build();
  }

  /** Of a change point. */
  public static Explanation ofChange(
      ChangePoint point,
      ChangeHistory changes,
      AlarmRates rates,
      CorrelationSettings settings,
      String sources) {
    PairedReturns returns = changes.returns();
    SpanCorrelation before = changes.before(point);
    SpanCorrelation after = changes.after(point);
    return Explanation.of(
            "%s and %s: the last %d sessions against the %d before"
                .formatted(
                    returns.asset().symbol(),
                    returns.proxy().symbol(),
                    changes.window(),
                    changes.window()))
        .formula(
            "|z1 - z2| / sqrt(se1^2 + se2^2), z = atanh r, of two windows that do not overlap; se as"
                + " in the interval of a correlation.")
        .input("statistic", point.statistic())
        .input("r before", point.before())
        .input("r before, low", before.low())
        .input("r before, high", before.high())
        .input("r after", point.after())
        .input("r after, low", after.low())
        .input("r after, high", after.high())
        .input("se before", point.se1())
        .input("se after", point.se2())
        .input("p at one look", point.probability())
        .parameter("window", changes.window())
        .parameter("fires above", settings.change().fire())
        .parameter("armed again below", settings.change().rearm())
        .sample(
            "n %d and %d before, effective n %.0f and %.0f"
                .formatted(after.n(), before.n(), after.nEff(), before.nEff()))
        .sources(sources)
        .asOf(returns.closes(point.session()))
        .flags(changes.flags(point).stream().map(Flag::name).toList())
        .baseRate(
            String.format(
                Locale.US,
                "false %.1f times a year; a rise from .15 to .60 is told in %.0f %% of cases, after"
                    + " %d sessions in the middle (simulated)",
                rates.falseChangesPerYear(),
                100 * rates.power(),
                rates.medianLatency()))
        .episodes(
            episodes(
                changes.points().stream().map(ChangePoint::session).toList(),
                returns,
                "such change",
                point.session()))
        .build();
  }

  private static String episodes(
      List<LocalDate> sessions, PairedReturns returns, String what, LocalDate now) {
    long before = sessions.stream().filter(session -> session.isBefore(now)).count();
    double years = Math.max(1, (now.toEpochDay() - returns.row(0).toEpochDay()) / DAYS_A_YEAR);
    return String.format(
        Locale.US,
        "%d %s%s before, since %s (%.1f a year)",
        before,
        what,
        before == 1 ? "" : "s",
        returns.row(0),
        before / years);
  }
}
