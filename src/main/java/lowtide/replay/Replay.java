package lowtide.replay;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import lowtide.alert.Alert;
import lowtide.alert.AlertDesk;
import lowtide.alert.AlertPolicy;
import lowtide.alert.Rule;
import lowtide.market.PriceFeed;

/**
 * The live engine over stored history, as fast as it goes.
 *
 * <p>At the first moment the rules take note of all that was before, so what is told in a span does
 * not depend on where the span begins. A bar costs what it changes: O(window) for each correlation
 * and index, O(levels) for each price, whatever the length of the history before.
 */
public final class Replay {
  private final PriceFeed feed;
  private final AlertDesk desk;

  public Replay(PriceFeed feed, List<Rule> rules, AlertPolicy policy) {
    this.feed = feed;
    this.desk = new AlertDesk(rules, policy, new MemoryAlertStore());
  }

  /** Tells every alert after {@code from} and up to {@code to}; how many there were. */
  public int run(Instant from, Instant to, Consumer<Alert> told) {
    int count = 0;
    desk.look(feed.asOf(from));
    for (Instant moment : feed.moments(from, to)) {
      List<Alert> alerts = desk.look(feed.asOf(moment));
      alerts.forEach(told);
      count += alerts.size();
    }
    return count;
  }

  /** The rules as they stood at a moment. */
  public AlertDesk standingAt(Instant at) {
    desk.look(feed.asOf(at));
    return desk;
  }
}
