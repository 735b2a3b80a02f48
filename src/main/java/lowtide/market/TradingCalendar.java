package lowtide.market;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Year;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * When New York trades: sessions, early closes and holidays of the stock exchange.
 *
 * <p>Holidays, with the days on which the exchange closed for an occasion, come from Jollyday's
 * calendar of it; a future occasion comes with a new release. Early closes, which no library keeps,
 * follow the exchange's rules. Good from 1998 on. Each year and each close is worked out once.
 */
public final class TradingCalendar {
  public static final TradingCalendar NEW_YORK = new TradingCalendar();

  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final LocalTime OPEN = LocalTime.of(9, 30);
  private static final LocalTime CLOSE = LocalTime.of(16, 0);
  private static final LocalTime EARLY_CLOSE = LocalTime.of(13, 0);

  private final HolidayManager exchange =
      HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.NYSE));
  private final Map<Integer, Set<LocalDate>> holidays = new ConcurrentHashMap<>();
  private final Map<LocalDate, Instant> closes = new ConcurrentHashMap<>();

  private TradingCalendar() {}

  public boolean isSession(LocalDate date) {
    return !isWeekend(date)
        && !holidays.computeIfAbsent(date.getYear(), this::holidays).contains(date);
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == SATURDAY || date.getDayOfWeek() == SUNDAY;
  }

  private Set<LocalDate> holidays(int year) {
    return exchange.getHolidays(Year.of(year)).stream()
        .map(Holiday::getDate)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the session ends at 13:00: around Independence Day, Thanksgiving and Christmas. */
  public boolean isEarlyClose(LocalDate session) {
    if (!isSession(session)) {
      return false;
    }
    MonthDay day = MonthDay.from(session);
    return session
            .minusDays(1)
            .equals(session.withMonth(11).with(TemporalAdjusters.dayOfWeekInMonth(4, THURSDAY)))
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
    return closes.computeIfAbsent(session, this::workedOutClose);
  }

  private Instant workedOutClose(LocalDate session) {
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
