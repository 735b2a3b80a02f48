package lowtide.store.postgres;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The server's time, kept by this machine's timer that never jumps, and set right where the two
 * have drifted apart: a timer stands still while its machine sleeps.
 */
final class ServerClock extends Clock {
  private static final Duration DRIFT = Duration.ofMillis(250);

  private record Reading(Instant time, long nanos) {
    Instant at(long now) {
      return time.plusNanos(now - nanos);
    }
  }

  private volatile Reading last = new Reading(Instant.EPOCH, System.nanoTime());

  /**
   * @param time the server's
   * @param nanos when it was asked for
   */
  void set(Instant time, long nanos) {
    if (Duration.between(last.at(nanos), time).abs().compareTo(DRIFT) > 0) {
      last = new Reading(time, nanos);
    }
  }

  @Override
  public Instant instant() {
    return last.at(System.nanoTime());
  }

  TimeMeter meter() {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        Instant now = instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
      }

      @Override
      public boolean isWallClockBased() {
        return true;
      }
    };
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("UTC only");
  }
}
