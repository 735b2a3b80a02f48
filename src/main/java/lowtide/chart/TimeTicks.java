package lowtide.chart;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The few round moments named on the time axis, in UTC. */
final class TimeTicks {
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;
  private static final int DAY = 86_400;
  private static final int[] SECONDS = {
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    3 * DAY,
    7 * DAY,
    14 * DAY
  };
  private static final int[] MONTHS = {
    1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 24_000
  };
  private static final long SECONDS_A_MONTH = 2_629_746;
  // 5 January 1970 was a Monday; counted from there, whole weeks begin on Mondays.
  private static final long MONDAY = 4L * DAY;

  private static final DateTimeFormatter TIME = format("HH:mm");
  private static final DateTimeFormatter DATE = format("d MMM");
  private static final DateTimeFormatter MONTH = format("MMM uuuu");
  private static final DateTimeFormatter YEAR = format("uuuu");

  private TimeTicks() {}

  /** At most {@code most} ticks, about evenly spread from {@code from} to {@code to}. */
  static List<Scale.Tick> between(long from, long to, int most) {
    for (int step : SECONDS) {
      if ((to - from) / step < most) {
        return bySeconds(from, to, step);
      }
    }
    int months = MONTHS[MONTHS.length - 1];
    for (int step : MONTHS) {
      if ((to - from) / (step * SECONDS_A_MONTH) < most) {
        months = step;
        break;
      }
    }
    return byMonths(from, to, months);
  }

  private static List<Scale.Tick> bySeconds(long from, long to, int step) {
    List<Scale.Tick> ticks = new ArrayList<>();
    long origin = step % (7 * DAY) == 0 ? MONDAY : 0;
    for (long at = origin + Math.floorDiv(from - origin + step - 1, step) * step;
        at <= to;
        at += step) {
      boolean midnight = Math.floorMod(at, DAY) == 0;
      LocalDateTime moment = LocalDateTime.ofEpochSecond(at, 0, ZoneOffset.UTC);
      ticks.add(new Scale.Tick(at, moment.format(midnight ? DATE : TIME)));
    }
    return ticks;
  }

  private static List<Scale.Tick> byMonths(long from, long to, int step) {
    List<Scale.Tick> ticks = new ArrayList<>();
    LocalDate start = LocalDateTime.ofEpochSecond(from, 0, ZoneOffset.UTC).toLocalDate();
    long month = Math.floorDiv(start.getYear() * 12L + start.getMonthValue() - 1, step) * step;
    for (; ; month += step) {
      LocalDate first =
          LocalDate.of((int) Math.floorDiv(month, 12L), Math.floorMod(month, 12) + 1, 1);
      long at = first.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
      if (at > to) {
        return ticks;
      }
      if (at >= from) {
        ticks.add(new Scale.Tick(at, first.format(step % 12 == 0 ? YEAR : MONTH)));
      }
    }
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
