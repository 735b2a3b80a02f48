package lowtide.alert;

import java.time.Duration;

/**
 * When something worth telling is told.
 *
 * @param cooldown how long the same alert about the same level is not told again
 */
public record AlertPolicy(Duration cooldown) {
  public AlertPolicy {
    if (cooldown.isNegative()) {
      throw new IllegalArgumentException("cooldown must not be negative: " + cooldown);
    }
  }
}
