package lowtide.signal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lowtide.market.Series;

/**
 * What the calendar months of an instrument tell, and how little.
 *
 * <p>The finished months with their record are a {@link History}, which changes once a month; a
 * reading adds what the last days say: O(days of the month + volatility window).
 */
final class SeasonSignal {
  private final SeasonSettings settings;

  /** The finished months and what their means did out of sample. */
  record History(SeasonMonths months, SeasonRecord record) {}

  SeasonSignal(SeasonSettings settings) {
    this.settings = settings;
  }

  History history(SeasonMonths months) {
    return new History(months, SeasonRecord.of(months, settings));
  }

  /**
   * @param daily closes known at {@code at}
   * @param asked the calendar month
   * @param levels of the settings
   */
  SeasonResult read(
      History history, Series daily, Instant at, Month asked, List<BigDecimal> levels) {
    List<SeasonMonth> months = history.months().months();
    Optional<SeasonTable> table = SeasonTable.of(months);
    if (table.isEmpty()) {
      return new Unknown(
          "needs two finished months of each name, with returns that differ; %s has %d months"
              .formatted(daily.instrument().symbol(), months.size()));
    }
    YearMonth running = SeasonMonths.running(daily.instrument(), at);
    YearMonth month = running.getMonth() == asked ? running : latest(running, asked);
    List<SeasonMonth> later =
        months.stream()
            .filter(known -> !known.month().isBefore(YearMonth.from(settings.since())))
            .toList();
    return new SeasonReading(
        daily.instrument(),
        asked,
        daily.closesAt(daily.size() - 1),
        months,
        table.get(),
        later.size() == months.size() ? Optional.empty() : SeasonTable.of(later),
        history.record(),
        month.equals(running)
            ? outlook(history, daily, running, table.get(), levels)
            : Optional.empty(),
        HalvingCycle.at(month, daily.date(daily.size() - 1), history.months()),
        history.months().missing().isEmpty() ? List.of() : List.of(Flag.GAPS));
  }

  private static YearMonth latest(YearMonth running, Month asked) {
    YearMonth thisYear = running.withMonth(asked.getValue());
    return thisYear.isAfter(running) ? thisYear.minusYears(1) : thisYear;
  }

  private Optional<SeasonOutlook> outlook(
      History history, Series daily, YearMonth month, SeasonTable table, List<BigDecimal> levels) {
    int start = SeasonMonths.endOf(daily, month.minusMonths(1)).orElse(-1);
    if (start < 0) {
      return Optional.empty();
    }
    LocalDate end = SeasonMonths.lastDay(daily.instrument(), month);
    int last = daily.size() - 1;
    Walk atStart = walk(daily, start, end);
    Walk atLast = walk(daily, last, end);
    SeasonTable.Row row = table.row(month.getMonth());
    double from = daily.close(start);
    List<SeasonLevel> near = new ArrayList<>();
    for (SeasonLevels.Chosen chosen : SeasonLevels.around(daily.close(last), levels)) {
      near.add(level(daily, chosen.level(), chosen.watched(), atStart, atLast));
    }
    return Optional.of(
        new SeasonOutlook(
            month,
            from,
            daily.closesAt(start),
            row.mean(),
            row.shrunk(),
            history.record().band(history.months().months(), settings),
            daily.close(last),
            daily.date(last),
            atStart.days(),
            atLast.days(),
            atStart.volatility(),
            atLast.volatility(),
            level(daily, BigDecimal.valueOf(from * Math.exp(row.mean())), false, atStart, atLast),
            near));
  }

  /** A price without drift from a bar on, for some days. */
  private record Walk(int bar, int days, OptionalDouble volatility) {
    OptionalDouble touch(Series daily, double level) {
      return volatility.isPresent()
          ? OptionalDouble.of(
              TouchProbability.of(daily.close(bar), level, volatility.getAsDouble(), days))
          : OptionalDouble.empty();
    }
  }

  private Walk walk(Series daily, int bar, LocalDate end) {
    return new Walk(
        bar,
        SeasonMonths.daysBetween(daily.instrument(), daily.date(bar), end),
        TouchProbability.volatility(daily, bar, settings.volatilityDays()));
  }

  private static SeasonLevel level(
      Series daily, BigDecimal level, boolean watched, Walk atStart, Walk atLast) {
    double price = level.doubleValue();
    int touched = TouchProbability.touchedAt(daily, atStart.bar(), atLast.bar(), price);
    return new SeasonLevel(
        level,
        watched,
        atStart.touch(daily, price),
        atLast.touch(daily, price),
        touched < 0 ? Optional.empty() : Optional.of(daily.date(touched)));
  }
}
