package lowtide.schedule;

import java.time.Duration;

/**
 * How often things are done.
 *
 * @param prices between two looks at the prices and the rules that watch them
 * @param bars between two requests for newly finished bars
 * @param deliver between two looks into the outbox
 */
public record PollSettings(Duration prices, Duration bars, Duration deliver) {
  public static final PollSettings DEFAULT =
      new PollSettings(Duration.ofSeconds(20), Duration.ofMinutes(5), Duration.ofSeconds(1));
}
