package lowtide.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lowtide.chat.Message;
import lowtide.chat.Message.Tone;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.Explanation;
import lowtide.signal.MedianInterval;
import lowtide.signal.SetupCondition;
import lowtide.signal.SetupDay;
import lowtide.signal.SetupExplanation;
import lowtide.signal.SetupHistory;
import lowtide.signal.SetupOutcomes;
import lowtide.signal.SetupSettings;
import org.jspecify.annotations.Nullable;

/** Puts a change of a setup's wording into words. */
final class SetupTexts {
  private SetupTexts() {}

  static Alert of(
      String rule, SetupHistory history, int at, SetupSettings settings, MarketView view) {
    Instrument instrument = history.daily().instrument();
    SetupDay day = history.day(at);
    SetupDay before = history.day(at - 1);
    Explanation why =
        SetupExplanation.of(history, at, settings, Sources.of(view, instrument), List.of());
    SetupOutcomes outcomes = SetupOutcomes.of(history, at, day.count());
    Message.Builder message =
        Message.titled(
                "%s setup: %s (%d of %d), was %s"
                    .formatted(
                        instrument.symbol(),
                        day.confirmed().words(),
                        day.count(),
                        SetupCondition.values().length,
                        before.confirmed().words()))
            .tone(Tone.NEUTRAL)
            .line(
                "%d days in a row say so. The weights are unvalidated."
                    .formatted(settings.confirmationDays()))
            .line(past(outcomes, day.count()))
            .line(new Message.Plain("Each condition: "), new Message.Code("/setup"));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", before.confirmed().name());
    facts.put("to", day.confirmed().name());
    facts.put("count", day.count());
    facts.put("apart", outcomes.apart());
    facts.put("drawdownMedian", orNull(outcomes.drawdown().value()));
    facts.put("logReturnMedian", orNull(outcomes.logReturn().value()));
    return new Alert(
        rule,
        "SETUP_CHANGE",
        Topic.SETUP,
        instrument.symbol(),
        why.asOf(),
        List.of(),
        facts,
        Footer.under(message, why, view.at()).build(),
        why);
  }

  /** How days with this count went on, as far as it was known on the day of the alert. */
  private static String past(SetupOutcomes outcomes, int count) {
    MedianInterval fall = outcomes.drawdown();
    return fall.isBounded()
        ? String.format(
            Locale.US,
            "After %d such days (%d met) a month apart: deepest fall %.0f %% (95 %% %.0f to %.0f %%),"
                + " return %+.0f %% (95 %% %+.0f to %+.0f %%) in 30 days, medians.",
            outcomes.apart(),
            count,
            100 * fall.value(),
            100 * fall.low(),
            100 * fall.high(),
            100 * Math.expm1(outcomes.logReturn().value()),
            100 * Math.expm1(outcomes.logReturn().low()),
            100 * Math.expm1(outcomes.logReturn().high()))
        : "Too few past days with %d met to tell how they went on.".formatted(count);
  }

  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
