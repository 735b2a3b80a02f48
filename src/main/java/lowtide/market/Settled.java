package lowtide.market;

import java.time.Duration;
import java.time.Instant;

/**
 * Up to when a live source's bars are over and final.
 *
 * <p>Not up to now: our clock may be ahead, the last trades come in late, and a session's official
 * close is made by an auction after the bell.
 */
public final class Settled {
  /** By so much clocks may differ. */
  public static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  private static final Duration AFTER_THE_BELL = Duration.ofMinutes(20);

  private Settled() {}

  /** A bar that ended later is not final at {@code now}. */
  public static Instant at(Instant now, Instrument.Kind kind) {
    return now.minus(kind == Instrument.Kind.EQUITY ? AFTER_THE_BELL : CLOCK_SKEW);
  }
}
