package lowtide.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.chat.Message;
import lowtide.chat.Message.Tone;
import lowtide.chat.Words;
import lowtide.market.MarketView;
import lowtide.signal.CorrelationExplanation;
import lowtide.signal.CorrelationReading;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.Explanation;
import lowtide.signal.Flag;
import lowtide.signal.Label;
import lowtide.signal.LabelChange;
import lowtide.signal.LabelHistory;
import lowtide.signal.SignalEngine;

/** Puts a change of a correlation's label into words. */
final class LabelTexts {
  private LabelTexts() {}

  /** A change of the word for a correlation. */
  static Alert of(
      String rule,
      LabelChange change,
      LabelHistory labels,
      SignalEngine engine,
      CorrelationSettings settings,
      MarketView view) {
    CorrelationReading reading = engine.reading(labels, change);
    Label from = change.from();
    String symbol = reading.asset().symbol();
    String proxy = reading.proxy().symbol();
    Label to = reading.label();
    Message.Builder message =
        Message.titled(
                "%s and %s: correlation %s, was %s (r %s)"
                    .formatted(
                        symbol,
                        proxy,
                        to.word(),
                        from.word(),
                        Words.coefficient(reading.pearson())))
            .tone(to.compareTo(from) > 0 ? Tone.UP : Tone.DOWN);
    Explanation why =
        CorrelationExplanation.ofChange(
            reading,
            labels,
            engine.alarmRates(),
            settings,
            Sources.of(view, reading.asset(), reading.proxy()));
    message.line(
        "95 %% interval %s to %s over %d sessions%s."
            .formatted(
                Words.coefficient(reading.low()),
                Words.coefficient(reading.high()),
                reading.window(),
                reading.significant() ? "" : ", not significant"));
    message.line("Small-cap tech is stood for by %s.".formatted(reading.proxy().name()));
    if (reading.flags().contains(Flag.ASYNC)) {
      message.line("ASYNC: daily UTC closes against New York closes, hours apart.");
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", from.word());
    facts.put("to", to.word());
    facts.put("label", to.word());
    facts.put("proxy", proxy);
    facts.put("window", reading.window());
    facts.put("pearson", reading.pearson());
    facts.put("low", reading.low());
    facts.put("high", reading.high());
    facts.put("n", reading.n());
    return new Alert(
        rule,
        "LABEL_CHANGE",
        Topic.CORRELATION,
        symbol,
        reading.asOf(),
        List.of(),
        facts,
        Footer.under(message, why, view.at()).build(),
        why);
  }
}
