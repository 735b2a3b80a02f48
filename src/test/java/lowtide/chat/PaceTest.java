package lowtide.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  private final SteppedClock clock = new SteppedClock();
  private final Pace pace = new Pace(new Pace.Limits(27, 60, 20), clock);

  @Test
  void aChatGetsOneMessageASecond() {
    assertThat(pace.tryTake("1", false)).isEmpty();
    clock.forward(Duration.ofMillis(400));
    assertThat(pace.tryTake("1", false)).contains(new Pace.Wait(Duration.ofMillis(600), false));
    clock.forward(Duration.ofMillis(600));
    assertThat(pace.tryTake("1", false)).isEmpty();
  }

  @Test
  void aGroupGetsTwentyAMinute() {
    assertThat(pace.tryTake("-1", true)).isEmpty();
    clock.forward(Duration.ofSeconds(1));
    assertThat(pace.tryTake("-1", true)).contains(new Pace.Wait(Duration.ofSeconds(2), false));
  }

  @Test
  void noWindowOfASecondHoldsMoreThanThePlatformTakesEvenAfterIdling() {
    clock.forward(Duration.ofHours(1));
    int sent = 0;
    for (int millis = 0; millis < 1000; millis++) {
      for (int chat = 0; chat < 3; chat++) {
        sent += pace.tryTake(millis + "/" + chat, false).isEmpty() ? 1 : 0;
      }
      clock.forward(Duration.ofMillis(1));
    }
    assertThat(sent).isBetween(27, 28);
  }

  @Test
  void aFullPlatformIsReportedAsPlatformWideAndCostsTheChatNothing() {
    assertThat(pace.tryTake("1", false)).isEmpty();
    Pace.Wait wait = pace.tryTake("2", false).orElseThrow();
    assertThat(wait.platformWide()).isTrue();
    clock.forward(wait.delay());
    assertThat(pace.tryTake("2", false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void answersGoAheadOfABroadcastAndNoSecondHoldsMoreThanThirty(long seed) {
    Random random = new Random(seed);
    List<Long> sent = new ArrayList<>();
    List<Long> waits = new ArrayList<>();
    for (int millis = 0; millis < 20_000; millis++) {
      if (pace.tryTake("push " + millis, false).isEmpty()) {
        sent.add((long) millis);
      }
      if (random.nextInt(300) == 0) {
        long wait = pace.reserve("answer " + millis, false).toMillis();
        waits.add(wait);
        sent.add(millis + wait);
      }
      clock.forward(Duration.ofMillis(1));
    }
    sent.sort(null);
    for (int i = 30; i < sent.size(); i++) {
      assertThat(sent.get(i) - sent.get(i - 30)).as("31 messages").isGreaterThanOrEqualTo(1000);
    }
    assertThat(sent).hasSizeGreaterThan(20 * 26);
    assertThat(waits.stream().filter(wait -> wait == 0).count())
        .as("most wait for nothing")
        .isGreaterThan(waits.size() * 9L / 10);
  }

  @Test
  void whoWaitsAsLongAsToldIsLetThrough() {
    for (int i = 0; i < 200; i++) {
      String chat = "" + i % 7;
      Optional<Pace.Wait> wait = pace.tryTake(chat, false);
      while (wait.isPresent()) {
        assertThat(wait.get().delay()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
        clock.forward(wait.get().delay());
        wait = pace.tryTake(chat, false);
      }
    }
  }

  @Test
  void reservationsQueueUpAndOvertakePushes() {
    assertThat(pace.reserve("1", false)).isZero();
    assertThat(pace.reserve("1", false)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pace.reserve("1", false)).isEqualTo(Duration.ofSeconds(2));
    clock.forward(Duration.ofSeconds(1));
    assertThat(pace.tryTake("1", false)).contains(new Pace.Wait(Duration.ofSeconds(2), false));
  }

  @Test
  void aPauseOfOneChatConcernsThatChat() {
    assertThat(pace.pause("1", false, Duration.ofSeconds(40))).isFalse();
    assertThat(pace.tryTake("1", false)).contains(new Pace.Wait(Duration.ofSeconds(40), false));
    assertThat(pace.reserve("1", false)).isEqualTo(Duration.ofSeconds(40));
    clock.forward(Duration.ofSeconds(1));
    assertThat(pace.tryTake("2", false)).isEmpty();
  }

  @Test
  void pausesOfTwoChatsAtATimeConcernThePlatform() {
    pace.pause("1", false, Duration.ofSeconds(40));
    assertThat(pace.pause("2", false, Duration.ofSeconds(30))).isTrue();
    assertThat(pace.tryTake("3", false)).contains(new Pace.Wait(Duration.ofSeconds(30), true));
  }

  @Test
  void aClockSetBackSilencesNobody() {
    assertThat(pace.tryTake("1", false)).isEmpty();
    clock.forward(Duration.ofHours(-1));
    assertThat(pace.tryTake("1", false).orElseThrow().delay())
        .isLessThanOrEqualTo(Duration.ofSeconds(1));
    clock.forward(Duration.ofSeconds(1));
    assertThat(pace.tryTake("1", false)).isEmpty();
  }

  @Test
  void idleChatsAreForgottenAndManyAreBounded() {
    for (int i = 0; i < 30_000; i++) {
      pace.reserve("" + i, false);
    }
    assertThat(pace.size()).isEqualTo(10_000);
    clock.forward(Duration.ofMinutes(3));
    pace.reserve("new", false);
    assertThat(pace.size()).isEqualTo(1);
  }

  @Test
  void aPausedChatIsNotForgottenWhileItsPauseLasts() {
    pace.pause("1", false, Duration.ofMinutes(10));
    clock.forward(Duration.ofMinutes(5));
    pace.reserve("2", false);
    clock.forward(Duration.ofMinutes(1));
    assertThat(pace.tryTake("1", false)).contains(new Pace.Wait(Duration.ofMinutes(4), false));
  }

  @Test
  void limitsThatAreNotPositiveAreRefused() {
    assertThatThrownBy(() -> new Pace.Limits(27, 0, 20))
        .hasMessage("chatPerMinute must be positive: 0");
  }

  private static final class SteppedClock extends Clock {
    private Instant now = Instant.parse("2025-07-14T20:00:00Z");

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
