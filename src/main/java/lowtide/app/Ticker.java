package lowtide.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lowtide.alert.AlertDesk;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.PriceFeed;
import lowtide.market.Quote;
import lowtide.market.QuotePace;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the market: poll, view, look.
 *
 * <p>A live market is looked at as it stands. A recorded or simulated one is looked at once at
 * every moment at which a bar ended since the last look, however fast the clock runs, so that it
 * makes the same alerts as a replay. Of several nodes any may look: it first takes over what the
 * others have fetched and found.
 */
final class Ticker {
  /** How far the clock of a market that is not live may run ahead of what was looked at. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  /** In which an hour can have closed that nobody saw. */
  private static final Duration BLIND = Duration.ofHours(1);

  private final PriceFeed feed;
  private final AlertDesk desk;
  private final QuotePace pace;
  private final Clock clock;
  private final boolean live;
  private final boolean shared;
  private final Runnable heartbeat;
  private final Instant begin;

  private volatile @Nullable Instant reached;
  private final Map<Instrument, Instant> lastPrices = new HashMap<>();

  /**
   * @param begin what the clock showed at first
   * @param shared whether other nodes look too
   */
  Ticker(
      PriceFeed feed,
      AlertDesk desk,
      QuotePace pace,
      Clock clock,
      boolean live,
      Instant begin,
      boolean shared,
      Runnable heartbeat) {
    this.feed = feed;
    this.desk = desk;
    this.pace = pace;
    this.clock = clock;
    this.live = live;
    this.shared = shared;
    this.heartbeat = heartbeat;
    this.begin = begin;
  }

  boolean isLive() {
    return live;
  }

  /** Where nobody else does. */
  void tick() {
    look();
    heartbeat.run();
  }

  /** Keeps what this node knows up to date, whoever looks. */
  void keepUp() {
    takeOver();
    if (live) {
      pollQuotes();
    }
    heartbeat.run();
  }

  private void takeOver() {
    if (shared) {
      Instant now = clock.instant();
      feed.catchUp(now);
      desk.catchUp();
      reach(now);
    }
  }

  /**
   * As of when questions are answered. A clock that runs faster than a busy machine can follow
   * makes no price of a recorded or simulated market stale: what was reached counts.
   */
  Instant asOf() {
    Instant now = clock.instant();
    Instant known = reached;
    return live || known == null || !known.plus(AHEAD).isBefore(now) ? now : known;
  }

  private void reach(Instant at) {
    Instant known = reached;
    if (known == null || known.isBefore(at)) {
      reached = at;
    }
  }

  private synchronized void pollQuotes() {
    Instant now = clock.instant();
    feed.pollQuotes(pace.due(feed.instruments(), feed.now(now)), now);
  }

  void look() {
    takeOver();
    if (live) {
      pollQuotes();
      if (feed.isFilled()) {
        lookLive(feed.now(clock.instant()));
      }
      return;
    }
    Instant now = clock.instant();
    feed.pollBars(now);
    if (desk.position().isEmpty()) {
      // Not at what the clock shows by now: a slow start would make news into the past.
      desk.look(feed.asOf(begin));
    }
    Optional<Instant> from = desk.position();
    if (from.isEmpty()) {
      reach(now);
      return;
    }
    for (Instant moment : feed.moments(from.get(), now)) {
      desk.look(feed.asOf(moment));
      if (!desk.position().equals(Optional.of(moment))) {
        return; // another node is at it
      }
      reach(moment);
    }
    reach(now);
  }

  /**
   * After a time without prices the bars of that time come first: they tell what happened in it.
   */
  private void lookLive(MarketView view) {
    if (isBack(view)) {
      feed.pollBars(clock.instant());
      desk.look(feed.now(clock.instant()));
    } else {
      desk.look(view);
    }
  }

  private synchronized boolean isBack(MarketView view) {
    boolean back = false;
    for (Instrument instrument : feed.instruments()) {
      Quote quote = view.quote(instrument).orElse(null);
      if (quote != null && quote.flags(view.at()).isEmpty()) {
        Instant last = lastPrices.put(instrument, quote.time());
        back |= last != null && last.plus(BLIND).isBefore(quote.time());
      }
    }
    return back;
  }
}
