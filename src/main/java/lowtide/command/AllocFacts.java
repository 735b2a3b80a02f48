package lowtide.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.signal.Allocation;

/** What /alloc tells programs. */
final class AllocFacts {
  private AllocFacts() {}

  static Map<String, Object> of(Allocation table) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", table.from().toString());
    facts.put("to", table.to().toString());
    facts.put("n", table.n());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Allocation.Row row : table.rows()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("sleeve", row.sleeve().name());
      one.put("volatility", row.volatility());
      one.put("drawdown", row.drawdown());
      one.put("sharpe", row.sharpe());
      one.put("sharpeLow", row.sharpeLow());
      one.put("sharpeHigh", row.sharpeHigh());
      one.put("growth", row.growth());
      one.put("weights", named(row.weights()));
      one.put("riskShares", named(row.riskShares()));
      rows.add(one);
    }
    facts.put("rows", rows);
    return facts;
  }

  private static Map<String, Object> named(double[] parts) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("stock", parts[0]);
    named.put("bond", parts[1]);
    named.put("gold", parts[2]);
    named.put("coin", parts[3]);
    return named;
  }
}
