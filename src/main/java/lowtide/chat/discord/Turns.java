package lowtide.chat.discord;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;
import lowtide.chat.Nodes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue in which sessions identify themselves, of which Discord takes one in 5 s, whichever
 * shard or node it is of.
 */
final class Turns {
  private static final Logger log = LoggerFactory.getLogger(Turns.class);

  private final Bucket here;
  private final @Nullable Bucket shared;

  Turns(Duration spacing, Nodes nodes) {
    BucketConfiguration limit =
        BucketConfiguration.builder()
            .addLimit(one -> one.capacity(1).refillGreedy(1, spacing))
            .build();
    here = Bucket.builder().addLimit(limit.getBandwidths()[0]).build();
    shared = nodes.buckets().map(known -> known.bucket("discord identify", limit)).orElse(null);
  }

  /** Takes the next place; how long until then. */
  Duration next() {
    long wait = here.consumeIgnoringRateLimits(1);
    if (shared != null) {
      try {
        wait = Math.max(wait, shared.consumeIgnoringRateLimits(1));
      } catch (RuntimeException e) {
        log.warn("Discord: other nodes' sessions are not known: {}", e.getMessage());
      }
    }
    return Duration.ofMillis((wait + 999_999) / 1_000_000);
  }
}
