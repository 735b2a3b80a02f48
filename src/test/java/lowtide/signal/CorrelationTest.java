package lowtide.signal;

import static lowtide.signal.Vectors.ANSCOMBE_X;
import static lowtide.signal.Vectors.ANSCOMBE_X4;
import static lowtide.signal.Vectors.ANSCOMBE_Y1;
import static lowtide.signal.Vectors.ANSCOMBE_Y2;
import static lowtide.signal.Vectors.ANSCOMBE_Y3;
import static lowtide.signal.Vectors.ANSCOMBE_Y4;
import static lowtide.signal.Vectors.NORRIS_X;
import static lowtide.signal.Vectors.NORRIS_Y;
import static lowtide.signal.Vectors.X;
import static lowtide.signal.Vectors.Y;
import static lowtide.signal.Vectors.Z;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {
  private static final Offset<Double> EXACT = within(1e-14);

  @Test
  void anscombesFourSetsHaveTheirPublishedCoefficients() {
    assertThat(Correlation.pearson(ANSCOMBE_X, ANSCOMBE_Y1))
        .hasValueCloseTo(.816420516344840, EXACT);
    assertThat(Correlation.pearson(ANSCOMBE_X, ANSCOMBE_Y2))
        .hasValueCloseTo(.816236506000243, EXACT);
    assertThat(Correlation.pearson(ANSCOMBE_X, ANSCOMBE_Y3))
        .hasValueCloseTo(.816286739489598, EXACT);
    assertThat(Correlation.pearson(ANSCOMBE_X4, ANSCOMBE_Y4))
        .hasValueCloseTo(.816521436888503, EXACT);
  }

  @Test
  void norrisHasItsCertifiedSlopeAndFit() {
    assertThat(Correlation.beta(NORRIS_Y, NORRIS_X)).hasValueCloseTo(1.00211681802045, EXACT);
    double intercept =
        mean(NORRIS_Y) - Correlation.beta(NORRIS_Y, NORRIS_X).orElseThrow() * mean(NORRIS_X);
    assertThat(intercept).isCloseTo(-.262323073774029, within(1e-11));
    double r = Correlation.pearson(NORRIS_X, NORRIS_Y).orElseThrow();
    assertThat(r * r).isCloseTo(.999993745883712, EXACT);
  }

  @Test
  void fiveReturnsHaveTheirKnownCoefficients() {
    assertThat(Correlation.pearson(X, Y)).hasValueCloseTo(.867301786796575, EXACT);
    assertThat(Correlation.ewma(X, Y, .94)).hasValueCloseTo(.865014079710775, EXACT);
    double[] rolling = {.962103214244315, .838627869377535, .922612906314877};
    for (int i = 0; i < rolling.length; i++) {
      assertThat(Correlation.pearson(X, Y, i, i + 3)).hasValueCloseTo(rolling[i], EXACT);
    }
  }

  @Test
  void theThirdColumnHeldFixedTurnsTheSign() {
    assertThat(
            Correlation.partial(
                Correlation.pearson(X, Y).orElseThrow(),
                Correlation.pearson(X, Z).orElseThrow(),
                Correlation.pearson(Y, Z).orElseThrow()))
        .hasValueCloseTo(-.396946725024989, within(1e-12));
  }

  @Test
  void hugeValuesThatLeftTheWindowLeaveNoTrace() {
    double[] x = {1, 2, 1e12, 1e7, 6, 5, 8, 7};
    double[] y = {2, 1, 3, -1e12, 4, 7, 6, 9};
    assertThat(Correlation.pearson(x, y, 5, 8)).hasValueCloseTo(-1 / 7.0, EXACT);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anOffsetAMillionTimesTheVariationDoesNoHarm(long seed) {
    double[][] c = Vectors.normal(new Random(seed), 90, .4);
    double[] x = map(c[0], v -> 1e6 + 1e-3 * v);
    double[] y = map(c[1], v -> -1e6 + 1e-3 * v);
    assertThat(Correlation.pearson(x, y)).hasValueCloseTo(ExactSums.of(x, y), within(1e-12));
  }

  /** Whole numbers that a double still holds exactly, though not their mean. */
  @Test
  void anOffsetThatRoundsTheMeanDoesNoHarm() {
    double[] y = {3, -1, 4, 1, -5, 9, 2};
    for (double offset : new double[] {1e13, 1e15, 8e15}) {
      double[] x = {2, 7, 1, 8, 2, 8, 1};
      double r = Correlation.pearson(x, y).orElseThrow();
      double slope = Correlation.beta(y, x).orElseThrow();
      double[] far = map(x, v -> offset + v);
      assertThat(Correlation.pearson(far, y)).hasValueCloseTo(r, within(1e-12));
      assertThat(Correlation.pearson(far, map(y, v -> v - offset)))
          .hasValueCloseTo(r, within(1e-12));
      assertThat(Correlation.beta(y, far)).hasValueCloseTo(slope, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void scaleAndOrderOfColumnsDoNotMatter(long seed) {
    double[][] c = Vectors.normal(new Random(seed), 60, -.3);
    double r = Correlation.pearson(c[0], c[1]).orElseThrow();
    assertThat(Correlation.pearson(c[1], c[0])).hasValue(r);
    assertThat(Correlation.pearson(map(c[0], v -> 7 - 1e-5 * v), c[1]))
        .hasValueCloseTo(-r, within(1e-10));
    double ewma = Correlation.ewma(c[0], c[1], .94).orElseThrow();
    assertThat(Correlation.ewma(map(c[0], v -> -3 * v), c[1], .94)).hasValueCloseTo(-ewma, EXACT);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void ewmaIsTheSumOverNormalisedWeights(long seed) {
    double[][] c = Vectors.normal(new Random(seed), 200, .6);
    double total = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < 200; i++) {
      total += Math.pow(.9, 199 - i);
    }
    for (int i = 0; i < 200; i++) {
      double weight = Math.pow(.9, 199 - i) / total;
      xx += weight * c[0][i] * c[0][i];
      yy += weight * c[1][i] * c[1][i];
      xy += weight * c[0][i] * c[1][i];
    }
    assertThat(Correlation.ewma(c[0], c[1], .9))
        .hasValueCloseTo(xy / Math.sqrt(xx * yy), within(1e-13));
  }

  @Test
  void proportionalColumnsCorrelatePerfectlyAndNoFurther() {
    double[] x = new Random(5).doubles(1000).toArray();
    assertThat(Correlation.pearson(x, map(x, v -> 3 * v)).orElseThrow())
        .isLessThanOrEqualTo(1)
        .isCloseTo(1, EXACT);
    assertThat(Correlation.beta(map(x, v -> 3 * v), x)).hasValueCloseTo(3.0, EXACT);
  }

  @Test
  void aConstantColumnHasNoCoefficient() {
    // The mean of ten times 0.1 is not 0.1 in binary: deviations alone would not show it.
    double[] flat = new double[10];
    Arrays.fill(flat, .1);
    double[] rising = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    assertThat(Correlation.pearson(flat, rising)).isEmpty();
    assertThat(Correlation.pearson(rising, flat)).isEmpty();
    assertThat(Correlation.beta(rising, flat)).isEmpty();
    assertThat(Correlation.beta(flat, rising)).hasValueCloseTo(0.0, EXACT);
    assertThat(Correlation.ewma(new double[10], rising, .94)).isEmpty();
  }

  @Test
  void fewerThanTwoPairsHaveNoCoefficient() {
    for (int n = 0; n < 2; n++) {
      double[] few = Arrays.copyOf(X, n);
      assertThat(Correlation.pearson(few, few)).isEmpty();
      assertThat(Correlation.beta(few, few)).isEmpty();
      assertThat(Correlation.ewma(few, few, .94)).isEmpty();
    }
    assertThat(Correlation.pearson(new double[] {1, 2}, new double[] {5, 3}))
        .hasValueCloseTo(-1.0, EXACT);
  }

  @Test
  void theExtremesOfDoubleGiveNoFalseNumber() {
    assertThat(Correlation.pearson(new double[] {1e300, -1e300, 2}, new double[] {1, 2, 3}))
        .isEmpty();
    assertThat(Correlation.pearson(new double[] {1e-300, 0, 0}, new double[] {1, 2, 3})).isEmpty();
    assertThat(Correlation.ewma(new double[] {1e160, -2e160}, new double[] {1, 2}, .94)).isEmpty();
    assertThat(Correlation.ewma(new double[] {1e-170, 1e-170}, new double[] {1, 2}, .94)).isEmpty();
  }

  @Test
  void aControlThatExplainsEverythingLeavesNothing() {
    assertThat(Correlation.partial(.5, 1, .5)).isEmpty();
    assertThat(Correlation.partial(.5, 0, 0)).hasValue(.5);
  }

  @Test
  void hostileInputIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> Correlation.pearson(new double[] {1, Double.NaN}, new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x[1] must be finite: NaN");
    assertThatThrownBy(
            () -> Correlation.beta(new double[1], new double[] {Double.POSITIVE_INFINITY}))
        .hasMessage("y[0] must be finite: Infinity");
    assertThatThrownBy(() -> Correlation.ewma(new double[2], new double[3], .94))
        .hasMessage("x and y must have one length: 2 and 3");
    assertThatThrownBy(() -> Correlation.ewma(X, Y, 1))
        .hasMessageContaining("lambda")
        .hasMessageContaining("1.0");
    assertThatThrownBy(() -> Correlation.partial(.1, 1.5, 0))
        .hasMessage("r_ac must be from -1 to 1: 1.5");
    assertThatThrownBy(() -> Correlation.partial(Double.NaN, 0, 0)).hasMessageContaining("NaN");
  }

  private static double[] map(double[] values, DoubleUnaryOperator f) {
    return Arrays.stream(values).map(f).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
