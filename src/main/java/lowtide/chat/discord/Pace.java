package lowtide.chat.discord;

import java.time.Duration;

/**
 * How long the adapter waits for what.
 *
 * @param firstRetry before the second attempt to log in; doubles up to {@code longestRetry}
 * @param identify between two sessions, which Discord limits to one in 5 s
 * @param request for one REST request, queueing and the library's own retries included
 * @param pause of a channel that refuses us, until somebody may have changed its permissions
 * @param grace for how long a channel must be unknown until it counts as deleted
 */
record Pace(
    Duration firstRetry,
    Duration longestRetry,
    Duration identify,
    Duration request,
    Duration pause,
    Duration grace) {
  static final Pace LIVE =
      new Pace(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30));
}
