package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForwardOutcomesTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final double[] CLOSES = {100, 110, 90, 99, 80, 120};

  @Test
  void theHorizonBeginsAtTheNextClose() {
    ForwardOutcomes outcomes = ForwardOutcomes.of(CLOSES, 0, 3);
    assertThat(outcomes.size()).isEqualTo(2); // of the others the three days are not over
    assertThat(outcomes.drawdown()[0]).isCloseTo(.2727272727272727, EXACT);
    assertThat(outcomes.volatility()[0]).isCloseTo(3.335369866652293, EXACT);
    assertThat(outcomes.logReturn()[0]).isCloseTo(-.3184537311185346, EXACT);
    assertThat(outcomes.drawdown()[1]).isCloseTo(.19191919191919193, EXACT);
    assertThat(outcomes.volatility()[1]).isCloseTo(5.90877798558707, EXACT);
    assertThat(outcomes.logReturn()[1]).isCloseTo(.28768207245178085, EXACT);
  }

  @Test
  void laterFirstDaysLeaveOutTheEarlierOnes() {
    assertThat(ForwardOutcomes.of(CLOSES, 1, 3).drawdown())
        .containsExactly(ForwardOutcomes.of(CLOSES, 0, 3).drawdown()[1]);
    assertThat(ForwardOutcomes.of(CLOSES, 2, 3).size()).isZero();
    assertThat(ForwardOutcomes.of(new double[0], 0, 3).size()).isZero();
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    assertThat(ForwardOutcomes.median(new double[] {4, 1, 3})).isEqualTo(3);
    assertThat(ForwardOutcomes.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
  }
}
