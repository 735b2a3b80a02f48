package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CorrelationDifferenceTest {
  /** .2 and .6 of 60 independent normal pairs each. */
  @Test
  void theKnownVector() {
    double se = 1 / Math.sqrt(57);
    double statistic = CorrelationDifference.statistic(.2, se, .6, se);
    assertThat(statistic).isCloseTo(2.618098, within(1e-6));
    assertThat(CorrelationDifference.probability(statistic)).isCloseTo(.008842, within(1e-6));
    assertThat(CorrelationDifference.statistic(.6, se, .2, se)).isEqualTo(statistic);
  }

  @Test
  void aSeriesDoesNotDifferFromItself() {
    double[][] c = Vectors.normal(new Random(1), 200, .5);
    assertThat(CorrelationDifference.dependent(c[0], c[0], c[1])).containsOnly(0);
  }

  /** Of 400 pairs of series that are equally correlated with a third, some 5 % are told apart. */
  @Test
  void theIntervalOfADifferenceHoldsTheTruthAboutAsOftenAsItSays() {
    Random random = new Random(7);
    int held = 0;
    for (int trial = 0; trial < 400; trial++) {
      double[] z = new double[120];
      double[] x = new double[120];
      double[] y = new double[120];
      for (int i = 0; i < z.length; i++) {
        z[i] = random.nextGaussian();
        double shared = random.nextGaussian();
        x[i] = .5 * z[i] + .6 * shared + .6 * random.nextGaussian();
        y[i] = .5 * z[i] + .6 * shared + .6 * random.nextGaussian();
      }
      double[] difference = CorrelationDifference.dependent(x, y, z);
      held += difference[1] <= 0 && difference[2] >= 0 ? 1 : 0;
    }
    assertThat(held / 400.0).isBetween(.91, .98);
  }
}
