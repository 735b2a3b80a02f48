package lowtide.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import lowtide.market.Instrument;
import lowtide.market.Series;
import lowtide.market.TradingCalendar;

/**
 * The finished months of daily closes.
 *
 * <p>A month ends with the close of its last day: the UTC day of a coin, the session of an equity.
 * Where that one close is missing, the returns into and out of the month are left out; nothing is
 * carried forward. The running month is not finished and is not among them. O(months x log days).
 *
 * @param daily up to the last day of the newest finished month
 * @param months oldest first
 * @param missing months, between the first and the newest, whose last close is not there
 */
record SeasonMonths(Series daily, List<SeasonMonth> months, List<YearMonth> missing) {
  SeasonMonths {
    months = List.copyOf(months);
    missing = List.copyOf(missing);
  }

  /**
   * @param daily what was known at a moment
   */
  static SeasonMonths of(Series daily) {
    List<SeasonMonth> months = new ArrayList<>();
    List<YearMonth> missing = new ArrayList<>();
    if (daily.isEmpty()) {
      return new SeasonMonths(daily, months, missing);
    }
    YearMonth newest = YearMonth.from(daily.date(daily.size() - 1));
    int before = -1;
    int last = -1;
    for (YearMonth month = YearMonth.from(daily.date(0));
        !month.isAfter(newest);
        month = month.plusMonths(1)) {
      int end = endOf(daily, month).orElse(-1);
      if (end < 0 && !month.equals(newest)) {
        missing.add(month);
      }
      if (before >= 0 && end >= 0) {
        months.add(
            new SeasonMonth(month, daily.close(before), daily.close(end), daily.closesAt(end)));
      }
      before = end;
      last = Math.max(last, end);
    }
    return new SeasonMonths(daily.first(last + 1), months, missing);
  }

  /** The position of the month's last day; empty where there is no close of it. */
  static OptionalInt endOf(Series daily, YearMonth month) {
    LocalDate day = lastDay(daily.instrument(), month);
    int found = daily.indexOf(day.atStartOfDay().toInstant(ZoneOffset.UTC));
    return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
  }

  /** The last UTC day, or session, of a month. */
  static LocalDate lastDay(Instrument instrument, YearMonth month) {
    return instrument.kind() == Instrument.Kind.EQUITY
        ? TradingCalendar.NEW_YORK.previousSession(month.plusMonths(1).atDay(1))
        : month.atEndOfMonth();
  }

  /** How many days, or sessions, there are after {@code from} up to {@code to}, it included. */
  static int daysBetween(Instrument instrument, LocalDate from, LocalDate to) {
    return instrument.kind() == Instrument.Kind.EQUITY
        ? TradingCalendar.NEW_YORK.sessionsBetween(from.plusDays(1), to).size()
        : (int) Math.max(0, ChronoUnit.DAYS.between(from, to));
  }

  /** The month that runs at a moment: of the first day, or session, that is not over. */
  static YearMonth running(Instrument instrument, Instant at) {
    return instrument.kind() == Instrument.Kind.EQUITY
        ? YearMonth.from(
            TradingCalendar.NEW_YORK.nextSession(TradingCalendar.NEW_YORK.lastClosedSession(at)))
        : YearMonth.from(LocalDate.ofInstant(at, ZoneOffset.UTC));
  }

  /** Whether both are made of the same days. */
  boolean hasDaysOf(SeasonMonths other) {
    return daily.size() == other.daily.size() && daily.startsWith(other.daily);
  }
}
