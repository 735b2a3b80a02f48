package lowtide.alert;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a chat wants to be told how everything stands.
 *
 * @param day null for every day
 */
public record DigestPlan(LocalTime at, @Nullable DayOfWeek day) {
  private static final LocalTime USUAL = LocalTime.of(8, 0);

  private static final Pattern TYPED =
      Pattern.compile(
          "(daily|every ?day|t\u00e4glich|weekly|every ?week|w\u00f6chentlich)?"
              + "(?: ?(?:every |on )?(?!(?:at|um)\\b)([a-z]{2,10}))?"
              + "(?: ?(?:at |um )?([0-9]{1,2})(?:[:.]([0-9]{2}))?(?: ?uhr)? ?(am|pm)?)?");

  /**
   * Reads {@code daily 08:00} or {@code weekly mon 08:00}, and what people type for them: {@code
   * every day at 8am}, {@code monday 8:30}, {@code 18:00}.
   *
   * @throws IllegalArgumentException with what it has to look like
   */
  public static DigestPlan parse(List<String> words) {
    Matcher typed = TYPED.matcher(String.join(" ", words).toLowerCase(Locale.ROOT));
    try {
      if (!words.isEmpty() && typed.matches()) {
        String day = typed.group(2);
        LocalTime at =
            typed.group(3) == null ? USUAL : time(typed.group(3), typed.group(4), typed.group(5));
        boolean weekly = typed.group(1) != null && typed.group(1).startsWith("w");
        boolean daily = typed.group(1) != null && !weekly;
        if (day == null || !daily && (weekly || isDay(day))) {
          return new DigestPlan(at, day != null ? day(day) : weekly ? DayOfWeek.MONDAY : null);
        }
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time looks like 08:00", e);
    }
    throw new IllegalArgumentException("it is daily 08:00, weekly mon 08:00 or off");
  }

  private static LocalTime time(String hour, @Nullable String minute, @Nullable String half) {
    int hours = Integer.parseInt(hour);
    if (half != null) {
      if (hours < 1 || hours > 12) {
        throw new DateTimeException("no hour of half a day: " + hour);
      }
      hours = hours % 12 + (half.equals("pm") ? 12 : 0);
    }
    return LocalTime.of(hours, minute == null ? 0 : Integer.parseInt(minute));
  }

  private static DayOfWeek day(String text) {
    return named(text)
        .orElseThrow(() -> new IllegalArgumentException("a day is mon, tue, wed ... or sun"));
  }

  private static boolean isDay(String text) {
    return named(text).isPresent();
  }

  /** {@code mon}, {@code mondays}, {@code Montag}. */
  private static Optional<DayOfWeek> named(String text) {
    String typed = text.toUpperCase(Locale.ROOT).replaceFirst("(?<=DAY|TAG)S$", "");
    return Arrays.stream(DayOfWeek.values())
        .filter(
            day ->
                day.name().startsWith(typed)
                    || day.getDisplayName(TextStyle.FULL, Locale.GERMAN)
                        .toUpperCase(Locale.ROOT)
                        .startsWith(typed))
        .findFirst();
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
