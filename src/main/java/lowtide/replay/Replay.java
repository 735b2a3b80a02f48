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
 * <p>Rules take note of everything from the beginning of history, so what is told in a span does
 * not depend on where the span begins.
 */
public final class Replay {
  private final PriceFeed feed;
  private final AlertDesk desk;
  private Instant reached = Instant.MIN;

  public Replay(PriceFeed feed, List<Rule> rules, AlertPolicy policy) {
    this.feed = feed;
    this.desk = new AlertDesk(rules, policy, new MemoryAlertStore());
  }

  /** Tells every alert after the last call's end and up to {@code to}. */
  public void run(Instant to, Consumer<Alert> told) {
    for (Instant moment : feed.moments(reached, to)) {
      desk.look(feed.asOf(moment)).forEach(told);
    }
    reached = to;
  }

  /** The rules as they stand where the replay has got to. */
  public AlertDesk desk() {
    return desk;
  }
}
