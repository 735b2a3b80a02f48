package lowtide.chat.telegram;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.telegram.telegrambots.longpolling.interfaces.BackOff;

/**
 * The pause after a failure: it doubles from the shortest to the longest, with jitter so that bots
 * which failed together do not come back together.
 */
final class RetryPause implements BackOff {
  private final long shortest;
  private final long longest;
  private final RandomGenerator random;
  private long ceiling;
  private long told;

  RetryPause(Timing timing, RandomGenerator random) {
    shortest = timing.firstRetry().toMillis();
    longest = timing.lastRetry().toMillis();
    this.random = random;
    ceiling = shortest;
  }

  @Override
  public synchronized void reset() {
    ceiling = shortest;
    told = 0;
  }

  /** What Telegram itself asks for goes before any number of ours. */
  synchronized void atLeast(Duration asked) {
    told = Math.max(told, asked.toMillis());
  }

  @Override
  public synchronized long nextBackOffMillis() {
    ceiling = Math.min(longest, ceiling * 2);
    long pause = Math.max(told, random.nextLong(shortest, ceiling + 1));
    told = 0;
    return pause;
  }
}
