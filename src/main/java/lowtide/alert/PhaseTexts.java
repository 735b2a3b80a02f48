package lowtide.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.chat.Message;
import lowtide.chat.Message.Tone;
import lowtide.chat.Words;
import lowtide.market.MarketView;
import lowtide.signal.Explanation;
import lowtide.signal.Flag;
import lowtide.signal.MedianInterval;
import lowtide.signal.Phase;
import lowtide.signal.PhaseExplanation;
import lowtide.signal.PhaseReading;
import lowtide.signal.PhaseRecord;
import lowtide.signal.PhaseSettings;

/** Puts a change of the risk phase into words. */
final class PhaseTexts {
  private PhaseTexts() {}

  /** A change of the risk phase. */
  static Alert of(
      String rule,
      Phase from,
      PhaseReading reading,
      PhaseRecord record,
      PhaseSettings settings,
      MarketView view) {
    Explanation why =
        PhaseExplanation.of(
            reading,
            record,
            settings,
            Sources.of(view, reading.instrument()),
            reading.flags().stream().map(Flag::name).toList());
    String symbol = reading.instrument().symbol();
    Message.Builder message =
        Message.titled(
                "%s risk phase %s, was %s (R %s of 100)"
                    .formatted(symbol, reading.phase(), from, Words.number(reading.risk())))
            .tone(reading.phase().compareTo(from) > 0 ? Tone.WARNING : Tone.UP)
            .line(
                "Stress %s, heat %s; volatility of 30 days %.0f %%, %.0f %% below the 90-day high."
                    .formatted(
                        Words.number(reading.stress()),
                        Words.number(reading.heat()),
                        100 * reading.volatility().value(),
                        100 * reading.drawdown().value()))
            .line(
                "How deep falls became after such days stands below; it does not tell where the price goes.");
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", from.name());
    facts.put("to", reading.phase().name());
    facts.put("risk", reading.risk());
    facts.put("stress", reading.stress());
    facts.put("heat", reading.heat());
    facts.put("changesPerYear", record.changesPerYear());
    facts.put("episodes", record.episodes());
    facts.put("drawdownMedianFromStart", record.drawdown().map(MedianInterval::value).orElse(null));
    return new Alert(
        rule,
        "PHASE_CHANGE",
        Topic.PHASE,
        symbol,
        reading.asOf(),
        List.of(),
        facts,
        Footer.under(message, why, view.at()).build(),
        why);
  }
}
