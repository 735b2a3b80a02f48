package lowtide.signal;

import static lowtide.signal.Vectors.ANSCOMBE_X;
import static lowtide.signal.Vectors.ANSCOMBE_Y1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfidenceIntervalTest {

  @Test
  void fishersIntervalHasItsKnownEnds() {
    ConfidenceInterval sixty = ConfidenceInterval.fisher(.5, 60);
    assertThat(sixty.low()).isCloseTo(.281861, within(5e-7));
    assertThat(sixty.high()).isCloseTo(.668988, within(5e-7));
    ConfidenceInterval anscombe = ConfidenceInterval.fisher(.816420516344840, 11);
    assertThat(anscombe.low()).isCloseTo(.424391, within(5e-7));
    assertThat(anscombe.high()).isCloseTo(.950693, within(5e-7));
  }

  @Test
  void theSpreadByInfluenceIsKnownForAnscombesFirstSet() {
    assertThat(ConfidenceInterval.psiError(ANSCOMBE_X, ANSCOMBE_Y1, .816420516344840))
        .isCloseTo(.292856703326, within(5e-13));
  }

  @Test
  void theWiderOfTheTwoSpreadsIsTaken() {
    // Anscombe's x and y do not persist, so 1 / sqrt(n_eff - 3) is the wider one here.
    double se =
        Math.max(
            .292856703326,
            1 / Math.sqrt(EffectiveSize.of(ANSCOMBE_X, ANSCOMBE_Y1).orElseThrow() - 3));
    double z = .5 * Math.log((1 + .816420516344840) / (1 - .816420516344840));
    double t = 2.2621571627409915; // 97.5 % of Student's t with 9 degrees of freedom
    ConfidenceInterval ci = ConfidenceInterval.of(ANSCOMBE_X, ANSCOMBE_Y1).orElseThrow();
    assertThat(ci.low()).isCloseTo(Math.tanh(z - t * se), within(1e-9));
    assertThat(ci.high()).isCloseTo(Math.tanh(z + t * se), within(1e-9));
    assertThat(ci.excludesZero()).isTrue();
  }

  @Test
  void fatTailsWidenItAndFishersStaysBlind() {
    double ours = 0;
    double fishers = 0;
    Random random = new Random(3);
    for (int trial = 0; trial < 400; trial++) {
      double[][] c = studentT(random, 60, .45);
      ConfidenceInterval ci = ConfidenceInterval.of(c[0], c[1]).orElseThrow();
      ConfidenceInterval plain =
          ConfidenceInterval.fisher(Correlation.pearson(c[0], c[1]).orElseThrow(), 60);
      ours += covers(ci, .45);
      fishers += covers(plain, .45);
    }
    // Known from long simulation: .938 and .842; 400 trials tell them to about .03.
    assertThat(ours / 400).isBetween(.905, .97);
    assertThat(fishers / 400).isBetween(.79, .89);
  }

  @Test
  void perfectCorrelationIsItsOwnInterval() {
    double[] x = {1, 2, 3, 4, 5, 7};
    double[] falling = {-1, -2, -3, -4, -5, -7};
    assertThat(ConfidenceInterval.of(x, x).orElseThrow().low()).isCloseTo(1, within(1e-12));
    assertThat(ConfidenceInterval.of(x, falling).orElseThrow().high()).isCloseTo(-1, within(1e-12));
    assertThat(ConfidenceInterval.fisher(-1, 10)).isEqualTo(new ConfidenceInterval(-1, -1));
  }

  @Test
  void zeroInsideIsNotSignificant() {
    assertThat(new ConfidenceInterval(-.1, .3).excludesZero()).isFalse();
    assertThat(new ConfidenceInterval(-.4, -.1).excludesZero()).isTrue();
  }

  @Test
  void tooFewOrConstantPairsHaveNone() {
    for (int n = 0; n < 5; n++) {
      double[][] c = Vectors.normal(new Random(1), n, .5);
      assertThat(ConfidenceInterval.of(c[0], c[1])).isEmpty();
    }
    assertThat(ConfidenceInterval.of(new double[9], Vectors.normal(new Random(1), 9, 0)[0]))
        .isEmpty();
  }

  @Test
  void hostileInputIsRefusedWithItsValue() {
    assertThatThrownBy(() -> ConfidenceInterval.fisher(.5, 3))
        .hasMessage("n must be at least 4: 3");
    assertThatThrownBy(() -> ConfidenceInterval.fisher(Double.NaN, 30)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new ConfidenceInterval(.5, .4)).hasMessageContaining("0.5, 0.4");
    assertThatThrownBy(() -> ConfidenceInterval.of(new double[] {Double.NaN}, new double[1]))
        .hasMessage("x[0] must be finite: NaN");
  }

  private static int covers(ConfidenceInterval ci, double rho) {
    return ci.low() <= rho && rho <= ci.high() ? 1 : 0;
  }

  /** Bivariate Student's t with 5 degrees of freedom. */
  private static double[][] studentT(Random random, int n, double rho) {
    double[][] c = Vectors.normal(random, n, rho);
    for (int i = 0; i < n; i++) {
      double chi = 0;
      for (int k = 0; k < 5; k++) {
        chi += Math.pow(random.nextGaussian(), 2);
      }
      c[0][i] *= Math.sqrt(5 / chi);
      c[1][i] *= Math.sqrt(5 / chi);
    }
    return c;
  }
}
