package lowtide.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.AlarmRates;
import lowtide.signal.AlignedReturns;
import lowtide.signal.Allocation;
import lowtide.signal.AllocationSettings;
import lowtide.signal.PairedReturns;
import lowtide.signal.PhaseOutcomes;
import lowtide.signal.PhaseReading;
import lowtide.signal.SeasonReading;
import lowtide.signal.ShiftTable;
import lowtide.signal.SignalEngine;
import lowtide.signal.Sleeve;
import lowtide.signal.SpanCorrelation;
import lowtide.signal.WilsonInterval;

/**
 * The figures beside those that were computed elsewhere, with other programs and partly other data.
 */
final class ComparisonClaim implements Claim {
  private static final LocalDate SINCE = LocalDate.of(2020, 1, 1);

  private final Instruments instruments;
  private final AllocationSettings settings;
  private final SignalEngine engine;

  ComparisonClaim(Instruments instruments, AllocationSettings settings, SignalEngine engine) {
    this.instruments = instruments;
    this.settings = settings;
    this.engine = engine;
  }

  @Override
  public Section measure(MarketView view) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("figure", "there", "here", "why they differ"));
    correlations(view.withoutHours(), rows);
    alarms(rows);
    phases(view, rows);
    seasons(view.until(Instant.parse("2025-07-01T00:00:00Z")), rows);
    portfolios(view, rows);
    return Section.of(
            "Beside figures computed elsewhere", "The same definitions give the same figures.")
        .text(
            "There: computed with other programs on history that partly reaches into 2026. The"
                + " yearly table of correlations, on the same files, is equal to its two digits; the"
                + " evaluation in CI holds that.")
        .grid(rows)
        .build();
  }

  private void correlations(MarketView days, List<List<String>> rows) {
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
                                  digits(r.pearson(), 3),
                                  digits(r.low(), 3),
                                  digits(r.high(), 3),
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
                                digits(table.corners().get(1).benchmark(), 3),
                                corner(table.cornersWithout())),
                        "data end %s here".formatted(table.whole().to()))));
  }

  private static String corner(List<ShiftTable.Corner> corners) {
    return corners.size() < 2
        ? "-"
        : corners.get(1).correlation().map(c -> digits(c.pearson(), 3)).orElse("too few");
  }

  private void alarms(List<List<String>> rows) {
    AlarmRates rates = engine.alarmRates();
    rows.add(
        List.of(
            "label changes a year at a constant .45: band, label",
            "18.2, 2.3",
            digits(rates.bandChangesPerYear(), 1) + ", " + digits(rates.labelChangesPerYear(), 1),
            "another simulation"));
    rows.add(
        List.of(
            "change points: false a year, power, latency",
            ".5, 74 %, 45 sessions",
            "%s, %s %%, %d sessions"
                .formatted(
                    digits(rates.falseChangesPerYear(), 2),
                    digits(100 * rates.power(), 0),
                    rates.medianLatency()),
            "another simulation; latency among those found within two windows"));
  }

  private void phases(MarketView view, List<List<String>> rows) {
    Optional<Instrument> bitcoin = instruments.find("BTC");
    if (bitcoin.isEmpty()) {
      return;
    }
    phase(view, bitcoin.get(), "2022-07-01T00:00:00Z", "55.75, 92.66, 0.38, ELEVATED", rows);
    phase(view, bitcoin.get(), "2025-07-15T00:00:00Z", "34.55, 4.49, 79.66, LOW", rows);
    PhaseOutcomes outcomes =
        PhaseOutcomes.since(engine.phases(view, bitcoin.get()), LocalDate.of(2018, 1, 1));
    String data = "data end %s here".formatted(outcomes.to().map(LocalDate::toString).orElse("-"));
    rows.add(
        List.of(
            "episodes LOW, ELEVATED, HIGH since 2018",
            "18, 25, 8",
            each(outcomes, PhaseOutcomes.Row::episodes, 0),
            data));
    rows.add(
        List.of(
            "deepest fall in 30 days, %; p",
            "12.5, 14.5, 21.0; .0005",
            each(outcomes, row -> 100 * row.drawdown().mean(), 1) + "; " + p(outcomes.drawdownP()),
            data + "; whole episodes are permuted, which allows for days that depend"));
    rows.add(
        List.of(
            "volatility in 30 days, %; p",
            "54, 56, 80; .0005",
            each(outcomes, row -> 100 * row.volatility().mean(), 0)
                + "; "
                + p(outcomes.volatilityP()),
            "likewise"));
    rows.add(
        List.of(
            "return in 30 days, %; p",
            "3.4, .6, .6; .60",
            each(outcomes, row -> 100 * row.logReturn().mean(), 1) + "; " + p(outcomes.returnP()),
            "likewise"));
  }

  private void phase(
      MarketView view, Instrument instrument, String at, String there, List<List<String>> rows) {
    if (engine.phase(view.until(Instant.parse(at)), instrument) instanceof PhaseReading reading) {
      rows.add(
          List.of(
              "R, S, H, phase on " + reading.day(),
              there,
              "%s, %s, %s, %s"
                  .formatted(
                      digits(reading.risk(), 2),
                      digits(reading.stress(), 2),
                      digits(reading.heat(), 2),
                      reading.phase()),
              ""));
    }
  }

  private void seasons(MarketView view, List<List<String>> rows) {
    Optional<Instrument> bitcoin = instruments.find("BTC");
    if (bitcoin.isEmpty()
        || !(engine.season(view, bitcoin.get(), Month.JULY) instanceof SeasonReading reading)) {
      return;
    }
    rows.add(
        List.of(
            "do months differ: p from 2011, from 2014",
            ".54, .39",
            digits(reading.table().p(), 2)
                + ", "
                + reading.since().map(table -> digits(table.p(), 2)).orElse("-"),
            "the end of the data: to 2025-06 here"));
    rows.add(
        List.of(
            "shrinkage B from 2011, from 2014",
            "1.00, .94",
            digits(reading.row().shrinkage(), 2)
                + ", "
                + reading
                    .since()
                    .map(table -> digits(table.row(Month.JULY).shrinkage(), 2))
                    .orElse("-"),
            ""));
    rows.add(
        List.of(
            "R² of raw means out of sample",
            "-.21",
            number(reading.record().r2Raw()),
            "depends on the first month that is forecast: after 60 here"));
    rows.add(
        List.of(
            "coverage of the 80 % band",
            "80.2 %, n 91",
            reading.record().coverage().map(ComparisonClaim::share).orElse("-"),
            "no reading of the definition came nearer"));
    reading
        .outlook()
        .ifPresent(
            outlook ->
                rows.add(
                    List.of(
                        "projection of July 2025, touch of 116,000",
                        "$115,015, 56 %",
                        "$%s, %s"
                            .formatted(
                                String.format(Locale.ROOT, "%,.0f", outlook.rawClose()),
                                outlook.levels().stream()
                                    .filter(level -> level.level().intValue() == 116_000)
                                    .map(level -> number(level.fromStart()))
                                    .collect(Collectors.joining())),
                        "")));
  }

  /** 60/40 with a sleeve of 15 %. */
  private void portfolios(MarketView view, List<List<String>> rows) {
    List<Instrument> parts =
        List.of(settings.stock(), settings.gold(), settings.coin()).stream()
            .flatMap(symbol -> instruments.find(symbol).stream())
            .filter(known -> !view.daily(known).isEmpty())
            .toList();
    if (parts.size() < 3) {
      return;
    }
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
                                digits(100 * row.volatility(), 1),
                                digits(100 * row.drawdown(), 1),
                                sleeves[i] == Sleeve.COIN
                                    ? "; %s %% of the risk"
                                        .formatted(digits(100 * row.coinRisk(), 0))
                                    : ""),
                        bond.isEmpty()
                            ? "no prices of %s here: cash in its place, which cannot fall"
                                .formatted(settings.bond())
                            : "another beginning and end"));
              }
            });
  }

  private Optional<PairedReturns> pair(MarketView view, String asset, String proxy) {
    return instruments
        .find(asset)
        .flatMap(known -> instruments.find(proxy).map(other -> engine.pairs(view, known, other)));
  }

  private static String each(
      PhaseOutcomes outcomes, ToDoubleFunction<PhaseOutcomes.Row> figure, int decimals) {
    return outcomes.rows().stream()
        .map(row -> digits(figure.applyAsDouble(row), decimals))
        .collect(Collectors.joining(", "));
  }

  private static String share(WilsonInterval share) {
    return "%s %%, n %d".formatted(digits(100.0 * share.hits() / share.n(), 1), share.n());
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty() ? "-" : digits(value.getAsDouble(), 2);
  }

  private static String p(OptionalDouble p) {
    return p.isEmpty() ? "-" : digits(p.getAsDouble(), 3);
  }

  private static String digits(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
