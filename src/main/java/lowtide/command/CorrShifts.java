package lowtide.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lowtide.alert.Footer;
import lowtide.chart.Ink;
import lowtide.chart.RowChart;
import lowtide.chart.ValueFormat;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.market.MarketView;
import lowtide.signal.AlignedReturns;
import lowtide.signal.Explanation;
import lowtide.signal.PairedReturns;
import lowtide.signal.ShiftTable;
import lowtide.signal.SpanCorrelation;

/** /corr shifts: the correlation in large moves, beside what truncation alone makes of it. */
final class CorrShifts {
  private final CorrParts parts;

  CorrShifts(CorrParts parts) {
    this.parts = parts;
  }

  Answer answer(CorrParts.Pair asked, LocalDate from) {
    MarketView view = parts.market().get();
    CorrParts.Pair pair = parts.readable(asked, view);
    PairedReturns returns = parts.engine().pairs(view, pair.asset(), pair.proxy());
    Optional<ShiftTable> found = ShiftTable.of(AlignedReturns.of(List.of(returns), from));
    Map<String, Object> facts = CorrParts.facts(pair, "shifts");
    if (found.isEmpty()) {
      return CorrParts.unknown(
          pair, facts, "in large moves", "needs 30 returns of the two since " + from);
    }
    ShiftTable table = found.get();
    facts.putAll(CorrParts.facts(table.whole()));
    facts.put("corners", table.corners().stream().map(CorrShifts::facts).toList());
    facts.put("month", table.month() == null ? null : table.month().toString());
    facts.put("cornersWithout", table.cornersWithout().stream().map(CorrShifts::facts).toList());
    facts.put("tails", table.tails().stream().map(CorrShifts::facts).toList());
    Explanation why =
        CorrParts.explained(
                "%s: correlation in large moves".formatted(pair), returns, table.whole(), view)
            .formula(
                "Of the sessions on which both returns lie more than theta standard deviations on"
                    + " the same side. Normal: what jointly normal returns of the same overall r"
                    + " would show there. Tails by the proxy's absolute return; corrected: r /"
                    + " sqrt(1 + delta (1 - r^2)), delta = variance in the tail / over all - 1.")
            .input("r over all", table.whole().pearson())
            .parameter("since", from.toString())
            .parameter("theta", "0, .5, 1")
            .parameter("least n", 30)
            .build();
    facts.put("flags", why.flags());
    Message.Builder message =
        Message.titled("%s in large moves: %s".formatted(pair, headline(table)))
            .line(
                "Over all %d sessions since %s: r %s (95 %% %s)."
                    .formatted(
                        table.whole().n(),
                        table.whole().from(),
                        Words.coefficient(table.whole().pearson()),
                        CorrParts.interval(table.whole().low(), table.whole().high())))
            .table(corners(table))
            .line(
                table.month() == null
                    ? "Too few sessions to leave a month out."
                    : "w/o: without %s, the one month that changes the fall beyond .5 most."
                        .formatted(table.month()))
            .table(tails(table));
    parts.lineOnProxy(message, pair);
    return Answer.of(
        Footer.under(message, why, view.at())
            .picture(
                parts
                    .pictures()
                    .draw(
                        "corr-shifts-" + pair.asset().symbol(),
                        () -> chart(table, pair, why.sources())))
            .build(),
        facts,
        why);
  }

  /** The falls beyond half a deviation, beside the benchmark, with and without the one month. */
  private static String headline(ShiftTable table) {
    ShiftTable.Corner corner = table.corners().get(1);
    if (corner.correlation().isEmpty()) {
      return "too few";
    }
    String without =
        table.cornersWithout().isEmpty()
            ? ""
            : table
                .cornersWithout()
                .get(1)
                .correlation()
                .map(
                    c -> ", %s without %s".formatted(Words.coefficient(c.pearson()), table.month()))
                .orElse("");
    return "falls beyond .5 sd r %s%s (normal %s)"
        .formatted(
            Words.coefficient(corner.correlation().get().pearson()),
            without,
            Words.coefficient(corner.benchmark()));
  }

  private static String name(ShiftTable.Corner corner) {
    return "%s > %s"
        .formatted(
            corner.down() ? "falls" : "rises", String.format(Locale.US, "%.1f", corner.theta()));
  }

  private static List<List<String>> corners(ShiftTable table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Both beyond", "n", "r", "95 %", "normal", "w/o"));
    for (int i = 0; i < table.corners().size(); i++) {
      ShiftTable.Corner corner = table.corners().get(i);
      rows.add(
          List.of(
              name(corner),
              String.valueOf(corner.n()),
              corner.correlation().map(c -> Words.coefficient(c.pearson())).orElse("too few"),
              corner.correlation().map(c -> CorrParts.interval(c.low(), c.high())).orElse("-"),
              Words.coefficient(corner.benchmark()),
              table.cornersWithout().isEmpty()
                  ? "-"
                  : table
                      .cornersWithout()
                      .get(i)
                      .correlation()
                      .map(c -> Words.coefficient(c.pearson()))
                      .orElse("too few")));
    }
    return rows;
  }

  private static List<List<String>> tails(ShiftTable table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Largest moves", "n", "r", "95 %", "corrected"));
    for (ShiftTable.Tail tail : table.tails()) {
      rows.add(
          List.of(
              "%.0f %%".formatted(100 * tail.share()),
              String.valueOf(tail.n()),
              tail.correlation().map(c -> Words.coefficient(c.pearson())).orElse("too few"),
              tail.correlation().map(c -> CorrParts.interval(c.low(), c.high())).orElse("-"),
              tail.correlation().isPresent() ? Words.coefficient(tail.corrected()) : "-"));
    }
    return rows;
  }

  private static Map<String, Object> facts(ShiftTable.Corner corner) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("side", corner.down() ? "down" : "up");
    facts.put("theta", corner.theta());
    facts.put("n", corner.n());
    put(facts, corner.correlation());
    facts.put("benchmark", corner.benchmark());
    return facts;
  }

  private static Map<String, Object> facts(ShiftTable.Tail tail) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("share", tail.share());
    facts.put("n", tail.n());
    put(facts, tail.correlation());
    facts.put("corrected", tail.correlation().isPresent() ? tail.corrected() : null);
    return facts;
  }

  private static void put(Map<String, Object> facts, Optional<SpanCorrelation> correlation) {
    facts.put("pearson", correlation.map(SpanCorrelation::pearson).orElse(null));
    facts.put("low", correlation.map(SpanCorrelation::low).orElse(null));
    facts.put("high", correlation.map(SpanCorrelation::high).orElse(null));
  }

  private static RowChart chart(ShiftTable table, CorrParts.Pair pair, String sources) {
    List<RowChart.Row> rows = new ArrayList<>();
    for (int i = 0; i < table.corners().size(); i++) {
      ShiftTable.Corner corner = table.corners().get(i);
      List<RowChart.Mark> marks = new ArrayList<>();
      corner
          .correlation()
          .ifPresent(c -> marks.add(new RowChart.Mark(0, c.pearson(), c.low(), c.high())));
      if (!table.cornersWithout().isEmpty()) {
        table
            .cornersWithout()
            .get(i)
            .correlation()
            .ifPresent(c -> marks.add(new RowChart.Mark(1, c.pearson())));
      }
      marks.add(new RowChart.Mark(2, corner.benchmark()));
      rows.add(
          new RowChart.Row(
              name(corner),
              corner
                  .correlation()
                  .map(c -> "%s, n %d".formatted(Words.coefficient(c.pearson()), corner.n()))
                  .orElse("n %d: too few".formatted(corner.n())),
              corner.theta() == .5,
              marks));
    }
    return new RowChart(
        "%s in large moves".formatted(pair),
        "both beyond theta standard deviations, %s to %s · %s"
            .formatted(table.whole().from(), table.whole().to(), sources),
        "r",
        ValueFormat.COEFFICIENT,
        List.of(
            new RowChart.Kind("measured, 95 %", Ink.SIGNAL, RowChart.Shape.DOT),
            new RowChart.Kind(
                table.month() == null ? "without a month" : "without " + table.month(),
                Ink.CAUTION,
                RowChart.Shape.DIAMOND),
            new RowChart.Kind("were they normal", Ink.MUTED, RowChart.Shape.RING)),
        rows);
  }
}
