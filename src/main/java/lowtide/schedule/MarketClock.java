package lowtide.schedule;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * A clock that starts at a chosen instant and runs at a chosen speed, by the machine's monotonic
 * timer: it never jumps when the machine's time is set.
 */
public final class MarketClock extends Clock {
  private final Instant start;
  private final double speed;
  private final LongSupplier nanos;
  private final long startNanos;

  public MarketClock(ClockSettings settings) {
    this(settings, System::nanoTime);
  }

  MarketClock(ClockSettings settings, LongSupplier nanos) {
    this.start = settings.start();
    this.speed = settings.speed();
    this.nanos = nanos;
    this.startNanos = nanos.getAsLong();
  }

  /** What it showed at first. */
  public Instant start() {
    return start;
  }

  @Override
  public Instant instant() {
    double elapsed = (nanos.getAsLong() - startNanos) * speed;
    return start.plusSeconds((long) (elapsed / 1e9)).plusNanos((long) (elapsed % 1e9));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a market clock runs in UTC");
  }
}
