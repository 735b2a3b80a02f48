package lowtide.signal;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import lowtide.market.Series;

/**
 * The month as far from a halving of Bitcoin's issue as the asked one is from the last halving.
 *
 * <p>Four cycles are four witnesses: they are shown and no interval is made of them. O(cycles x
 * months).
 *
 * @param halving its day, UTC
 * @param month as many months after the halving's as the asked one after the last
 * @param logReturn of that month; empty where it is not over or not known
 * @param sinceHalving log return from the halving day's close to that month's end; likewise
 */
public record HalvingCycle(
    LocalDate halving, YearMonth month, OptionalDouble logReturn, OptionalDouble sinceHalving) {
  /** Whose halvings these are. */
  static final String SYMBOL = "BTC";

  private static final List<LocalDate> HALVINGS =
      List.of(
          LocalDate.of(2012, 11, 28),
          LocalDate.of(2016, 7, 9),
          LocalDate.of(2020, 5, 11),
          LocalDate.of(2024, 4, 20));

  /**
   * The cycles begun by a month, oldest first; none for another instrument than Bitcoin, or before
   * its first halving.
   *
   * @param asked the month whose place in the cycle is looked at
   * @param today up to which halvings are known
   */
  static List<HalvingCycle> at(YearMonth asked, LocalDate today, SeasonMonths history) {
    Series daily = history.daily();
    List<LocalDate> begun =
        HALVINGS.stream()
            .filter(day -> !day.isAfter(today) && !YearMonth.from(day).isAfter(asked))
            .toList();
    if (!daily.instrument().symbol().equals(SYMBOL) || begun.isEmpty()) {
      return List.of();
    }
    long age = ChronoUnit.MONTHS.between(YearMonth.from(begun.get(begun.size() - 1)), asked);
    List<HalvingCycle> cycles = new ArrayList<>();
    for (LocalDate halving : begun) {
      YearMonth month = YearMonth.from(halving).plusMonths(age);
      cycles.add(
          new HalvingCycle(
              halving,
              month,
              history.months().stream()
                  .filter(known -> known.month().equals(month))
                  .mapToDouble(SeasonMonth::logReturn)
                  .findFirst(),
              sinceHalving(daily, halving, month)));
    }
    return cycles;
  }

  private static OptionalDouble sinceHalving(Series daily, LocalDate halving, YearMonth month) {
    int start = daily.indexOf(halving.atStartOfDay().toInstant(ZoneOffset.UTC));
    int end = SeasonMonths.endOf(daily, month).orElse(-1);
    return start >= 0 && end >= 0
        ? OptionalDouble.of(Math.log(daily.close(end) / daily.close(start)))
        : OptionalDouble.empty();
  }

  /** Months since the halving's month. */
  public long age() {
    return ChronoUnit.MONTHS.between(YearMonth.from(halving), month);
  }
}
