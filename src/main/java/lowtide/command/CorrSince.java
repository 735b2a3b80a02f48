package lowtide.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.alert.Footer;
import lowtide.chart.Drawing;
import lowtide.chart.Ink;
import lowtide.chart.RowChart;
import lowtide.chart.ValueFormat;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.Explanation;
import lowtide.signal.SpanCorrelation;

/** /corr since: the correlation over all sessions from a date on. */
final class CorrSince {
  private final CorrParts parts;

  CorrSince(CorrParts parts) {
    this.parts = parts;
  }

  Answer answer(CorrParts.Pair asked, LocalDate from) {
    MarketView view = parts.market().get();
    CorrParts.Pair pair = parts.readable(asked, view);
    Optional<SpanCorrelation> found = parts.since(view, pair, pair.proxy(), from);
    Map<String, Object> facts = CorrParts.facts(pair, "since");
    if (found.isEmpty()) {
      return CorrParts.unknown(
          pair, facts, "since " + from, "needs 20 returns of the two since then");
    }
    SpanCorrelation span = found.get();
    facts.putAll(CorrParts.facts(span));
    List<Instrument> proxies = new ArrayList<>(List.of(pair.proxy()));
    proxies.addAll(parts.controls(pair));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("With", "r", "95 %", "n"));
    List<RowChart.Row> marks = new ArrayList<>();
    List<Map<String, Object>> controls = new ArrayList<>();
    for (Instrument proxy : proxies) {
      Optional<SpanCorrelation> each = parts.since(view, pair, proxy, from);
      if (each.isPresent()) {
        SpanCorrelation c = each.get();
        rows.add(
            List.of(
                proxy.symbol(),
                Words.coefficient(c.pearson()),
                CorrParts.interval(c.low(), c.high()),
                String.valueOf(c.n())));
        marks.add(
            new RowChart.Row(
                proxy.symbol(),
                Words.coefficient(c.pearson()),
                proxy.equals(pair.proxy()),
                List.of(new RowChart.Mark(0, c.pearson(), c.low(), c.high()))));
        Map<String, Object> control = CorrParts.facts(c);
        control.put("proxy", proxy.symbol());
        controls.add(control);
      }
    }
    facts.put("controls", controls);
    Explanation why =
        CorrParts.explained(
                "%s: correlation since %s".formatted(pair, from),
                parts.engine().pairs(view, pair.asset(), pair.proxy()),
                span,
                view)
            .formula(
                "Pearson's r of all log returns from one New York close to the next since the date;"
                    + " interval as for a window.")
            .input("r", span.pearson())
            .input("low", span.low())
            .input("high", span.high())
            .parameter("since", from.toString())
            .build();
    facts.put("flags", why.flags());
    Message.Builder message =
        Message.titled(
                "%s since %s: r %s (95 %% %s)"
                    .formatted(
                        pair,
                        span.from(),
                        Words.coefficient(span.pearson()),
                        CorrParts.interval(span.low(), span.high())))
            .table(rows);
    parts.lineOnProxy(message, pair);
    Drawing chart =
        new RowChart(
            "%s since %s: r %s".formatted(pair, span.from(), Words.coefficient(span.pearson())),
            "%d sessions to %s · %s".formatted(span.n(), span.to(), why.sources()),
            "correlation of daily returns, 95 % intervals",
            ValueFormat.COEFFICIENT,
            List.of(new RowChart.Kind("r", Ink.SIGNAL, RowChart.Shape.DOT)),
            marks);
    return Answer.of(
        Footer.under(message, why, view.at())
            .picture(parts.pictures().draw("corr-since-" + pair.asset().symbol(), () -> chart))
            .build(),
        facts,
        why);
  }
}
