package lowtide.chat.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPauseTest {
  private final RetryPause pause = new RetryPause(Timing.STANDARD, new Random(1));

  @Test
  void thePauseGrowsFromOneToThirtySeconds() {
    assertThat(pause.nextBackOffMillis()).isBetween(1000L, 2000L);
    assertThat(pause.nextBackOffMillis()).isBetween(1000L, 4000L);
    long longest = 0;
    for (int i = 0; i < 1000; i++) {
      long next = pause.nextBackOffMillis();
      assertThat(next).isBetween(1000L, 30_000L);
      longest = Math.max(longest, next);
    }
    assertThat(longest).isGreaterThan(28_000);
  }

  @Test
  void noTwoBotsComeBackTogether() {
    Set<Long> firsts = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      firsts.add(new RetryPause(Timing.STANDARD, new Random(seed)).nextBackOffMillis());
    }
    assertThat(firsts).hasSizeGreaterThan(15);
  }

  @Test
  void successMakesItShortAgain() {
    for (int i = 0; i < 10; i++) {
      pause.nextBackOffMillis();
    }
    pause.reset();
    assertThat(pause.nextBackOffMillis()).isLessThanOrEqualTo(2000);
  }

  @Test
  void whatTelegramAsksForGoesFirstAndOnce() {
    pause.atLeast(Duration.ofSeconds(300));
    assertThat(pause.nextBackOffMillis()).isEqualTo(300_000);
    assertThat(pause.nextBackOffMillis()).isLessThanOrEqualTo(30_000);
  }
}
