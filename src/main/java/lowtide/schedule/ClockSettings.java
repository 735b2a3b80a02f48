package lowtide.schedule;

import java.time.Instant;

/**
 * A clock that runs from a chosen instant at a chosen pace.
 *
 * @param start what it shows at first
 * @param speed market seconds a real second, above 0
 */
public record ClockSettings(Instant start, double speed) {
  public ClockSettings {
    if (!(speed > 0 && speed <= 1e7)) {
      throw new IllegalArgumentException("speed must be above 0 and at most 1e7: " + speed);
    }
  }
}
