package lowtide.market.source;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The closes of one simulated crypto instrument: days first, then hours without end.
 *
 * <p>Bitcoin follows the story with a deviation that always comes back to it (an AR(1) process);
 * the others follow Bitcoin with a deviation of their own. Worked out in order and kept, so that
 * the same seed gives the same market however it is asked.
 */
final class SimulatedPath {
  private static final double MEMORY_HOUR = 0.97;

  /** Far from the start there is no story to come back to, only a long memory. */
  private static final double MEMORY_DAY = 0.99;

  /** So long before the hours begin the deviation fades, lest the price leap back to the story. */
  private static final double FADE_DAYS = 250;

  private static final double HOURS_TO_DAY = Math.sqrt(24);

  private final RandomGenerator random;
  private final @Nullable SimulatedPath leader;
  private final double scale;
  private final double[] days = new double[Story.FIRST_HOURLY_DAY - Story.FIRST_DAY];
  private double[] hours = new double[4096];
  private int hourCount;
  private double deviation;

  /**
   * @param leader the path that this one follows; null for Bitcoin's own
   * @param scale price as a part of the leader's
   */
  SimulatedPath(long seed, @Nullable SimulatedPath leader, double scale) {
    this.random = new SplittableRandom(seed);
    this.leader = leader;
    this.scale = scale;
    for (int i = 0; i < days.length; i++) {
      double day = Story.FIRST_DAY + i + 1.0;
      move(day, MEMORY_DAY, HOURS_TO_DAY);
      double led = leader == null ? Story.bitcoin(day) : leader.days[i];
      days[i] = led * scale * Math.exp(deviation * Math.min(1, (days.length - i) / FADE_DAYS));
    }
    deviation = 0;
  }

  private void move(double day, double memory, double span) {
    deviation = memory * deviation + Story.noise(day) * span * random.nextGaussian();
  }

  int dayCount() {
    return days.length;
  }

  /** The close of the {@code i}-th day, the first being {@link Story#FIRST_DAY}. */
  double day(int i) {
    return days[i];
  }

  /** The close of the {@code i}-th hour after {@link Story#FIRST_HOURLY_DAY}. */
  synchronized double hour(int i) {
    while (hourCount <= i) {
      double day = Story.FIRST_HOURLY_DAY + (hourCount + 1) / 24.0;
      move(day, MEMORY_HOUR, 1);
      if (hourCount == hours.length) {
        hours = Arrays.copyOf(hours, hourCount * 2);
      }
      double led = leader == null ? Story.bitcoin(day) : leader.hour(hourCount);
      hours[hourCount++] = led * scale * Math.exp(deviation);
    }
    return hours[i];
  }
}
