package lowtide.evidence;

import java.util.ArrayList;
import java.util.List;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.MedianInterval;
import lowtide.signal.SetupCondition;
import lowtide.signal.SetupHistory;
import lowtide.signal.SetupOutcomes;
import lowtide.signal.SignalEngine;

/** How days went on by how many conditions of a cleaner dip they met. */
final class SetupClaim implements Claim {
  private final SignalEngine engine;
  private final Instrument instrument;

  SetupClaim(SignalEngine engine, Instrument instrument) {
    this.engine = engine;
    this.instrument = instrument;
  }

  @Override
  public Section measure(MarketView view) {
    SetupHistory history = engine.setups(view, instrument);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("conditions", "days", "a month apart", "return", "95 %", "deepest fall", "95 %"));
    for (int count = 0; count <= SetupCondition.values().length; count++) {
      rows.add(row(String.valueOf(count), SetupOutcomes.of(history, count)));
    }
    rows.add(row("all", SetupOutcomes.ofAll(history)));
    return Section.of("A cleaner setup", "Buy the dip, or wait for a cleaner setup?")
        .text(
            "%s: medians over the 30 days from the next close, with intervals by order statistics of"
                + " days a month apart. Where the intervals overlap those of all days, the count has"
                + " told nothing that could be told from chance.",
            instrument.symbol())
        .grid(rows)
        .build();
  }

  private static List<String> row(String name, SetupOutcomes outcomes) {
    MedianInterval r = outcomes.logReturn();
    MedianInterval d = outcomes.drawdown();
    return List.of(
        name,
        String.valueOf(outcomes.days()),
        String.valueOf(outcomes.apart()),
        Figures.percent(Math.expm1(r.value())),
        Double.isNaN(r.low())
            ? "too few"
            : Figures.percent(Math.expm1(r.low())) + " to " + Figures.percent(Math.expm1(r.high())),
        Figures.percent(d.value()),
        Double.isNaN(d.low())
            ? "too few"
            : Figures.percent(d.low()) + " to " + Figures.percent(d.high()));
  }
}
