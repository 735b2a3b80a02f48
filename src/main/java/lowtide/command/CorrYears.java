package lowtide.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import lowtide.signal.Explanation;
import lowtide.signal.RollingCorrelation;
import lowtide.signal.YearlyTable;

/** /corr years: the mean of the rolling correlation by calendar year. */
final class CorrYears {
  /** The window of the table, which has to be long enough to say something of a year. */
  private static final int WINDOW = 90;

  private static final int MOST_YEARS = 12;

  private final CorrParts parts;

  CorrYears(CorrParts parts) {
    this.parts = parts;
  }

  Answer answer(CorrParts.Pair asked) {
    MarketView view = parts.market().get();
    CorrParts.Pair pair = parts.readable(asked, view);
    RollingCorrelation rolling = parts.engine().rolling(view, pair.asset(), pair.proxy(), WINDOW);
    Map<String, Object> facts = CorrParts.facts(pair, "years");
    facts.put("window", WINDOW);
    if (rolling.size() == 0) {
      return CorrParts.unknown(
          pair, facts, "by year", "needs nine in ten of %d sessions of the two".formatted(WINDOW));
    }
    Map<Integer, Map<String, YearlyTable.Row>> byYear = new TreeMap<>();
    List<Instrument> proxies = new ArrayList<>(List.of(pair.proxy()));
    proxies.addAll(parts.controls(pair));
    for (Instrument proxy : proxies) {
      for (YearlyTable.Row row :
          YearlyTable.of(parts.engine().rolling(view, pair.asset(), proxy, WINDOW)).years()) {
        byYear.computeIfAbsent(row.year(), year -> new LinkedHashMap<>()).put(proxy.symbol(), row);
      }
    }
    while (byYear.size() > MOST_YEARS) {
      byYear.remove(byYear.keySet().iterator().next());
    }
    facts.put("asOf", asOf(rolling).toString());
    facts.put("years", facts(byYear));
    Explanation why =
        Explanation.of("%s: correlation by year".formatted(pair))
            .formula(
                "The mean of the correlation over %d sessions at each session of a year; windows"
                        .formatted(WINDOW)
                    + " reach back into the year before.")
            .input("sessions with a coefficient", rolling.size())
            .parameter("window", WINDOW)
            .sample("%d sessions since %s".formatted(rolling.size(), rolling.session(0)))
            .sources(Sources.of(view, pair.asset(), pair.proxy()))
            .asOf(asOf(rolling))
            .flags(
                CorrParts.isAsync(
                        parts.engine().pairs(view, pair.asset(), pair.proxy()), rolling.session(0))
                    ? List.of("ASYNC")
                    : List.of())
            .build();
    facts.put("flags", why.flags());
    Message.Builder message =
        Message.titled("%s: %s".formatted(pair, headline(byYear, pair.proxy().symbol())))
            .line("Yearly mean of the correlation over %d sessions.".formatted(WINDOW))
            .table(table(byYear, proxies));
    parts.lineOnProxy(message, pair);
    return Answer.of(
        Footer.under(message, why, view.at())
            .picture(
                parts
                    .pictures()
                    .draw(
                        "corr-years-" + pair.asset().symbol(),
                        () -> chart(byYear, pair, why.sources())))
            .build(),
        facts,
        why);
  }

  private static Instant asOf(RollingCorrelation rolling) {
    return TradingCalendar.NEW_YORK.close(rolling.session(rolling.size() - 1));
  }

  /** The last two years of the table. */
  private static String headline(Map<Integer, Map<String, YearlyTable.Row>> byYear, String proxy) {
    List<String> words = new ArrayList<>();
    byYear.forEach(
        (year, rows) -> {
          if (rows.containsKey(proxy)) {
            words.add("%d %s".formatted(year, Words.coefficient(rows.get(proxy).mean())));
          }
        });
    return String.join(", ", words.subList(Math.max(0, words.size() - 3), words.size()));
  }

  private static List<Map<String, Object>> facts(Map<Integer, Map<String, YearlyTable.Row>> years) {
    List<Map<String, Object>> facts = new ArrayList<>();
    years.forEach(
        (year, rows) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("year", year);
          rows.forEach((symbol, row) -> one.put(symbol, row.mean()));
          rows.values().stream().findFirst().ifPresent(row -> one.put("sessions", row.sessions()));
          facts.add(one);
        });
    return facts;
  }

  private static List<List<String>> table(
      Map<Integer, Map<String, YearlyTable.Row>> years, List<Instrument> proxies) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("Year"));
    proxies.forEach(proxy -> head.add(proxy.symbol()));
    head.add("Sessions");
    rows.add(head);
    years.forEach(
        (year, byProxy) -> {
          List<String> row = new ArrayList<>(List.of(String.valueOf(year)));
          for (Instrument proxy : proxies) {
            YearlyTable.Row mean = byProxy.get(proxy.symbol());
            row.add(mean == null ? "-" : Words.coefficient(mean.mean()));
          }
          row.add(
              byProxy.values().stream()
                  .findFirst()
                  .map(mean -> String.valueOf(mean.sessions()))
                  .orElse("-"));
          rows.add(row);
        });
    return rows;
  }

  private static RowChart chart(
      Map<Integer, Map<String, YearlyTable.Row>> years, CorrParts.Pair pair, String sources) {
    List<RowChart.Row> rows = new ArrayList<>();
    years.forEach(
        (year, byProxy) -> {
          YearlyTable.Row row = byProxy.get(pair.proxy().symbol());
          if (row != null) {
            rows.add(
                new RowChart.Row(
                    String.valueOf(year),
                    "%s, n %d".formatted(Words.coefficient(row.mean()), row.sessions()),
                    false,
                    List.of(new RowChart.Mark(0, row.mean()))));
          }
        });
    return new RowChart(
        rows.isEmpty()
            ? "%s by year".formatted(pair)
            : "%s by year: r %s".formatted(pair, inYear(rows.get(rows.size() - 1))),
        "mean of the correlation over %d sessions · %s".formatted(WINDOW, sources),
        "correlation of daily returns",
        ValueFormat.COEFFICIENT,
        List.of(new RowChart.Kind("mean", Ink.SIGNAL, RowChart.Shape.DOT)),
        rows);
  }

  private static String inYear(RowChart.Row year) {
    return "%s in %s".formatted(Words.coefficient(year.marks().get(0).value()), year.name());
  }
}
