package lowtide.command;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lowtide.alert.OwnRule;
import lowtide.chat.Audience;
import org.jspecify.annotations.Nullable;

/**
 * What was typed behind /alert: a condition, whether it is to fire once, and how long it is to
 * last.
 *
 * @param condition as typed
 * @param once null if nothing was said
 * @param span null if nothing was said; zero for without end
 */
record AlertWish(String condition, @Nullable Boolean once, @Nullable Duration span) {
  private static final Pattern ONCE = Pattern.compile("(?i)(.*?)[ ,]*\\b(once|only once|one time)");
  private static final Pattern REPEAT =
      Pattern.compile("(?i)(.*?)[ ,]*\\b(repeat|repeating|always|every time)");
  private static final Pattern FOREVER = Pattern.compile("(?i)(.*?)[ ,]*\\b(for ?ever|no end)");
  private static final Pattern FOR =
      Pattern.compile("(?i)(.*?)[ ,]*\\bfor ([0-9]{1,9}|a) ?(h|d|w|mo)[a-z]*");
  private static final Pattern FOR_WHAT = Pattern.compile("(?i)(.*?)[ ,]*\\bfor [-+]?[0-9.].*");
  private static final Pattern UNTIL =
      Pattern.compile("(?i)(.*?)[ ,]*\\b(?:until|till|expires|expiry) ([0-9-]{8,10})");
  private static final Duration LONGEST = Duration.ofDays(3_650);

  /**
   * @throws Arguments.Mistake for an end that cannot be
   */
  static AlertWish of(String typed, Clock wallClock) throws Arguments.Mistake {
    String text = typed.strip().replaceAll("\\s+", " ");
    Boolean once = null;
    Duration span = null;
    while (true) {
      Matcher matcher;
      if ((matcher = ONCE.matcher(text)).matches()) {
        once = true;
      } else if ((matcher = REPEAT.matcher(text)).matches()) {
        once = false;
      } else if ((matcher = FOREVER.matcher(text)).matches()) {
        span = Duration.ZERO;
      } else if ((matcher = FOR.matcher(text)).matches()) {
        span = span(matcher.group(2), matcher.group(3), matcher.group(1));
      } else if ((matcher = UNTIL.matcher(text)).matches()) {
        span = until(matcher.group(2), matcher.group(1), wallClock);
      } else if ((matcher = FOR_WHAT.matcher(text)).matches()) {
        throw lasts(matcher.group(1), "30d");
      } else {
        return new AlertWish(text, once, span);
      }
      text = matcher.group(1);
    }
  }

  private static Duration span(String number, String unit, String condition)
      throws Arguments.Mistake {
    long n = number.equalsIgnoreCase("a") ? 1 : Long.parseLong(number);
    Duration span =
        switch (unit.toLowerCase(Locale.ROOT)) {
          case "h" -> Duration.ofHours(n);
          case "d" -> Duration.ofDays(n);
          case "w" -> Duration.ofDays(7 * n);
          default -> Duration.ofDays(30 * n);
        };
    return checked(span, condition);
  }

  private static Duration checked(Duration span, String condition) throws Arguments.Mistake {
    if (span.toHours() < 1 || span.compareTo(LONGEST) > 0) {
      throw lasts(condition, span.toHours() < 1 ? "1h" : "3650d");
    }
    return span;
  }

  private static Arguments.Mistake lasts(String condition, String example) {
    return Arguments.Mistake.corrected(
        "An alert lasts for 1h to 3650d", "/alert %s for %s".formatted(condition, example));
  }

  /** To the end of that day where the chat is. */
  private static Duration until(String date, String condition, Clock wallClock)
      throws Arguments.Mistake {
    Instant now = wallClock.instant();
    Instant end;
    try {
      end = LocalDate.parse(date).plusDays(1).atStartOfDay(Audience.current().zone()).toInstant();
    } catch (DateTimeException e) {
      throw Arguments.Mistake.corrected(
          "That is no date: " + CommandDesk.shortened(date),
          "/alert %s until %s"
              .formatted(
                  condition,
                  LocalDate.ofInstant(now.plus(Duration.ofDays(30)), Audience.current().zone())));
    }
    return checked(Duration.between(now, end), condition);
  }

  /** As it is typed behind a condition; a blank in front of each word. */
  String ending() {
    return (once == null ? "" : once ? " once" : " repeat")
        + (span == null ? "" : span.isZero() ? " forever" : " for " + written(span));
  }

  /** What makes an alert again that was deleted. */
  static String of(OwnRule rule, Instant now) {
    Instant ends = rule.expiresAt();
    boolean runs = ends != null && ends.isAfter(now);
    return rule.condition()
        + (rule.once() ? " once" : "")
        + (runs ? " for " + written(Duration.between(now, ends).plusMinutes(59)) : "");
  }

  /** What an alert is to be edited to, to be as this one was. */
  static String whole(OwnRule rule, Instant now) {
    return of(rule, now)
        + (rule.once() ? "" : " repeat")
        + (rule.expiresAt() == null ? " forever" : "");
  }

  private static String written(Duration span) {
    long hours = Math.max(1, span.toHours());
    return hours % 24 == 0 ? hours / 24 + "d" : hours + "h";
  }

  /** When it ends that begins now; null for never. */
  @Nullable Instant ends(Instant now) {
    return span == null || span.isZero() ? null : now.plus(span);
  }
}
