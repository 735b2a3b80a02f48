package lowtide.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.PhaseHistory;
import lowtide.signal.PhaseOutcomes;
import lowtide.signal.PhaseReading;
import lowtide.signal.SignalEngine;

/** Phases on single days, and what followed on each. */
final class PhaseComparison implements Comparison {
  private static final LocalDate SINCE = LocalDate.of(2018, 1, 1);

  private final Instruments instruments;
  private final SignalEngine engine;

  PhaseComparison(Instruments instruments, SignalEngine engine) {
    this.instruments = instruments;
    this.engine = engine;
  }

  @Override
  public List<List<String>> rows(MarketView view) {
    Optional<Instrument> bitcoin = instruments.find("BTC");
    if (bitcoin.isEmpty()) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    phase(view, bitcoin.get(), "2022-07-01T00:00:00Z", "55.75, 92.66, 0.38, ELEVATED", rows);
    phase(view, bitcoin.get(), "2025-07-15T00:00:00Z", "34.55, 4.49, 79.66, LOW", rows);
    PhaseHistory history = engine.phases(view, bitcoin.get());
    PhaseOutcomes outcomes = PhaseOutcomes.since(history, SINCE);
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
            each(outcomes, row -> 100 * row.drawdown().mean(), 1)
                + "; "
                + Figures.p(outcomes.drawdownP()),
            data + "; whole episodes are permuted"));
    rows.add(
        List.of(
            "volatility in 30 days, %; p",
            "54, 56, 80; .0005",
            each(outcomes, row -> 100 * row.volatility().mean(), 0)
                + "; "
                + Figures.p(outcomes.volatilityP()),
            "likewise"));
    rows.add(
        List.of(
            "return in 30 days, %; p",
            "3.4, .6, .6; .60",
            each(outcomes, row -> 100 * row.logReturn().mean(), 1)
                + "; "
                + Figures.p(outcomes.returnP()),
            "likewise"));
    rows.add(
        List.of(
            "the three p by pieces of at most 30 days",
            ".0005, .0005, .60",
            PhaseOutcomes.pValuesByPieces(history, SINCE).stream()
                .map(p -> Figures.digits(p.orElse(Double.NaN), 4))
                .collect(Collectors.joining(", ")),
            "as small as there where episodes are cut up before they are permuted; pieces of one are no"
                + " witnesses of their own, so whole episodes are the fairer test"));
    return rows;
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
                      Figures.digits(reading.risk(), 2),
                      Figures.digits(reading.stress(), 2),
                      Figures.digits(reading.heat(), 2),
                      reading.phase()),
              ""));
    }
  }

  private static String each(
      PhaseOutcomes outcomes, ToDoubleFunction<PhaseOutcomes.Row> figure, int decimals) {
    return outcomes.rows().stream()
        .map(row -> Figures.digits(figure.applyAsDouble(row), decimals))
        .collect(Collectors.joining(", "));
  }
}
