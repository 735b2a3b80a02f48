package lowtide.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.AlignedReturns;
import lowtide.signal.PairedReturns;
import lowtide.signal.ShiftTable;
import lowtide.signal.SignalEngine;
import lowtide.signal.SpanCorrelation;

/** Coefficients of days since 2020, and of the falls among them. */
final class CorrelationComparison implements Comparison {
  private static final LocalDate SINCE = LocalDate.of(2020, 1, 1);

  private final Instruments instruments;
  private final SignalEngine engine;

  CorrelationComparison(Instruments instruments, SignalEngine engine) {
    this.instruments = instruments;
    this.engine = engine;
  }

  @Override
  public List<List<String>> rows(MarketView view) {
    MarketView days = view.withoutHours();
    List<List<String>> rows = new ArrayList<>();
    String[][] expected = {
      {"BTC", "IWM", ".398 [.323, .468], n 1668"},
      {"BTC", "QQQ", ".395"},
      {"BTC", "SPY", ".389"},
      {"BTC", "GLD", ".147"},
      {"ETH", "IWM", ".399"}
    };
    for (String[] one : expected) {
      Optional<PairedReturns> pair = pair(days, one[0], one[1]);
      pair.flatMap(returns -> SpanCorrelation.since(returns, SINCE))
          .ifPresent(
              r ->
                  rows.add(
                      List.of(
                          "r %s/%s since 2020, daily".formatted(one[0], one[1]),
                          one[2],
                          "%s [%s, %s], n %d"
                              .formatted(
                                  Figures.digits(r.pearson(), 3),
                                  Figures.digits(r.low(), 3),
                                  Figures.digits(r.high(), 3),
                                  r.n()),
                          "data end %s here".formatted(r.to()))));
    }
    pair(days, "BTC", "IWM")
        .flatMap(returns -> ShiftTable.of(AlignedReturns.of(List.of(returns), SINCE)))
        .ifPresent(
            table ->
                rows.add(
                    List.of(
                        "falls beyond .5, normal, without 2020-03",
                        ".551, .156, .326",
                        "%s, %s, %s"
                            .formatted(
                                corner(table.corners()),
                                Figures.digits(table.corners().get(1).benchmark(), 3),
                                corner(table.cornersWithout())),
                        "data end %s here".formatted(table.whole().to()))));
    return rows;
  }

  private static String corner(List<ShiftTable.Corner> corners) {
    return corners.size() < 2
        ? "-"
        : corners.get(1).correlation().map(c -> Figures.digits(c.pearson(), 3)).orElse("too few");
  }

  private Optional<PairedReturns> pair(MarketView view, String asset, String proxy) {
    return instruments
        .find(asset)
        .flatMap(known -> instruments.find(proxy).map(other -> engine.pairs(view, known, other)));
  }
}
