package lowtide.chat.discord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import lowtide.chat.Delivery;

/**
 * Channels that Discord says it does not know. It says so too while it recovers from trouble of its
 * own: only one that stays unknown is gone, and its subscription with it.
 */
final class UnknownChannels {
  private static final int REMEMBERED = 10_000;

  private final Duration pause;
  private final Duration grace;
  private final Clock clock;
  private final Map<String, Instant> since =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  UnknownChannels(Pace pace, Clock clock) {
    this.pause = pace.pause();
    this.grace = pace.grace();
    this.clock = clock;
  }

  /** What becomes of a delivery that ended so. */
  synchronized Delivery settle(String channel, Delivery delivery) {
    if (!(delivery instanceof Delivery.Gone gone)) {
      since.remove(channel);
      return delivery;
    }
    Instant now = clock.instant();
    Instant first = since.computeIfAbsent(channel, unknown -> now);
    if (now.isBefore(first.plus(grace))) {
      return new Delivery.RetryAfter(pause, false, gone.reason());
    }
    since.remove(channel);
    return gone;
  }
}
