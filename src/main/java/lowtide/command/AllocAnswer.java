package lowtide.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lowtide.alert.Footer;
import lowtide.alert.Sources;
import lowtide.chart.Ink;
import lowtide.chart.RowChart;
import lowtide.chart.ValueFormat;
import lowtide.chat.Message;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.market.TradingCalendar;
import lowtide.signal.Allocation;
import lowtide.signal.AllocationSettings;
import lowtide.signal.Explanation;
import lowtide.signal.Sleeve;

/**
 * What /alloc tells people.
 *
 * @param tables one for each start that differs, at least one
 */
record AllocAnswer(
    AllocRequest asked,
    List<Allocation> tables,
    List<String> flags,
    AllocationSettings settings,
    Instruments instruments,
    MarketView view) {
  static final String BOND_AS_CASH = "BOND_AS_CASH";

  Answer with(Pictures pictures, Map<String, Object> facts) {
    double cash = 100 - asked.stock() - asked.bond();
    Allocation last = tables.get(tables.size() - 1);
    facts.put("asOf", TradingCalendar.NEW_YORK.close(last.to()).toString());
    facts.put("tables", tables.stream().map(AllocFacts::of).toList());
    facts.put("flags", flags);
    Explanation why = why();
    Allocation.Row none = last.rows().get(Sleeve.NONE.ordinal());
    Allocation.Row coins = last.rows().get(Sleeve.COIN.ordinal());
    Message.Builder message = Message.titled(title(last));
    for (Allocation table : tables) {
      message.line("From %s to %s, n %d:".formatted(table.from(), table.to(), table.n()));
      message.table(rows(table));
    }
    gaps(message);
    message.line(
        "%s %% %s, %s %% %s, %srebalanced quarterly; a sleeve of %s %% takes from all. Price returns, no costs, no dividends, rate 0."
            .formatted(
                shortly(asked.stock()),
                settings.stock(),
                shortly(asked.bond()),
                settings.bond(),
                cash > 0 ? shortly(cash) + " % cash at zero return, " : "",
                shortly(asked.sleeve())));
    if (asked.sleeve() > settings.capPercent()) {
      message.line(
          "The sleeve is above the usual cap of %s %%.".formatted(shortly(settings.capPercent())));
    }
    if (flags.contains(BOND_AS_CASH)) {
      message.line(
          "BOND_AS_CASH: prices of %s are not known here; its part lies as cash at zero return."
              .formatted(settings.bond()));
    }
    message.line(
        "Who looks at %s looks at a survivor: its early rise made it worth looking at. The past of one asset is no forecast."
            .formatted(settings.coin()));
    return Answer.of(
        Footer.under(message, why, view.at())
            .picture(pictures.draw("alloc", () -> chart(last, why.sources())))
            .build(),
        facts,
        why);
  }

  private String title(Allocation table) {
    Allocation.Row none = table.rows().get(Sleeve.NONE.ordinal());
    Allocation.Row coins = table.rows().get(Sleeve.COIN.ordinal());
    return asked.sleeve() == 0
        ? "%s/%s since %s: volatility %s, deepest fall %s"
            .formatted(
                shortly(asked.stock()),
                shortly(asked.bond()),
                table.from(),
                percent(none.volatility()),
                percent(none.drawdown()))
        : "%s %% %s took volatility from %s to %s since %s, %s of the risk"
            .formatted(
                shortly(asked.sleeve()),
                settings.coin(),
                percent(none.volatility()),
                percent(coins.volatility()),
                table.from(),
                percent(coins.coinRisk()));
  }

  /** What comes out depends on the start; where there is but one, that has to be known. */
  private void gaps(Message.Builder message) {
    if (tables.size() == 1) {
      message.line(
          "Only one start can be shown: prices reach back to it, or too few lie behind the others.");
    }
  }

  private Explanation why() {
    Allocation first = tables.get(0);
    Explanation.Builder why =
        Explanation.of(
                "a sleeve of %s %% beside %s %% %s and %s %% %s"
                    .formatted(
                        shortly(asked.sleeve()),
                        shortly(asked.stock()),
                        settings.stock(),
                        shortly(asked.bond()),
                        settings.bond()))
            .formula(
                "Weights set at the close before each quarter's first session by the covariance of"
                    + " the 252 sessions then known: risk parity sigma_c / (sigma_g + sigma_c) gold, minimum variance"
                    + " (sigma_c^2 - rho sigma_g sigma_c) / (sigma_g^2 + sigma_c^2 - 2 rho sigma_g"
                    + " sigma_c) gold, 0 to 1. Share of risk w_i (Sigma w)_i / w' Sigma w of the mean weights"
                    + " and the span's covariance. Sharpe:"
                    + " mean / deviation of daily returns times sqrt(252), interval by Lo (2002).");
    for (Allocation table : tables) {
      for (Allocation.Row row : table.rows()) {
        why.input(
            "volatility %s since %s".formatted(name(row.sleeve()), table.from()), row.volatility());
      }
    }
    return why.parameter("trailing sessions", Allocation.TRAILING)
        .parameter("usual cap %", settings.capPercent())
        .parameter("starts", settings.starts().toString())
        .sample("n %d since %s".formatted(first.n(), first.from()))
        .sources(
            Sources.of(
                view,
                List.of(settings.stock(), settings.bond(), settings.gold(), settings.coin())
                    .stream()
                    .flatMap(symbol -> instruments.find(symbol).stream())
                    .toArray(Instrument[]::new)))
        .asOf(TradingCalendar.NEW_YORK.close(first.to()))
        .flags(flags)
        .build();
  }

  private List<List<String>> rows(Allocation table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Sleeve", "Volatility", "Drawdown", "Sharpe", "95 %", "Coin's risk"));
    for (Allocation.Row row : table.rows()) {
      rows.add(
          List.of(
              name(row.sleeve()),
              percent(row.volatility()),
              percent(row.drawdown()),
              number(row.sharpe()),
              number(row.sharpeLow()) + " to " + number(row.sharpeHigh()),
              percent(row.coinRisk())));
    }
    return rows;
  }

  private String name(Sleeve sleeve) {
    return switch (sleeve) {
      case NONE -> "none";
      case GOLD -> settings.gold();
      case COIN -> settings.coin();
      case RISK_PARITY -> "risk parity";
      case MINIMUM_VARIANCE -> "min. variance";
    };
  }

  private RowChart chart(Allocation table, String sources) {
    List<RowChart.Row> rows = new ArrayList<>();
    for (Allocation.Row row : table.rows()) {
      rows.add(
          new RowChart.Row(
              name(row.sleeve()),
              "%s / %s".formatted(percent(row.volatility()), percent(row.drawdown())),
              row.sleeve() == Sleeve.NONE,
              List.of(
                  new RowChart.Mark(0, 100 * row.volatility()),
                  new RowChart.Mark(1, 100 * row.drawdown()))));
    }
    return new RowChart(
        asked.sleeve() == 0
            ? "%s/%s: volatility %s"
                .formatted(
                    shortly(asked.stock()),
                    shortly(asked.bond()),
                    percent(table.rows().get(Sleeve.NONE.ordinal()).volatility()))
            : "%s %% %s: volatility %s to %s"
                .formatted(
                    shortly(asked.sleeve()),
                    settings.coin(),
                    percent(table.rows().get(Sleeve.NONE.ordinal()).volatility()),
                    percent(table.rows().get(Sleeve.COIN.ordinal()).volatility())),
        "beside %s %s/%s %s, %s to %s, n %d · %s"
            .formatted(
                settings.stock(),
                shortly(asked.stock()),
                shortly(asked.bond()),
                flags.contains(BOND_AS_CASH) ? "cash for " + settings.bond() : settings.bond(),
                table.from(),
                table.to(),
                table.n(),
                sources),
        "percent",
        ValueFormat.PERCENT,
        List.of(
            new RowChart.Kind("volatility, a year's", Ink.SIGNAL, RowChart.Shape.DOT),
            new RowChart.Kind("deepest fall", Ink.DANGER, RowChart.Shape.DIAMOND)),
        rows);
  }

  private static String percent(double part) {
    return String.format(Locale.US, "%.1f %%", 100 * part);
  }

  private static String number(double value) {
    return String.format(Locale.US, "%.2f", value);
  }

  private static String shortly(double percent) {
    return percent == Math.rint(percent) ? String.valueOf((int) percent) : String.valueOf(percent);
  }
}
