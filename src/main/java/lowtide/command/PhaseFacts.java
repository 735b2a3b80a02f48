package lowtide.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import lowtide.market.Instrument;
import lowtide.signal.PhaseDistance;
import lowtide.signal.PhaseOutcomes;
import lowtide.signal.PhaseReading;
import lowtide.signal.PhaseTop;
import lowtide.signal.RiskComponent;
import org.jspecify.annotations.Nullable;

/** What /phase tells programs. */
final class PhaseFacts {
  private PhaseFacts() {}

  static Map<String, Object> of(PhaseReading reading, PhaseOutcomes outcomes, List<String> flags) {
    Map<String, Object> facts = start(reading.instrument());
    facts.put("asOf", reading.asOf().toString());
    facts.put("phase", reading.phase().name());
    facts.put("risk", reading.risk());
    facts.put("stress", reading.stress());
    facts.put("heat", reading.heat());
    facts.put("since", reading.since().toString());
    facts.put("components", components(reading));
    facts.put("ahead", reading.ahead().stream().map(PhaseFacts::distance).toList());
    facts.put("outcomes", outcomes(outcomes));
    facts.put("flags", flags);
    return facts;
  }

  static Map<String, Object> unknown(Instrument instrument, String reason) {
    Map<String, Object> facts = start(instrument);
    for (String name :
        List.of("asOf", "phase", "risk", "stress", "heat", "since", "components", "ahead")) {
      facts.put(name, null);
    }
    facts.put("outcomes", null);
    facts.put("flags", List.of("UNKNOWN"));
    facts.put("reason", reason);
    return facts;
  }

  private static Map<String, Object> start(Instrument instrument) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "phase");
    facts.put("instrument", instrument.symbol());
    return facts;
  }

  private static Map<String, Object> components(PhaseReading reading) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("volatility", component(reading.volatility()));
    facts.put("semideviation", component(reading.semideviation()));
    facts.put("drawdown", component(reading.drawdown()));
    facts.put("priceToMean200", component(reading.toShortMean()));
    facts.put("priceToMean1400", component(reading.toLongMean()));
    facts.put("mvrv", reading.mvrv().map(PhaseFacts::component).orElse(null));
    return facts;
  }

  private static Map<String, Object> component(RiskComponent component) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("value", component.value());
    facts.put("percentile", component.percentile());
    return facts;
  }

  private static Map<String, Object> distance(PhaseDistance distance) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("phase", distance.to().name());
    facts.put("border", distance.border());
    facts.put("points", distance.points());
    facts.put("confirmationDays", distance.confirmation());
    facts.put("dwellDays", distance.dwell());
    facts.put("daysAtLeast", distance.days());
    return facts;
  }

  private static Map<String, Object> outcomes(PhaseOutcomes outcomes) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("horizonDays", PhaseOutcomes.HORIZON);
    facts.put("entry", "next close");
    facts.put("from", outcomes.from().map(Object::toString).orElse(null));
    facts.put("to", outcomes.to().map(Object::toString).orElse(null));
    facts.put("phases", outcomes.rows().stream().map(PhaseFacts::row).toList());
    facts.put("test", PhaseOutcomes.TEST);
    facts.put("drawdownP", orNull(outcomes.drawdownP()));
    facts.put("volatilityP", orNull(outcomes.volatilityP()));
    facts.put("returnP", orNull(outcomes.returnP()));
    facts.put("changes", outcomes.changes());
    facts.put("changesPerYear", outcomes.changesPerYear());
    facts.put("tops", outcomes.tops().stream().map(PhaseFacts::top).toList());
    return facts;
  }

  private static Map<String, Object> row(PhaseOutcomes.Row row) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("phase", row.phase().name());
    facts.put("days", row.days());
    facts.put("episodes", row.episodes());
    facts.put("drawdownMean", row.drawdown().mean());
    facts.put("drawdownMedian", row.drawdown().median());
    facts.put("drawdownMedianFromStart", row.medianDrawdownFromStart());
    facts.put("volatilityMean", row.volatility().mean());
    facts.put("volatilityMedian", row.volatility().median());
    facts.put("logReturnMean", row.logReturn().mean());
    facts.put("logReturnMedian", row.logReturn().median());
    return facts;
  }

  private static Map<String, Object> top(PhaseTop top) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("day", top.day().toString());
    facts.put("close", top.close());
    facts.put("phase", top.phase().name());
    facts.put("fall", top.fall());
    return facts;
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
