package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import lowtide.signal.CorrelationSettings.Bands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTrackerTest {
  private static final LocalDate START = LocalDate.of(2025, 1, 2);
  private final LabelTracker tracker = new LabelTracker(CorrelationSettings.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "-1, INVERSE",
    "-.1501, INVERSE",
    "-.15, DECOUPLED",
    "0, DECOUPLED",
    ".1499, DECOUPLED",
    ".15, WEAK",
    ".3499, WEAK",
    ".35, MODERATE",
    ".5499, MODERATE",
    ".55, STRONG",
    "1, STRONG"
  })
  void aBandReachesFromItsLowerBorderToBelowItsUpper(double r, Label label) {
    assertThat(Label.of(r, Bands.DEFAULT)).isEqualTo(label);
  }

  @Test
  void theFirstCoefficientSetsTheLabel() {
    assertThat(after(.4)).isEqualTo(new LabelState(Label.MODERATE, START, 0));
  }

  @Test
  void fiveSessionsInARowBeyondTheMarginChangeIt() {
    assertThat(after(.4, .66, .66, .66, .66).label()).isEqualTo(Label.MODERATE);
    assertThat(after(.4, .66, .66, .66, .66, .66))
        .isEqualTo(new LabelState(Label.STRONG, START.plusDays(5), 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {.65, .6, .25, .3})
  void withinTheMarginItNeverChanges(double r) {
    double[] path = new double[100];
    Arrays.fill(path, r);
    path[0] = .4;
    assertThat(after(path)).isEqualTo(new LabelState(Label.MODERATE, START, 0));
  }

  @Test
  void oneSessionWithinTheMarginStartsTheCountAgain() {
    assertThat(after(.4, .7, .7, .7, .7, .64, .7, .7, .7, .7).label()).isEqualTo(Label.MODERATE);
  }

  @Test
  void theNewLabelIsTheBandOfTheLastCoefficient() {
    assertThat(after(.6, .3, .2, .1, -.1, -.2).label()).isEqualTo(Label.INVERSE);
    assertThat(after(.6, .3, .2, .1, -.1, .2).label()).isEqualTo(Label.WEAK);
  }

  @Test
  void aNumberThatIsNoCoefficientIsRefused() {
    assertThatThrownBy(() -> after(Double.NaN)).hasMessage("r must be from -1 to 1: NaN");
    assertThatThrownBy(() -> after(.4, 1.01)).hasMessage("r must be from -1 to 1: 1.01");
  }

  /** Counted over a century of fat-tailed returns (Student's t with 5 degrees of freedom). */
  @Test
  void atAConstantCorrelationTheLabelRarelyChanges() {
    int years = 100;
    int n = 252 * years;
    Random random = new Random(20);
    double[][] c = Vectors.normal(random, n, .45);
    for (int i = 0; i < n; i++) {
      double chi = 0;
      for (int k = 0; k < 5; k++) {
        chi += Math.pow(random.nextGaussian(), 2);
      }
      c[0][i] *= Math.sqrt(5 / chi);
      c[1][i] *= Math.sqrt(5 / chi);
    }
    double bandChanges = 0;
    double labelChanges = 0;
    Label band = null;
    LabelState state = null;
    for (int to = 60; to <= n; to++) {
      double r = Correlation.pearson(c[0], c[1], to - 60, to).orElseThrow();
      LabelState next = tracker.next(state, r, START.plusDays(to));
      bandChanges += band != null && band != Label.of(r, Bands.DEFAULT) ? 1 : 0;
      labelChanges += state != null && state.label() != next.label() ? 1 : 0;
      band = Label.of(r, Bands.DEFAULT);
      state = next;
    }
    assertThat(bandChanges / years).isBetween(16.5, 19.5);
    assertThat(labelChanges / years).isBetween(1.7, 2.9);
  }

  private LabelState after(double... coefficients) {
    LabelState state = null;
    for (int i = 0; i < coefficients.length; i++) {
      state = tracker.next(state, coefficients[i], START.plusDays(i));
    }
    return state;
  }
}
