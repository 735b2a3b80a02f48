package lowtide.market.source;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a server that refuses asks to be left alone: in seconds, or until a date. */
final class RetryAfter {
  /** Who says that it was asked too often, but not for how long to be quiet, is left this long. */
  static final Duration TOO_OFTEN = Duration.ofSeconds(30);

  /** Who has shut an address out is left alone for longer: asking on makes it worse. */
  private static final Duration SHUT_OUT = Duration.ofMinutes(2);

  private RetryAfter() {}

  /**
   * @param now by our own clock, where the server does not say what time it is
   */
  static Optional<Duration> of(int status, HttpHeaders headers, Instant now) {
    // A date is by the server's clock, which may be off from ours.
    Instant theirs = headers.firstValue("Date").flatMap(RetryAfter::date).orElse(now);
    return headers
        .firstValue("Retry-After")
        .map(String::strip)
        .flatMap(text -> span(text, theirs))
        .filter(span -> !span.isNegative())
        .or(() -> usual(status));
  }

  private static Optional<Duration> usual(int status) {
    return switch (status) {
      case 429 -> Optional.of(TOO_OFTEN);
      case 418 -> Optional.of(SHUT_OUT);
      default -> Optional.empty();
    };
  }

  private static Optional<Duration> span(String text, Instant now) {
    return text.matches("[0-9]{1,9}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : date(text).map(until -> Duration.between(now, until));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
