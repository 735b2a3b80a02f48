package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PhaseDistanceTest {
  private static final LocalDate SINCE = LocalDate.of(2025, 1, 1);
  private static final LocalDate LATER = SINCE.plusDays(40);

  @Test
  void fromTheMiddleThereAreTwoWays() {
    assertThat(PhaseDistance.of(quiet(Phase.ELEVATED), 40, LATER, PhaseSettings.DEFAULT))
        .containsExactly(
            new PhaseDistance(Phase.LOW, 35, 5, 2, 0), new PhaseDistance(Phase.HIGH, 65, 25, 2, 0));
  }

  @Test
  void fromTheEndsThereIsTheBorderToLeave() {
    assertThat(PhaseDistance.of(quiet(Phase.LOW), 34.5, LATER, PhaseSettings.DEFAULT))
        .containsExactly(new PhaseDistance(Phase.ELEVATED, 42, 7.5, 2, 0));
    assertThat(PhaseDistance.of(quiet(Phase.HIGH), 70, LATER, PhaseSettings.DEFAULT))
        .containsExactly(new PhaseDistance(Phase.ELEVATED, 58, 12, 2, 0));
  }

  @Test
  void aDayBeyondTheBorderIsOneLessToConfirm() {
    PhaseState state = new PhaseState(Phase.LOW, SINCE, Phase.ELEVATED, 1);
    assertThat(PhaseDistance.of(state, 43, LATER, PhaseSettings.DEFAULT))
        .containsExactly(new PhaseDistance(Phase.ELEVATED, 42, -1, 1, 0));
    PhaseState middle = new PhaseState(Phase.ELEVATED, SINCE, Phase.HIGH, 1);
    assertThat(PhaseDistance.of(middle, 66, LATER, PhaseSettings.DEFAULT))
        .containsExactly(
            new PhaseDistance(Phase.LOW, 35, 31, 2, 0),
            new PhaseDistance(Phase.HIGH, 65, -1, 1, 0));
  }

  @Test
  void aLeapOverTheMiddleGoesToTheOtherEnd() {
    PhaseState state = new PhaseState(Phase.LOW, SINCE, Phase.HIGH, 1);
    assertThat(PhaseDistance.of(state, 70, LATER, PhaseSettings.DEFAULT))
        .containsExactly(new PhaseDistance(Phase.HIGH, 65, -5, 1, 0));
    PhaseState fall = new PhaseState(Phase.HIGH, SINCE, Phase.LOW, 1);
    assertThat(PhaseDistance.of(fall, 30, LATER, PhaseSettings.DEFAULT))
        .containsExactly(new PhaseDistance(Phase.LOW, 35, -5, 1, 0));
  }

  @Test
  void aYoungPhaseLastsItsDwellEvenIfTheNextIsConfirmed() {
    PhaseState state = new PhaseState(Phase.LOW, SINCE, Phase.ELEVATED, 3);
    PhaseDistance distance =
        PhaseDistance.of(state, 45, SINCE.plusDays(3), PhaseSettings.DEFAULT).get(0);
    assertThat(distance).isEqualTo(new PhaseDistance(Phase.ELEVATED, 42, -3, 0, 4));
    assertThat(distance.days()).isEqualTo(4);
  }

  @Test
  void theDaysItSaysAreTheDaysTheTrackerTakes() {
    PhaseTracker tracker = new PhaseTracker(PhaseSettings.DEFAULT);
    for (int young = 0; young < 12; young++) {
      PhaseState state = tracker.next(null, 20, SINCE);
      LocalDate day = SINCE;
      for (int i = 0; i < young; i++) {
        day = day.plusDays(1);
        state = tracker.next(state, 20, day);
      }
      int said = PhaseDistance.of(state, 20, day, PhaseSettings.DEFAULT).get(0).days();
      int taken = 0;
      while (state.phase() == Phase.LOW) {
        day = day.plusDays(1);
        taken++;
        state = tracker.next(state, 50, day);
      }
      assertThat(taken).isEqualTo(said);
    }
  }

  private static PhaseState quiet(Phase phase) {
    return new PhaseState(phase, SINCE, phase, 0);
  }
}
