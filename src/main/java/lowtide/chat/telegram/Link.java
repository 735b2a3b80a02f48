package lowtide.chat.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lowtide.chat.ChatPlatform.Health;
import lowtide.chat.ChatPlatform.Health.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the connection stands, as everybody who talks to Telegram reports it. */
final class Link {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  private static final String POLLING = "polling";

  private final Clock clock;
  private State state = State.STARTING;
  private String reason = "connecting";
  private @Nullable Instant lastAnswer;

  Link(Clock clock) {
    this.clock = clock;
  }

  synchronized void answered() {
    lastAnswer = clock.instant();
    change(State.UP, POLLING);
  }

  /** Messages go out from here, but another node listens. */
  synchronized void standBy() {
    change(State.UP, "another node polls");
  }

  synchronized void down(String why) {
    change(State.DOWN, why);
  }

  /** For good: nothing that happens later changes it. */
  synchronized void stop(String why) {
    change(State.STOPPED, why);
  }

  /** Ends it because we want to, which is no trouble. */
  synchronized void close() {
    if (state != State.STOPPED) {
      LOG.info("Telegram is closed");
      state = State.STOPPED;
      reason = "closed";
    }
  }

  synchronized boolean stopped() {
    return state == State.STOPPED;
  }

  synchronized Health health() {
    if (!reason.equals(POLLING) || lastAnswer == null) {
      return new Health(state, reason);
    }
    long seconds = Math.max(0, Duration.between(lastAnswer, clock.instant()).toSeconds());
    return new Health(state, "polling, last answer " + seconds + " s ago");
  }

  private void change(State to, String why) {
    if (state == State.STOPPED || (state == to && reason.equals(why))) {
      return;
    }
    state = to;
    reason = why;
    if (to == State.UP) {
      LOG.info("Telegram is up: {}", why);
    } else if (to == State.STOPPED) {
      LOG.error(
          "Telegram is {}: {}. Put in the token that @BotFather gives, then start again", to, why);
    } else {
      LOG.warn("Telegram is {}: {}", to, why);
    }
  }
}
