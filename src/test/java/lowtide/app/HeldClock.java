package lowtide.app;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import lowtide.schedule.ClockSettings;
import lowtide.schedule.MarketClock;

/** A clock that stands still until it is let go, then runs fast: a slow start costs no hours. */
final class HeldClock extends Clock {
  private final ClockSettings settings;
  private volatile Clock running;

  HeldClock(ClockSettings settings) {
    this.settings = settings;
    this.running = Clock.fixed(settings.start(), ZoneOffset.UTC);
  }

  /**
   * @param nanos since when it runs, by {@link System#nanoTime}: a clock in another process can be
   *     let go at the same time
   */
  void letGo(long nanos) {
    double gone = (System.nanoTime() - nanos) * settings.speed();
    running =
        new MarketClock(
            new ClockSettings(settings.start().plusNanos((long) gone), settings.speed()));
  }

  @Override
  public Instant instant() {
    return running.instant();
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
