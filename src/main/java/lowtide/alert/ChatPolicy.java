package lowtide.alert;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a chat does not want to be told, and when.
 *
 * @param snoozedUntil nothing is told before; null for not snoozed
 * @param muted rules that are silent until what they watch has recovered
 * @param unwanted {@linkplain #level levels} it does not want to hear of
 * @param quiet null for none
 */
public record ChatPolicy(
    @Nullable Instant snoozedUntil,
    Set<String> muted,
    Set<String> unwanted,
    @Nullable QuietHours quiet) {
  public static final ChatPolicy NONE = new ChatPolicy(null, Set.of(), Set.of(), null);

  public ChatPolicy {
    muted = Set.copyOf(muted);
    unwanted = Set.copyOf(unwanted);
  }

  /** A part of the day; over midnight where {@code to} is not after {@code from}. */
  public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
    public QuietHours {
      if (from.equals(to)) {
        throw new IllegalArgumentException("quiet hours need an end: %s-%s".formatted(from, to));
      }
    }

    /** When the quiet hours that {@code now} lies in are over; empty if it lies in none. */
    Optional<Instant> end(Instant now) {
      ZonedDateTime here = now.atZone(zone);
      LocalTime time = here.toLocalTime();
      boolean overMidnight = to.isBefore(from);
      boolean within =
          overMidnight
              ? !time.isBefore(from) || time.isBefore(to)
              : !time.isBefore(from) && time.isBefore(to);
      if (!within) {
        return Optional.empty();
      }
      ZonedDateTime end = here.toLocalDate().atTime(to).atZone(zone);
      return Optional.of(
          (end.isAfter(here) ? end : here.toLocalDate().plusDays(1).atTime(to).atZone(zone))
              .toInstant());
    }
  }

  /**
   * What becomes of an alert in this chat.
   *
   * @param decision why it is not told, or not at once; null if it is
   * @param heldUntil null if it is not told later either
   */
  public record Verdict(@Nullable Decision decision, @Nullable Instant heldUntil) {
    static final Verdict TOLD = new Verdict(null, null);

    static Verdict not(Alert alert, Reason reason, Object... detail) {
      return new Verdict(Decision.of(alert, reason, detail), null);
    }
  }

  /** A level by the key of its rule and its price, e.g. {@code levels:BTC/119000}. */
  public static String level(String rule, BigDecimal price) {
    return rule + "/" + price.stripTrailingZeros().toPlainString();
  }

  /**
   * What the chat chose not to hear of, silence, then quiet hours. What is critical passes quiet
   * hours.
   */
  public Verdict verdict(Alert alert, Instant now) {
    if (!unwanted.isEmpty() && !alert.levels().isEmpty() && unwanted.containsAll(alert.levels())) {
      return Verdict.not(alert, Reason.LEVEL_NOT_WANTED);
    }
    if (snoozedUntil != null && now.isBefore(snoozedUntil)) {
      return Verdict.not(alert, Reason.SNOOZED, snoozedUntil);
    }
    if (muted.contains(alert.rule()) && !alert.recovers()) {
      return Verdict.not(alert, Reason.MUTED);
    }
    Optional<Instant> end = quiet == null ? Optional.empty() : quiet.end(now);
    return end.isPresent() && !alert.isCritical()
        ? new Verdict(Decision.of(alert, Reason.QUIET_HOURS, end.get()), end.get())
        : Verdict.TOLD;
  }
}
