package lowtide.alert;

import java.time.Duration;

/**
 * For how long messages matter.
 *
 * @param expires for how long an alert that is not sent yet is news
 * @param supersede after how long a message that is still owed is dropped for a newer one of its
 *     rule
 * @param kept for how long it is remembered what was sent; longer than {@code expires}
 */
public record DeliverySettings(Duration expires, Duration supersede, Duration kept) {
  public static final DeliverySettings DEFAULT =
      new DeliverySettings(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofDays(90));

  public DeliverySettings {
    if (expires.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("expires must be 1m or more: %s".formatted(expires));
    }
    if (kept.compareTo(expires) < 0 || kept.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException(
          "kept must be 1d or more, and more than expires: %s".formatted(kept));
    }
  }
}
