package lowtide.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.ConfidenceInterval;
import lowtide.signal.Correlation;
import lowtide.signal.PairedReturns;
import lowtide.signal.SignalEngine;

/** What it does to a correlation to sample the coin at the session's close. */
final class SamplingClaim implements Claim {
  private final Instruments instruments;
  private final SignalEngine engine;
  private final Instrument asset;

  SamplingClaim(Instruments instruments, SignalEngine engine, Instrument asset) {
    this.instruments = instruments;
    this.engine = engine;
    this.asset = asset;
  }

  @Override
  public Section measure(MarketView view) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "proxy",
            "returns",
            "r at the session's close",
            "95 %",
            "r by UTC days (ASYNC)",
            "95 %",
            "difference"));
    String span = "";
    for (Instrument proxy : instruments.all()) {
      if (proxy.kind() != Instrument.Kind.EQUITY || view.daily(proxy).isEmpty()) {
        continue;
      }
      PairedReturns closes = engine.pairs(view, asset, proxy);
      Map<LocalDate, Double> days = bySession(engine.pairs(view.withoutHours(), asset, proxy));
      List<double[]> kept = new ArrayList<>();
      LocalDate first = LocalDate.MAX;
      LocalDate last = LocalDate.MIN;
      for (int i = 0; i < closes.size(); i++) {
        Double byDay = days.get(closes.session(i));
        if (!closes.isAsync(i) && byDay != null) {
          kept.add(new double[] {closes.assetReturn(i), byDay, closes.proxyReturn(i)});
          first = first.isBefore(closes.session(i)) ? first : closes.session(i);
          last = closes.session(i);
        }
      }
      if (kept.size() < 20) {
        continue;
      }
      span = " from %s to %s".formatted(first, last);
      rows.add(row(proxy, kept));
    }
    return Section.of(
            "Sampling at the close",
            "A coin has to be sampled at the instant the session closes, not hours later at the end"
                + " of the UTC day.")
        .grid(rows)
        .text(
            "Both on the same sessions%s. The hours between the two closes take part of the"
                + " co-movement away; where only UTC days exist the answer says ASYNC.",
            span)
        .build();
  }

  private static Map<LocalDate, Double> bySession(PairedReturns returns) {
    Map<LocalDate, Double> bySession = new HashMap<>();
    for (int i = 0; i < returns.size(); i++) {
      bySession.put(returns.session(i), returns.assetReturn(i));
    }
    return bySession;
  }

  private static List<String> row(Instrument proxy, List<double[]> kept) {
    double[] atClose = kept.stream().mapToDouble(row -> row[0]).toArray();
    double[] byDay = kept.stream().mapToDouble(row -> row[1]).toArray();
    double[] others = kept.stream().mapToDouble(row -> row[2]).toArray();
    double r = Correlation.pearson(atClose, others).orElse(Double.NaN);
    double async = Correlation.pearson(byDay, others).orElse(Double.NaN);
    return List.of(
        proxy.symbol(),
        String.valueOf(kept.size()),
        Words.coefficient(r),
        interval(atClose, others),
        Words.coefficient(async),
        interval(byDay, others),
        Words.coefficient(r - async));
  }

  private static String interval(double[] x, double[] y) {
    return ConfidenceInterval.of(x, y)
        .map(
            interval ->
                Words.coefficient(interval.low()) + " to " + Words.coefficient(interval.high()))
        .orElse("undefined");
  }
}
