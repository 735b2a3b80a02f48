package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseTrackerTest {
  private static final LocalDate START = LocalDate.of(2025, 1, 1);
  private final PhaseTracker tracker = new PhaseTracker(PhaseSettings.DEFAULT);

  @ParameterizedTest
  @CsvSource({"0, LOW", "34.99, LOW", "35, ELEVATED", "65, ELEVATED", "65.01, HIGH", "100, HIGH"})
  void theFirstDaySetsThePhaseByTheThresholdsToEnter(double risk, Phase phase) {
    assertThat(after(risk).phase()).isEqualTo(phase);
  }

  @ParameterizedTest
  @CsvSource({"30, 42, LOW", "30, 42.01, ELEVATED", "70, 58, HIGH", "70, 57.99, ELEVATED"})
  void aPhaseIsLeftNearerTheMiddleThanItIsEntered(double from, double to, Phase phase) {
    assertThat(then(from, 20, to, 20).phase()).isEqualTo(phase);
  }

  @Test
  void oneDayIsNotEnoughAndTwoAre() {
    assertThat(then(50, 20, 30, 1).phase()).isEqualTo(Phase.ELEVATED);
    PhaseState state = then(50, 20, 30, 2);
    assertThat(state.phase()).isEqualTo(Phase.LOW);
    assertThat(state.since()).isEqualTo(START.plusDays(21));
  }

  @Test
  void twoDaysThatCallForDifferentPhasesConfirmNeither() {
    double[] path = new double[22];
    Arrays.fill(path, 50);
    path[20] = 30;
    path[21] = 70;
    assertThat(after(path)).isEqualTo(new PhaseState(Phase.ELEVATED, START, Phase.HIGH, 1));
  }

  @Test
  void aPhaseLastsSevenDaysAtLeast() {
    assertThat(then(50, 1, 30, 6).phase()).isEqualTo(Phase.ELEVATED);
    assertThat(then(50, 1, 30, 7).since()).isEqualTo(START.plusDays(7));
  }

  @Test
  void lowMayTurnHighWithoutADayBetween() {
    assertThat(then(20, 20, 80, 2).phase()).isEqualTo(Phase.HIGH);
    assertThat(then(80, 20, 20, 2).phase()).isEqualTo(Phase.LOW);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void noPhaseEverLastsLessThanItsDwell(long seed) {
    Random random = new Random(seed);
    PhaseState state = null;
    int changes = 0;
    for (int i = 0; i < 5000; i++) {
      PhaseState next = tracker.next(state, 100 * random.nextDouble(), START.plusDays(i));
      if (state != null && next.phase() != state.phase()) {
        assertThat(next.since().toEpochDay() - state.since().toEpochDay())
            .isGreaterThanOrEqualTo(7);
        changes++;
      }
      state = next;
    }
    assertThat(changes).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -1, 100.5})
  void aNumberThatIsNoIndexIsRefused(double risk) {
    assertThatThrownBy(() -> after(risk)).hasMessage("risk must be from 0 to 100: " + risk);
  }

  private PhaseState then(double first, int days, double second, int more) {
    double[] path = new double[days + more];
    Arrays.fill(path, 0, days, first);
    Arrays.fill(path, days, days + more, second);
    return after(path);
  }

  private PhaseState after(double... risks) {
    PhaseState state = null;
    for (int i = 0; i < risks.length; i++) {
      state = tracker.next(state, risks[i], START.plusDays(i));
    }
    return state;
  }
}
