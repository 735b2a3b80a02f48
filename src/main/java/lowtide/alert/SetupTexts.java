package lowtide.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.chat.Message;
import lowtide.chat.Message.Tone;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.Explanation;
import lowtide.signal.SetupCondition;
import lowtide.signal.SetupDay;
import lowtide.signal.SetupExplanation;
import lowtide.signal.SetupHistory;
import lowtide.signal.SetupSettings;

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
            .line(new Message.Plain("Each condition: "), new Message.Code("/setup"));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", before.confirmed().name());
    facts.put("to", day.confirmed().name());
    facts.put("count", day.count());
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
}
