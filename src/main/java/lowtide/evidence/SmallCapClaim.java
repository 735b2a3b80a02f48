package lowtide.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.AlignedReturns;
import lowtide.signal.CorrelationDifference;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.SignalEngine;
import lowtide.signal.SpanCorrelation;

/** Whether a coin moves more closely with small-cap tech than with other proxies. */
final class SmallCapClaim implements Claim {
  private final Instruments instruments;
  private final CorrelationSettings settings;
  private final SignalEngine engine;

  SmallCapClaim(Instruments instruments, CorrelationSettings settings, SignalEngine engine) {
    this.instruments = instruments;
    this.settings = settings;
    this.engine = engine;
  }

  @Override
  public Section measure(MarketView view) {
    // By UTC days throughout: hours are known for a part of the time only.
    MarketView days = view.withoutHours();
    Instrument asset = instruments.get(settings.assets().get(0));
    Instrument small = instruments.get(settings.proxy());
    Section.Builder section =
        Section.of(
            "Small-cap tech is closest",
            "Bitcoin moves most closely with small-cap technology stocks.");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("proxy", "n", "r", "95 %", small.symbol() + " less this", "95 %"));
    boolean ahead = true;
    for (Instrument proxy : instruments.all()) {
      if (proxy.kind() != Instrument.Kind.EQUITY || days.daily(proxy).isEmpty()) {
        continue;
      }
      Optional<SpanCorrelation> span =
          SpanCorrelation.since(engine.pairs(days, asset, proxy), settings.companions().since());
      if (span.isEmpty()) {
        continue;
      }
      SpanCorrelation r = span.get();
      double[] less = proxy.equals(small) ? new double[3] : difference(days, asset, small, proxy);
      ahead &= proxy.equals(small) || less[1] > 0;
      rows.add(
          List.of(
              proxy.symbol(),
              String.valueOf(r.n()),
              digits(r.pearson()),
              digits(r.low()) + " to " + digits(r.high()),
              proxy.equals(small) ? "" : digits(less[0]),
              proxy.equals(small) ? "" : digits(less[1]) + " to " + digits(less[2])));
    }
    return section
        .text(
            "%s since %s, daily UTC closes against New York closes (ASYNC).",
            asset.symbol(), settings.companions().since())
        .grid(rows)
        .text(
            ahead
                ? "Borne out: the interval of every difference lies above zero."
                : "Not borne out: for at least one proxy the interval of the difference holds zero"
                    + " or lies below it. The bot shows the controls beside every answer.")
        .build();
  }

  /** r(asset, small) - r(asset, other) over the sessions that all three have. */
  private double[] difference(
      MarketView days, Instrument asset, Instrument small, Instrument other) {
    LocalDate since = settings.companions().since();
    AlignedReturns all =
        AlignedReturns.of(
            List.of(engine.pairs(days, asset, small), engine.pairs(days, other, small)), since);
    return CorrelationDifference.dependent(all.proxy(), all.asset(1), all.asset(0));
  }

  private static String digits(double r) {
    return Words.coefficient3(r);
  }
}
