package lowtide.app;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lowtide.alert.AlertDesk;
import lowtide.market.PriceFeed;
import lowtide.market.QuotePace;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the market: poll, view, look.
 *
 * <p>A live market is looked at as it stands. A recorded or simulated one is looked at once at
 * every moment at which a bar ended since the last tick, however fast the clock runs, so that it
 * makes the same alerts as a replay.
 */
final class Ticker {
  private final PriceFeed feed;
  private final AlertDesk desk;
  private final QuotePace pace;
  private final Clock clock;
  private final boolean live;
  private final Runnable heartbeat;
  private final Instant begin;
  private @Nullable Instant reached;

  /**
   * @param begin what the clock showed at first
   * @param position up to when the market was looked at before
   */
  Ticker(
      PriceFeed feed,
      AlertDesk desk,
      QuotePace pace,
      Clock clock,
      boolean live,
      Instant begin,
      Optional<Instant> position,
      Runnable heartbeat) {
    this.feed = feed;
    this.desk = desk;
    this.pace = pace;
    this.clock = clock;
    this.live = live;
    this.heartbeat = heartbeat;
    this.begin = begin;
    this.reached = position.orElse(null);
  }

  void tick() {
    look();
    heartbeat.run();
  }

  private void look() {
    Instant now = clock.instant();
    if (live) {
      feed.pollQuotes(pace.due(feed.instruments(), feed.now(now)), now);
      if (feed.isFilled()) {
        desk.look(feed.now(clock.instant()));
      }
      return;
    }
    feed.pollBars(now);
    Instant from = reached;
    if (from == null) {
      // Not at what the clock shows by now: a slow start would make news into the past.
      desk.look(feed.asOf(begin));
      from = begin;
      reached = begin;
    }
    for (Instant moment : feed.moments(from, now)) {
      desk.look(feed.asOf(moment));
      reached = moment;
    }
  }
}
