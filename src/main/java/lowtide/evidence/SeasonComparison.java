package lowtide.evidence;

import java.time.Instant;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.SeasonReading;
import lowtide.signal.SeasonTable;
import lowtide.signal.SignalEngine;
import lowtide.signal.WilsonInterval;

/** Calendar months up to the middle of 2025. */
final class SeasonComparison implements Comparison {
  private static final Instant END = Instant.parse("2025-07-01T00:00:00Z");

  private final Instruments instruments;
  private final SignalEngine engine;

  SeasonComparison(Instruments instruments, SignalEngine engine) {
    this.instruments = instruments;
    this.engine = engine;
  }

  @Override
  public List<List<String>> rows(MarketView all) {
    MarketView view = all.until(END);
    Optional<Instrument> bitcoin = instruments.find("BTC");
    if (bitcoin.isEmpty()
        || !(engine.season(view, bitcoin.get(), Month.JULY) instanceof SeasonReading reading)) {
      return List.of();
    }
    List<SeasonReading> readings = new ArrayList<>(List.of(reading));
    if (engine.season(all, bitcoin.get(), Month.JULY) instanceof SeasonReading newest
        && newest.table().to().isAfter(reading.table().to())) {
      readings.add(newest);
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "do months differ: p from 2011, from 2014",
            ".54, .39",
            each(readings, SeasonTable::p),
            "the end of the data, which is not told there: half a year moves p as far"));
    rows.add(
        List.of(
            "shrinkage B from 2011, from 2014",
            "1.00, .94",
            each(readings, table -> table.row(Month.JULY).shrinkage()),
            "likewise"));
    rows.add(
        List.of(
            "R² of raw means out of sample",
            "-.21",
            Figures.number(reading.record().r2Raw()),
            "depends on the first month that is forecast: after 60 here"));
    rows.add(
        List.of(
            "coverage of the 80 % band",
            "80.2 %, n 91",
            reading.record().coverage().map(SeasonComparison::share).orElse("-"),
            reading
                .record()
                .coverage()
                .map(
                    share ->
                        "the 95 %% interval here is %s to %s"
                            .formatted(Figures.percent(share.low()), Figures.percent(share.high())))
                .orElse("")));
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
                                String.format(Locale.US, "%,.0f", outlook.rawClose()),
                                outlook.levels().stream()
                                    .filter(level -> level.level().intValue() == 116_000)
                                    .map(level -> Figures.number(level.fromStart()))
                                    .collect(Collectors.joining())),
                        "")));
    return rows;
  }

  /** From the beginning and from 2014 on, as of each reading. */
  private static String each(List<SeasonReading> readings, ToDoubleFunction<SeasonTable> figure) {
    return readings.stream()
        .map(
            reading ->
                "%s, %s to %s"
                    .formatted(
                        Figures.digits(figure.applyAsDouble(reading.table()), 2),
                        reading
                            .since()
                            .map(table -> Figures.digits(figure.applyAsDouble(table), 2))
                            .orElse("-"),
                        reading.table().to()))
        .collect(Collectors.joining("; "));
  }

  private static String share(WilsonInterval share) {
    return "%s %%, n %d".formatted(Figures.digits(100.0 * share.hits() / share.n(), 1), share.n());
  }
}
