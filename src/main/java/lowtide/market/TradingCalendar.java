package lowtide.market;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * When New York trades: sessions, early closes and holidays of the stock exchange.
 *
 * <p>The exchange's own rules for its yearly holidays, and a list of the days on which it closed
 * for an occasion. Good from 1998 on; a future closure for an occasion has to be added here. Each
 * year is worked out once.
 */
public final class TradingCalendar {
  public static final TradingCalendar NEW_YORK = new TradingCalendar();

  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final LocalTime OPEN = LocalTime.of(9, 30);
  private static final LocalTime CLOSE = LocalTime.of(16, 0);
  private static final LocalTime EARLY_CLOSE = LocalTime.of(13, 0);

  /** Attacks of 2001, presidents' funerals, Hurricane Sandy. */
  private static final Set<LocalDate> OCCASIONS =
      Set.of(
          LocalDate.of(2001, 9, 11),
          LocalDate.of(2001, 9, 12),
          LocalDate.of(2001, 9, 13),
          LocalDate.of(2001, 9, 14),
          LocalDate.of(2004, 6, 11),
          LocalDate.of(2007, 1, 2),
          LocalDate.of(2012, 10, 29),
          LocalDate.of(2012, 10, 30),
          LocalDate.of(2018, 12, 5),
          LocalDate.of(2025, 1, 9));

  private final Map<Integer, Set<LocalDate>> holidays = new ConcurrentHashMap<>();

  private TradingCalendar() {}

  public boolean isSession(LocalDate date) {
    return !isWeekend(date)
        && !OCCASIONS.contains(date)
        && !holidays.computeIfAbsent(date.getYear(), TradingCalendar::holidays).contains(date);
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == SATURDAY || date.getDayOfWeek() == SUNDAY;
  }

  private static Set<LocalDate> holidays(int year) {
    Set<LocalDate> days = new HashSet<>();
    LocalDate newYear = LocalDate.of(year, 1, 1);
    // On a Saturday it is not made up for on the Friday: that is the old year's last session.
    days.add(newYear.getDayOfWeek() == SUNDAY ? newYear.plusDays(1) : newYear);
    days.add(nth(3, MONDAY, year, Month.JANUARY)); // Martin Luther King
    days.add(nth(3, MONDAY, year, Month.FEBRUARY)); // Washington
    days.add(easter(year).minusDays(2)); // Good Friday
    days.add(LocalDate.of(year, 5, 1).with(TemporalAdjusters.lastInMonth(MONDAY))); // Memorial Day
    if (year >= 2022) {
      days.add(observed(LocalDate.of(year, 6, 19))); // Juneteenth
    }
    days.add(observed(LocalDate.of(year, 7, 4)));
    days.add(nth(1, MONDAY, year, Month.SEPTEMBER)); // Labor Day
    days.add(nth(4, THURSDAY, year, Month.NOVEMBER)); // Thanksgiving
    days.add(observed(LocalDate.of(year, 12, 25)));
    return days;
  }

  private static LocalDate nth(int n, DayOfWeek day, int year, Month month) {
    return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(n, day));
  }

  private static LocalDate observed(LocalDate holiday) {
    return switch (holiday.getDayOfWeek()) {
      case SATURDAY -> holiday.minusDays(1);
      case SUNDAY -> holiday.plusDays(1);
      default -> holiday;
    };
  }

  /** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
  private static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return LocalDate.of(year, f / 31, f % 31 + 1);
  }

  /** Whether the session ends at 13:00: around Independence Day, Thanksgiving and Christmas. */
  public boolean isEarlyClose(LocalDate session) {
    if (!isSession(session)) {
      return false;
    }
    MonthDay day = MonthDay.from(session);
    return session.minusDays(1).equals(nth(4, THURSDAY, session.getYear(), Month.NOVEMBER))
        || day.equals(MonthDay.of(12, 24))
        // When the holiday itself is a session's weekday; until 2012 a Friday after it counted too.
        || (day.equals(MonthDay.of(7, 3)) && session.getDayOfWeek() != FRIDAY)
        || (day.equals(MonthDay.of(7, 5))
            && session.getDayOfWeek() == FRIDAY
            && session.getYear() < 2013);
  }

  public Instant open(LocalDate session) {
    return session.atTime(OPEN).atZone(ZONE).toInstant();
  }

  /** The official close of the session, early ones included. */
  public Instant close(LocalDate session) {
    return session.atTime(isEarlyClose(session) ? EARLY_CLOSE : CLOSE).atZone(ZONE).toInstant();
  }

  public boolean isOpen(Instant at) {
    LocalDate today = LocalDate.ofInstant(at, ZONE);
    return isSession(today) && !at.isBefore(open(today)) && at.isBefore(close(today));
  }

  /** The last session before {@code date}. */
  public LocalDate previousSession(LocalDate date) {
    LocalDate day = date.minusDays(1);
    while (!isSession(day)) {
      day = day.minusDays(1);
    }
    return day;
  }

  /** The first session after {@code date}. */
  public LocalDate nextSession(LocalDate date) {
    LocalDate day = date.plusDays(1);
    while (!isSession(day)) {
      day = day.plusDays(1);
    }
    return day;
  }

  /** The newest session that had closed at {@code at}. */
  public LocalDate lastClosedSession(Instant at) {
    LocalDate today = LocalDate.ofInstant(at, ZONE);
    return isSession(today) && !close(today).isAfter(at) ? today : previousSession(today);
  }

  /** The sessions from {@code from} to {@code to}, both included. */
  public List<LocalDate> sessionsBetween(LocalDate from, LocalDate to) {
    return from.isAfter(to)
        ? List.of()
        : from.datesUntil(to.plusDays(1)).filter(this::isSession).collect(Collectors.toList());
  }
}
