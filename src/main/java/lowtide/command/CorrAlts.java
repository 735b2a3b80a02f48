package lowtide.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.alert.Footer;
import lowtide.alert.Sources;
import lowtide.chart.Ink;
import lowtide.chart.RowChart;
import lowtide.chart.ValueFormat;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.TradingCalendar;
import lowtide.signal.AlignedReturns;
import lowtide.signal.AltcoinTable;
import lowtide.signal.Explanation;
import lowtide.signal.PairedReturns;

/** /corr alts: other coins and their basket beside the leading one. */
final class CorrAlts {
  private final CorrParts parts;

  CorrAlts(CorrParts parts) {
    this.parts = parts;
  }

  Answer answer(CorrParts.Pair asked, int window) {
    MarketView view = parts.market().get();
    Instrument leader = parts.asset();
    CorrParts.Pair pair =
        parts.readable(new CorrParts.Pair(leader, asked.proxy(), asked.proxyNamed()), view);
    List<Instrument> coins = new ArrayList<>(List.of(leader));
    parts.settings().companions().alts().stream()
        .map(parts.instruments()::get)
        .filter(alt -> !alt.equals(leader) && !view.daily(alt).isEmpty())
        .forEach(coins::add);
    Map<String, Object> facts = CorrParts.facts(pair, "alts");
    facts.put("window", window);
    List<PairedReturns> pairs =
        coins.stream().map(coin -> parts.engine().pairs(view, coin, pair.proxy())).toList();
    Optional<AltcoinTable> found =
        coins.size() < 2
            ? Optional.empty()
            : AltcoinTable.of(
                AlignedReturns.of(pairs, LocalDate.MIN).last(window),
                coins.stream().map(Instrument::symbol).toList());
    if (found.isEmpty()) {
      return CorrParts.unknown(
          pair, facts, "beside other coins", "needs 20 sessions with prices of all coins");
    }
    AltcoinTable table = found.get();
    int n = table.rows().get(0).withProxy().n();
    facts.put("from", table.from().toString());
    facts.put("to", table.to().toString());
    facts.put("n", n);
    facts.put("coins", table.rows().stream().map(CorrAlts::facts).toList());
    Explanation why =
        Explanation.of(
                "%s and other coins with %s over %d sessions"
                    .formatted(leader.symbol(), pair.proxy().symbol(), window))
            .formula(
                "Pearson's r of each with the proxy over the sessions on which all have a return;"
                    + " the difference's interval from the difference of both influence functions."
                    + " Basket: the mean of the others' log returns.")
            .input("sessions", n)
            .parameter("window", window)
            .sample("n %d for each".formatted(n))
            .sources(Sources.of(view, coins.toArray(Instrument[]::new)))
            .asOf(TradingCalendar.NEW_YORK.close(table.to()))
            .flags(CorrParts.isAsync(pairs.get(0), table.from()) ? List.of("ASYNC") : List.of())
            .build();
    facts.put("flags", why.flags());
    Message.Builder message =
        Message.titled(headline(table, pair))
            .line("%d sessions from %s to %s.".formatted(n, table.from(), table.to()))
            .table(rows(table, leader, pair.proxy()));
    parts.lineOnProxy(message, pair);
    return Answer.of(
        Footer.under(message, why, view.at())
            .picture(
                parts
                    .pictures()
                    .draw(
                        "corr-alts-" + pair.proxy().symbol(),
                        () -> chart(table, pair, why.sources())))
            .build(),
        facts,
        why);
  }

  private static String headline(AltcoinTable table, CorrParts.Pair pair) {
    AltcoinTable.Row leader = table.rows().get(0);
    AltcoinTable.Row others = table.rows().get(table.rows().size() - 1);
    boolean differs = others.differenceLow() > 0 || others.differenceHigh() < 0;
    return "With %s: %s r %s, %s r %s (%s)"
        .formatted(
            pair.proxy().symbol(),
            leader.name(),
            Words.coefficient(leader.withProxy().pearson()),
            others.name(),
            Words.coefficient(others.withProxy().pearson()),
            differs
                ? "difference " + Words.coefficient(others.difference())
                : "no significant difference");
  }

  private static List<List<String>> rows(AltcoinTable table, Instrument leader, Instrument proxy) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "Coin",
            "r " + proxy.symbol(),
            "95 %",
            "less " + leader.symbol(),
            "95 %",
            "r " + leader.symbol()));
    for (AltcoinTable.Row row : table.rows()) {
      boolean isLeader = row == table.rows().get(0);
      rows.add(
          List.of(
              row.name(),
              Words.coefficient(row.withProxy().pearson()),
              CorrParts.interval(row.withProxy().low(), row.withProxy().high()),
              isLeader ? "" : Words.coefficient(row.difference()),
              isLeader ? "" : CorrParts.interval(row.differenceLow(), row.differenceHigh()),
              isLeader ? "" : Words.coefficient(row.withLeader())));
    }
    return rows;
  }

  private static Map<String, Object> facts(AltcoinTable.Row row) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("coin", row.name());
    facts.put("pearson", row.withProxy().pearson());
    facts.put("low", row.withProxy().low());
    facts.put("high", row.withProxy().high());
    facts.put("difference", row.difference());
    facts.put("differenceLow", row.differenceLow());
    facts.put("differenceHigh", row.differenceHigh());
    facts.put("withLeader", row.withLeader());
    return facts;
  }

  private static RowChart chart(AltcoinTable table, CorrParts.Pair pair, String sources) {
    List<RowChart.Row> rows = new ArrayList<>();
    for (AltcoinTable.Row row : table.rows()) {
      rows.add(
          new RowChart.Row(
              row.name(),
              Words.coefficient(row.withProxy().pearson()),
              row == table.rows().get(0),
              List.of(
                  new RowChart.Mark(
                      0,
                      row.withProxy().pearson(),
                      row.withProxy().low(),
                      row.withProxy().high()))));
    }
    return new RowChart(
        "With %s: %s, %s"
            .formatted(
                pair.proxy().symbol(),
                withProxy(table.rows().get(0)),
                withProxy(table.rows().get(table.rows().size() - 1))),
        "%d sessions to %s · %s"
            .formatted(table.rows().get(0).withProxy().n(), table.to(), sources),
        "correlation with %s, 95 %% intervals".formatted(pair.proxy().symbol()),
        ValueFormat.COEFFICIENT,
        List.of(new RowChart.Kind("r", Ink.SIGNAL, RowChart.Shape.DOT)),
        rows);
  }

  private static String withProxy(AltcoinTable.Row row) {
    return "%s r %s".formatted(row.name(), Words.coefficient(row.withProxy().pearson()));
  }
}
