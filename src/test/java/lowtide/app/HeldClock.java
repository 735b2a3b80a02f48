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

  void letGo() {
    running = new MarketClock(settings);
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
