package lowtide.signal;

import java.util.List;

/** How a correlation came to be. */
public final class CorrelationExplanation {
  private CorrelationExplanation() {}

  public static Explanation of(
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
        .input("EWMA", reading.ewma())
        .input("beta", reading.beta())
        .input("label", reading.label().word())
        .input("label since", reading.labelSince().toString())
        .parameter("window", reading.window())
        .parameter("lambda of EWMA", CorrelationSignal.LAMBDA)
        .parameter("bands", settings.bands().toString())
        .parameter("hysteresis", settings.hysteresis())
        .parameter("sessions to confirm", settings.confirmationSessions())
        .sample("n %d, effective n %.0f".formatted(reading.n(), reading.nEff()))
        .sources(sources)
        .asOf(reading.asOf())
        .flags(flags)
        .build();
  }
}
