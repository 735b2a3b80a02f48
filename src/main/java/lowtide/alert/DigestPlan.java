package lowtide.alert;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When a chat wants to be told how everything stands.
 *
 * @param day null for every day
 */
public record DigestPlan(LocalTime at, @Nullable DayOfWeek day) {
  /**
   * Reads {@code daily 08:00} or {@code weekly mon 08:00}.
   *
   * @throws IllegalArgumentException with what it has to look like
   */
  public static DigestPlan parse(List<String> words) {
    String kind = words.isEmpty() ? "" : words.get(0).toLowerCase(Locale.ROOT);
    try {
      if (kind.equals("daily") && words.size() <= 2) {
        return new DigestPlan(LocalTime.parse(words.size() == 2 ? words.get(1) : "08:00"), null);
      }
      if (kind.equals("weekly") && words.size() <= 3) {
        return new DigestPlan(
            LocalTime.parse(words.size() == 3 ? words.get(2) : "08:00"),
            day(words.size() > 1 ? words.get(1) : "mon"));
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time looks like 08:00", e);
    }
    throw new IllegalArgumentException("it is daily 08:00, weekly mon 08:00 or off");
  }

  private static DayOfWeek day(String text) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> text.length() >= 2 && day.name().startsWith(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a day is mon, tue, wed ... or sun"));
  }

  /** The first moment after {@code now}; where the clocks skip it, the moment they skip to. */
  public Instant next(Instant now, ZoneId zone) {
    ZonedDateTime here = now.atZone(zone);
    ZonedDateTime next =
        (day == null ? here : here.with(TemporalAdjusters.nextOrSame(day)))
            .toLocalDate()
            .atTime(at)
            .atZone(zone);
    if (next.toInstant().isAfter(now)) {
      return next.toInstant();
    }
    return next.toLocalDate().plusDays(day == null ? 1 : 7).atTime(at).atZone(zone).toInstant();
  }

  /** What a digest looks back over. */
  public Duration span() {
    return Duration.ofDays(day == null ? 1 : 7);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return day == null
        ? "daily " + at
        : "weekly %s %s".formatted(day.name().substring(0, 3).toLowerCase(Locale.ROOT), at);
  }
}
