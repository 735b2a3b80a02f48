package lowtide.schedule;

import java.time.Duration;

/**
 * How often things are done.
 *
 * @param near between two requests for a price that is near a level
 * @param prices likewise for other prices
 * @param far likewise for a price that is far from every level
 * @param bars between two requests for newly finished bars
 * @param deliver between two looks into the outbox
 */
public record PollSettings(
    Duration near, Duration prices, Duration far, Duration bars, Duration deliver) {
  public static final PollSettings DEFAULT =
      new PollSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofSeconds(1));

  public PollSettings {
    if (near.compareTo(prices) > 0 || prices.compareTo(far) > 0) {
      throw new IllegalArgumentException(
          "need near <= prices <= far: %s ms, %s ms, %s ms"
              .formatted(near.toMillis(), prices.toMillis(), far.toMillis()));
    }
  }
}
