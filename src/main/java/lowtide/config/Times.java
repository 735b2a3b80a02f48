package lowtide.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans and moments as people write them, in the file and on the command line. */
public final class Times {
  private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private Times() {}

  /**
   * {@code 500ms}, {@code 20s}, {@code 5m}, {@code 1h} or {@code 1d}.
   *
   * @throws IllegalArgumentException if it is none of them, or zero
   */
  public static Duration span(String text) {
    Matcher matcher = SPAN.matcher(text);
    long n = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    if (n == 0) {
      throw new IllegalArgumentException(
          "must be a number above 0 with ms, s, m, h or d behind it");
    }
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(n);
      case "s" -> Duration.ofSeconds(n);
      case "m" -> Duration.ofMinutes(n);
      case "h" -> Duration.ofHours(n);
      default -> Duration.ofDays(n);
    };
  }

  /**
   * A date, meaning its first moment in UTC, or an instant.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Instant moment(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "must be a date such as 2025-07-14 or an instant such as 2025-07-14T20:00:00Z", e);
    }
  }

  /**
   * A date.
   *
   * @throws IllegalArgumentException if it is none
   */
  static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a day that exists, such as 2025-07-14", e);
    }
  }

  /**
   * A date, meaning the end of that UTC day, or an instant.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Instant end(String text) {
    Instant moment = moment(text);
    return text.length() == 10 ? moment.plus(Duration.ofDays(1)) : moment;
  }
}
