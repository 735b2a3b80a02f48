package lowtide.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.PhaseOutcomes;
import lowtide.signal.PhaseTop;
import lowtide.signal.SignalEngine;

/** What came after the days of each risk phase. */
final class PhaseClaim implements Claim {
  private static final LocalDate SINCE = LocalDate.of(2018, 1, 1);

  private final SignalEngine engine;
  private final Instrument instrument;

  PhaseClaim(SignalEngine engine, Instrument instrument) {
    this.engine = engine;
    this.instrument = instrument;
  }

  @Override
  public Section measure(MarketView view) {
    PhaseOutcomes outcomes = PhaseOutcomes.since(engine.phases(view, instrument), SINCE);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("phase", "episodes", "days", "deepest fall", "volatility", "log return"));
    for (PhaseOutcomes.Row row : outcomes.rows()) {
      rows.add(
          List.of(
              row.phase().toString(),
              String.valueOf(row.episodes()),
              String.valueOf(row.days()),
              Figures.percent(row.drawdown().mean()),
              Figures.percent(row.volatility().mean()),
              Figures.percent(row.logReturn().mean())));
    }
    rows.add(
        List.of(
            "p",
            "",
            "",
            Figures.p(outcomes.drawdownP()),
            Figures.p(outcomes.volatilityP()),
            Figures.p(outcomes.returnP())));
    List<List<String>> tops = new ArrayList<>();
    tops.add(List.of("all-time high", "close", "phase", "fall after"));
    for (PhaseTop top : outcomes.tops()) {
      tops.add(
          List.of(
              top.day().toString(),
              String.format(Locale.US, "%,.0f", top.close()),
              top.phase().toString(),
              Figures.percent(top.fall())));
    }
    return Section.of(
            "What a low-risk phase tells",
            "Bitcoin is in a low-risk phase, so it is a time to be in the market.")
        .text(
            "%s since %s: means over the 30 days from the next close, by phase. The p values permute"
                + " whole episodes (%s).",
            instrument.symbol(), SINCE, PhaseOutcomes.TEST)
        .grid(rows)
        .text(
            "The phase tells how deep falls became and how wide the swings were, not where the price"
                + " went. It does not call tops:")
        .grid(tops)
        .build();
  }
}
