package lowtide.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why an equity has no newer price: the exchange is closed, closes early, or a session's bar is
 * late or missing. Four different things, each with its own words.
 */
public final class MarketHours {
  /** A session's bar is there this long after the close, usually. */
  private static final Duration USUAL_DELAY = Duration.ofMinutes(30);

  /** Sessions that are looked through for missing ones. */
  private static final int LOOKED_THROUGH = 20;

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

  private final TradingCalendar calendar = TradingCalendar.NEW_YORK;
  private final Instant now;

  public MarketHours(Instant now) {
    this.now = now;
  }

  /** Whether the exchange trades, and until or from when; a whole sentence. */
  public String words() {
    ZonedDateTime here = now.atZone(NEW_YORK);
    LocalDate today = here.toLocalDate();
    if (calendar.isOpen(now)) {
      return "New York is open until %s%s."
          .formatted(
              hour(calendar.close(today)), calendar.isEarlyClose(today) ? ", an early close" : "");
    }
    LocalDate next =
        calendar.isSession(today) && now.isBefore(calendar.open(today))
            ? today
            : calendar.nextSession(today);
    return "New York is closed%s; it opens %s.".formatted(reason(today), hour(calendar.open(next)));
  }

  private String reason(LocalDate today) {
    if (calendar.isSession(today)) {
      return now.isBefore(calendar.open(today))
          ? ""
          : calendar.isEarlyClose(today) ? " (early close)" : "";
    }
    return today.getDayOfWeek().getValue() > 5 ? " (weekend)" : " (holiday)";
  }

  /** New York's time, as its traders say it. */
  private static String hour(Instant at) {
    return HOUR.format(at.atZone(NEW_YORK)) + " New York time";
  }

  public boolean isOpen() {
    return calendar.isOpen(now);
  }

  /**
   * The newest session of which the bar should be there and is not.
   *
   * @param daily of an equity
   */
  public Optional<LocalDate> late(Series daily) {
    LocalDate expected = calendar.lastClosedSession(now.minus(USUAL_DELAY));
    boolean there = !daily.isEmpty() && !daily.date(daily.size() - 1).isBefore(expected);
    return there ? Optional.empty() : Optional.of(expected);
  }

  /** Sessions among the newest that have a later bar but none of their own. */
  public List<LocalDate> missing(Series daily) {
    List<LocalDate> missing = new ArrayList<>();
    int last = daily.size() - 1;
    int row = last;
    if (last < 0) {
      return missing;
    }
    LocalDate first = daily.date(0);
    LocalDate session = daily.date(last);
    for (int i = 0; i < LOOKED_THROUGH && session.isAfter(first); i++) {
      if (row >= 0 && daily.date(row).equals(session)) {
        row--;
      } else {
        missing.add(0, session);
      }
      session = calendar.previousSession(session);
    }
    return missing;
  }

  /** What is wrong with an equity's days, in a sentence; empty if nothing. */
  public Optional<String> trouble(Series daily) {
    List<LocalDate> missing = missing(daily);
    Optional<LocalDate> late = late(daily);
    List<String> words = new ArrayList<>();
    late.ifPresent(session -> words.add("the session of %s is late".formatted(session)));
    if (!missing.isEmpty()) {
      words.add(
          "no bar of %s"
              .formatted(String.join(", ", missing.stream().map(LocalDate::toString).toList())));
    }
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of("%s: %s.".formatted(daily.instrument().symbol(), String.join("; ", words)));
  }
}
