package lowtide.command;

import java.time.Month;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import lowtide.market.Instrument;
import lowtide.signal.HalvingCycle;
import lowtide.signal.SeasonBand;
import lowtide.signal.SeasonCheck;
import lowtide.signal.SeasonLevel;
import lowtide.signal.SeasonOutlook;
import lowtide.signal.SeasonReading;
import lowtide.signal.SeasonRecord;
import lowtide.signal.SeasonTable;
import lowtide.signal.WilsonInterval;
import org.jspecify.annotations.Nullable;

/** What /season tells programs: log returns and probabilities as fractions. */
final class SeasonFacts {
  private SeasonFacts() {}

  static Map<String, Object> of(SeasonReading reading, List<String> flags) {
    Map<String, Object> facts = start(reading.instrument(), reading.asked());
    facts.put("asOf", reading.asOf().toString());
    facts.put("monthEffectFound", reading.isEffectFound());
    table(facts, reading.table());
    facts.put(
        "since",
        reading
            .since()
            .map(
                table -> {
                  Map<String, Object> since = new LinkedHashMap<>();
                  table(since, table);
                  return since;
                })
            .orElse(null));
    facts.put("outlook", reading.outlook().map(SeasonFacts::outlook).orElse(null));
    facts.put("outOfSample", record(reading.record()));
    SeasonRecord past = reading.record().of(reading.asked());
    Map<String, Object> same = record(past);
    same.put("checks", past.checks().stream().map(SeasonFacts::check).toList());
    facts.put("outOfSampleOfMonth", same);
    facts.put("halvings", reading.cycles().stream().map(SeasonFacts::cycle).toList());
    facts.put("flags", flags);
    return facts;
  }

  static Map<String, Object> unknown(Instrument instrument, Month month, String reason) {
    Map<String, Object> facts = start(instrument, month);
    for (String name :
        List.of("asOf", "monthEffectFound", "f", "p", "months", "outlook", "outOfSample")) {
      facts.put(name, null);
    }
    facts.put("flags", List.of("UNKNOWN"));
    facts.put("reason", reason);
    return facts;
  }

  private static Map<String, Object> start(Instrument instrument, Month month) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "season");
    facts.put("instrument", instrument.symbol());
    facts.put("month", month.getValue());
    return facts;
  }

  private static void table(Map<String, Object> facts, SeasonTable table) {
    facts.put("from", table.from().toString());
    facts.put("to", table.to().toString());
    facts.put("n", table.n());
    facts.put("mean", table.mean());
    facts.put("f", table.f());
    facts.put("p", table.p());
    facts.put("varianceWithin", table.within());
    facts.put("meanSquareBetween", table.between());
    facts.put("tau2", table.tau2());
    facts.put("months", table.rows().stream().map(SeasonFacts::row).toList());
  }

  private static Map<String, Object> row(SeasonTable.Row row) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("month", row.month().getValue());
    facts.put("n", row.n());
    facts.put("raw", row.mean());
    facts.put("low", row.low());
    facts.put("high", row.high());
    facts.put("shrinkage", row.shrinkage());
    facts.put("shrunk", row.shrunk());
    return facts;
  }

  private static Map<String, Object> outlook(SeasonOutlook outlook) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("month", outlook.month().toString());
    facts.put("from", outlook.from());
    facts.put("fromAt", outlook.fromAt().toString());
    facts.put("rawClose", outlook.rawClose());
    facts.put("shrunkClose", outlook.shrunkClose());
    facts.put("low", orNull(outlook.low()));
    facts.put("high", orNull(outlook.high()));
    facts.put("sigma60m", outlook.band().map(SeasonBand::sigma).orElse(null));
    facts.put("quantile", outlook.band().map(SeasonBand::quantile).orElse(null));
    facts.put("scores", outlook.band().map(SeasonBand::scores).orElse(null));
    facts.put("last", outlook.last());
    facts.put("lastDay", outlook.lastDay().toString());
    facts.put("days", outlook.days());
    facts.put("daysLeft", outlook.daysLeft());
    facts.put("startVolatilityDaily", orNull(outlook.startVolatility()));
    facts.put("lastVolatilityDaily", orNull(outlook.lastVolatility()));
    facts.put("projection", level(outlook.projection()));
    facts.put("levels", outlook.levels().stream().map(SeasonFacts::level).toList());
    return facts;
  }

  private static Map<String, Object> level(SeasonLevel level) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("level", level.level());
    facts.put("watched", level.watched());
    facts.put("touchFromStart", orNull(level.fromStart()));
    facts.put("touchFromLast", orNull(level.fromLast()));
    facts.put("touched", level.touched().map(Object::toString).orElse(null));
    return facts;
  }

  private static Map<String, Object> record(SeasonRecord record) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("n", record.checks().size());
    facts.put("signsRight", share(record.signsRight()));
    facts.put("rises", share(record.rises()));
    facts.put("coverage", share(record.coverage()));
    facts.put("r2Raw", orNull(record.r2Raw()));
    facts.put("r2Shrunk", orNull(record.r2Shrunk()));
    return facts;
  }

  private static @Nullable Map<String, Object> share(Optional<WilsonInterval> share) {
    if (share.isEmpty()) {
      return null;
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("hits", share.get().hits());
    facts.put("n", share.get().n());
    facts.put("share", share.get().share());
    facts.put("low", share.get().low());
    facts.put("high", share.get().high());
    return facts;
  }

  private static Map<String, Object> check(SeasonCheck check) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("month", check.month().toString());
    facts.put("from", check.from());
    facts.put("to", check.to());
    facts.put("raw", check.rawMean());
    facts.put("shrunk", check.shrunkMean());
    facts.put("projected", check.projected());
    facts.put("logReturn", check.logReturn());
    facts.put("bandHalf", orNull(check.half()));
    facts.put("within", check.half().isPresent() ? check.isWithin() : null);
    facts.put("signRight", check.isSignRight());
    facts.put("touchProbability", orNull(check.touchProbability()));
    facts.put("touched", check.touched());
    return facts;
  }

  private static Map<String, Object> cycle(HalvingCycle cycle) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("halving", cycle.halving().toString());
    facts.put("month", cycle.month().toString());
    facts.put("age", cycle.age());
    facts.put("logReturn", orNull(cycle.logReturn()));
    facts.put("sinceHalving", orNull(cycle.sinceHalving()));
    return facts;
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
