package lowtide.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lowtide.alert.Footer;
import lowtide.alert.Sources;
import lowtide.chart.Ink;
import lowtide.chart.RowChart;
import lowtide.chart.ValueFormat;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.market.TradingCalendar;
import lowtide.signal.AlignedReturns;
import lowtide.signal.Allocation;
import lowtide.signal.AllocationSettings;
import lowtide.signal.Explanation;
import lowtide.signal.SignalEngine;
import lowtide.signal.Sleeve;

/** /alloc: what a sleeve of gold and a coin would have done to a portfolio. */
public final class AllocCommand implements Command {
  private final Supplier<MarketView> market;
  private final Instruments instruments;
  private final AllocationSettings settings;
  private final SignalEngine engine;
  private final Pictures pictures;

  public AllocCommand(
      Supplier<MarketView> market,
      Instruments instruments,
      AllocationSettings settings,
      SignalEngine engine,
      Pictures pictures) {
    this.market = market;
    this.instruments = instruments;
    this.settings = settings;
    this.engine = engine;
    this.pictures = pictures;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "alloc",
        "What a sleeve of gold and Bitcoin would have done to a portfolio",
        List.of(
            new CommandSpec.Option("stock", "Percent, 60 if left out", false, List.of()),
            new CommandSpec.Option("bond", "Percent, 40 if left out", false, List.of()),
            new CommandSpec.Option(
                "sleeve",
                "Percent of gold and coin, %.0f if left out".formatted(settings.capPercent()),
                false,
                List.of())));
  }

  @Override
  public Answer answer(Request request) {
    try {
      return answer(AllocRequest.parse(request.arguments(), settings.capPercent()));
    } catch (Arguments.Mistake mistake) {
      return mistake.answer();
    }
  }

  private Answer answer(AllocRequest asked) {
    MarketView view = market.get();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "alloc");
    facts.put("stock", asked.stock());
    facts.put("bond", asked.bond());
    facts.put("sleeve", asked.sleeve());
    Optional<Instrument> stock = known(settings.stock(), view);
    Optional<Instrument> gold = known(settings.gold(), view);
    Optional<Instrument> coin = known(settings.coin(), view);
    Optional<Instrument> bond = known(settings.bond(), view);
    List<Allocation> tables = new ArrayList<>();
    boolean isAsync = false;
    if (stock.isPresent() && gold.isPresent() && coin.isPresent()) {
      AlignedReturns returns = engine.aligned(view, stock.get(), bond, gold.get(), coin.get());
      isAsync =
          CorrParts.isAsync(engine.pairs(view, coin.get(), stock.get()), settings.starts().get(0));
      for (LocalDate start : settings.starts()) {
        Allocation.of(returns, start, asked.stock() / 100, asked.bond() / 100, asked.sleeve() / 100)
            .ifPresent(tables::add);
      }
    }
    if (tables.isEmpty()) {
      return unknown(facts);
    }
    List<String> flags = new ArrayList<>();
    if (bond.isEmpty() && asked.bond() > 0) {
      flags.add("BOND_AS_CASH");
    }
    if (isAsync) {
      flags.add("ASYNC");
    }
    return answer(asked, tables, flags, facts, view);
  }

  private Optional<Instrument> known(String symbol, MarketView view) {
    return instruments.find(symbol).filter(instrument -> view.daily(instrument).size() > 1);
  }

  private Answer answer(
      AllocRequest asked,
      List<Allocation> tables,
      List<String> flags,
      Map<String, Object> facts,
      MarketView view) {
    Allocation last = tables.get(tables.size() - 1);
    facts.put("asOf", TradingCalendar.NEW_YORK.close(last.to()).toString());
    facts.put("tables", tables.stream().map(AllocCommand::facts).toList());
    facts.put("flags", flags);
    Explanation why = why(asked, tables, flags, view);
    Allocation.Row none = last.rows().get(Sleeve.NONE.ordinal());
    Allocation.Row coins = last.rows().get(Sleeve.COIN.ordinal());
    Message.Builder message =
        Message.titled(
            "%s %% %s took volatility from %s to %s since %s, %s of the risk"
                .formatted(
                    shortly(asked.sleeve()),
                    settings.coin(),
                    percent(none.volatility()),
                    percent(coins.volatility()),
                    last.from(),
                    percent(coins.coinRisk())));
    for (Allocation table : tables) {
      message.line("From %s to %s, n %d:".formatted(table.from(), table.to(), table.n()));
      message.table(rows(table));
    }
    message.line(
        "%s %% %s, %s %% %s, rebalanced quarterly; a sleeve of %s %% takes from both. Price returns, no costs, no dividends, rate 0."
            .formatted(
                shortly(asked.stock()),
                settings.stock(),
                shortly(asked.bond()),
                settings.bond(),
                shortly(asked.sleeve())));
    if (asked.sleeve() > settings.capPercent()) {
      message.line(
          "The sleeve is above the usual cap of %s %%.".formatted(shortly(settings.capPercent())));
    }
    if (flags.contains("BOND_AS_CASH")) {
      message.line(
          "BOND_AS_CASH: prices of %s are not known here; its part lies as cash at zero return."
              .formatted(settings.bond()));
    }
    message.line(
        "Who looks at %s looks at a survivor: its early rise made it worth looking at. The past of one asset is no forecast."
            .formatted(settings.coin()));
    return Answer.of(
        Footer.under(message, why, view.at())
            .picture(pictures.draw("alloc", () -> chart(asked, last, why.sources())))
            .build(),
        facts,
        why);
  }

  private Explanation why(
      AllocRequest asked, List<Allocation> tables, List<String> flags, MarketView view) {
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
                "Weights set on each quarter's first session by the covariance of the 252 sessions"
                    + " before: risk parity sigma_c / (sigma_g + sigma_c) gold, minimum variance"
                    + " (sigma_c^2 - rho sigma_g sigma_c) / (sigma_g^2 + sigma_c^2 - 2 rho sigma_g"
                    + " sigma_c) gold, 0 to 1. Share of risk w_i (Sigma w)_i / w' Sigma w. Sharpe:"
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

  private static Map<String, Object> facts(Allocation table) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", table.from().toString());
    facts.put("to", table.to().toString());
    facts.put("n", table.n());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Allocation.Row row : table.rows()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("sleeve", row.sleeve().name());
      one.put("volatility", row.volatility());
      one.put("drawdown", row.drawdown());
      one.put("sharpe", row.sharpe());
      one.put("sharpeLow", row.sharpeLow());
      one.put("sharpeHigh", row.sharpeHigh());
      one.put("growth", row.growth());
      one.put("weights", named(row.weights()));
      one.put("riskShares", named(row.riskShares()));
      rows.add(one);
    }
    facts.put("rows", rows);
    return facts;
  }

  private static Map<String, Object> named(double[] parts) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("stock", parts[0]);
    named.put("bond", parts[1]);
    named.put("gold", parts[2]);
    named.put("coin", parts[3]);
    return named;
  }

  private RowChart chart(AllocRequest asked, Allocation table, String sources) {
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
        "A sleeve of %s %% beside %s/%s"
            .formatted(shortly(asked.sleeve()), shortly(asked.stock()), shortly(asked.bond())),
        "%s/%s, %s to %s, n %d · %s"
            .formatted(
                settings.stock(), settings.bond(), table.from(), table.to(), table.n(), sources),
        "a year's",
        ValueFormat.PERCENT,
        List.of(
            new RowChart.Kind("volatility", Ink.SIGNAL, RowChart.Shape.DOT),
            new RowChart.Kind("deepest fall", Ink.DANGER, RowChart.Shape.DIAMOND)),
        rows);
  }

  private Answer unknown(Map<String, Object> facts) {
    facts.put("tables", List.of());
    facts.put("flags", List.of("UNKNOWN"));
    String reason =
        "needs %d sessions of %s, %s and %s, and 60 more"
            .formatted(Allocation.TRAILING, settings.stock(), settings.gold(), settings.coin());
    facts.put("reason", reason);
    return Answer.of(
        Message.titled("Portfolios: not known yet")
            .tone(Message.Tone.WARNING)
            .line("It " + reason + ".")
            .build(),
        facts);
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * part);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String shortly(double percent) {
    return percent == Math.rint(percent) ? String.valueOf((int) percent) : String.valueOf(percent);
  }
}
