package lowtide.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.AlignedReturns;
import lowtide.signal.Allocation;
import lowtide.signal.AllocationSettings;
import lowtide.signal.SignalEngine;
import lowtide.signal.Sleeve;

/** 60/40 with a sleeve of 15 %. */
final class AllocationComparison implements Comparison {
  private final Instruments instruments;
  private final AllocationSettings settings;
  private final SignalEngine engine;

  AllocationComparison(Instruments instruments, AllocationSettings settings, SignalEngine engine) {
    this.instruments = instruments;
    this.settings = settings;
    this.engine = engine;
  }

  @Override
  public List<List<String>> rows(MarketView view) {
    List<Instrument> parts =
        List.of(settings.stock(), settings.gold(), settings.coin()).stream()
            .flatMap(symbol -> instruments.find(symbol).stream())
            .filter(known -> !view.daily(known).isEmpty())
            .toList();
    if (parts.size() < 3) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    Optional<Instrument> bond =
        instruments.find(settings.bond()).filter(known -> !view.daily(known).isEmpty());
    AlignedReturns returns = engine.aligned(view, parts.get(0), bond, parts.get(1), parts.get(2));
    String[] there = {"11.0, 28.7", "10.1, 26.1", "16.3, 37.3; 52 % of the risk", "10.6, 28.0"};
    Sleeve[] sleeves = {Sleeve.NONE, Sleeve.GOLD, Sleeve.COIN, Sleeve.RISK_PARITY};
    Allocation.of(returns, settings.starts().get(0), .6, .4, .15)
        .ifPresent(
            table -> {
              for (int i = 0; i < sleeves.length; i++) {
                Allocation.Row row = table.rows().get(sleeves[i].ordinal());
                rows.add(
                    List.of(
                        "15 %% sleeve %s: volatility, deepest fall, %%"
                            .formatted(
                                sleeves[i].name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                        there[i],
                        "%s, %s%s"
                            .formatted(
                                Figures.digits(100 * row.volatility(), 1),
                                Figures.digits(100 * row.drawdown(), 1),
                                sleeves[i] == Sleeve.COIN
                                    ? "; %s %% of the risk"
                                        .formatted(Figures.digits(100 * row.coinRisk(), 0))
                                    : ""),
                        bond.isEmpty()
                            ? "no prices of %s here: cash in its place, which cannot fall"
                                .formatted(settings.bond())
                            : "another beginning and end"));
              }
            });
    return rows;
  }
}
