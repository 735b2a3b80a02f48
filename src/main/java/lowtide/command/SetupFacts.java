package lowtide.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.signal.MedianInterval;
import lowtide.signal.Phase;
import lowtide.signal.SetupCondition;
import lowtide.signal.SetupDay;
import lowtide.signal.SetupOutcomes;

/** What /setup tells programs. */
final class SetupFacts {
  private SetupFacts() {}

  static List<Map<String, Object>> conditions(SetupDay day) {
    List<Map<String, Object>> conditions = new ArrayList<>();
    for (SetupCondition condition : SetupCondition.values()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("condition", condition.name());
      one.put(
          "value",
          !day.isKnown(condition)
              ? null
              : condition == SetupCondition.PHASE
                  ? Phase.values()[(int) day.value(condition)].name()
                  : (Object) day.value(condition));
      one.put("met", day.isKnown(condition) ? day.isMet(condition) : null);
      conditions.add(one);
    }
    return conditions;
  }

  static Map<String, Object> of(SetupOutcomes outcomes) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("days", outcomes.days());
    facts.put("apart", outcomes.apart());
    facts.put("horizon", SetupOutcomes.HORIZON);
    put(facts, "logReturn", outcomes.logReturn());
    put(facts, "drawdown", outcomes.drawdown());
    return facts;
  }

  private static void put(Map<String, Object> facts, String name, MedianInterval median) {
    facts.put(name, Double.isNaN(median.value()) ? null : median.value());
    facts.put(name + "Low", Double.isNaN(median.low()) ? null : median.low());
    facts.put(name + "High", Double.isNaN(median.high()) ? null : median.high());
  }
}
