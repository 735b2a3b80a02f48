package lowtide.signal;

import static lowtide.signal.Vectors.ANSCOMBE_X;
import static lowtide.signal.Vectors.ANSCOMBE_Y1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankCorrelationTest {

  @Test
  void anscombesFirstSetHasItsKnownRankCoefficients() {
    assertThat(RankCorrelation.spearman(ANSCOMBE_X, ANSCOMBE_Y1))
        .hasValueCloseTo(.818181818181818, within(1e-14));
    assertThat(RankCorrelation.kendall(ANSCOMBE_X, ANSCOMBE_Y1))
        .hasValueCloseTo(.636363636363636, within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void tiesShareTheirRankAndCountForNeitherSide(long seed) {
    Random random = new Random(seed);
    double[] x = random.ints(40, 0, 6).asDoubleStream().toArray();
    double[] y = random.ints(40, 0, 6).asDoubleStream().toArray();
    assertThat(RankCorrelation.spearman(x, y))
        .hasValueCloseTo(
            Correlation.pearson(midRanks(x), midRanks(y)).orElseThrow(), within(1e-14));
    assertThat(RankCorrelation.kendall(x, y)).hasValueCloseTo(tauB(x, y), within(1e-14));
  }

  @Test
  void onlyTheOrderMatters() {
    double[] x = {1, 2, 3, 4, 5};
    double[] y = {-1e9, 0, 1e-9, 7, 1e12};
    assertThat(RankCorrelation.spearman(x, y)).hasValueCloseTo(1.0, within(1e-14));
    assertThat(RankCorrelation.kendall(x, y)).hasValue(1);
  }

  @Test
  void constantOrTooFewValuesHaveNoOrder() {
    double[] x = {1, 2, 3};
    double[] flat = {4, 4, 4};
    assertThat(RankCorrelation.spearman(x, flat)).isEmpty();
    assertThat(RankCorrelation.kendall(flat, x)).isEmpty();
    for (int n = 0; n < 2; n++) {
      assertThat(RankCorrelation.spearman(new double[n], new double[n])).isEmpty();
      assertThat(RankCorrelation.kendall(new double[n], new double[n])).isEmpty();
    }
  }

  @Test
  void hostileInputIsRefusedWithItsPlace() {
    double[] holed = {1, 2, Double.NaN};
    assertThatThrownBy(() -> RankCorrelation.spearman(holed, new double[3]))
        .hasMessage("x[2] must be finite: NaN");
    assertThatThrownBy(() -> RankCorrelation.kendall(new double[3], holed))
        .hasMessage("y[2] must be finite: NaN");
  }

  private static double[] midRanks(double[] values) {
    return IntStream.range(0, values.length)
        .mapToDouble(
            i -> {
              double rank = .5;
              for (double other : values) {
                rank += other < values[i] ? 1 : other == values[i] ? .5 : 0;
              }
              return rank;
            })
        .toArray();
  }

  private static double tauB(double[] x, double[] y) {
    double score = 0;
    double untiedX = 0;
    double untiedY = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        double sx = Math.signum(x[i] - x[j]);
        double sy = Math.signum(y[i] - y[j]);
        score += sx * sy;
        untiedX += sx * sx;
        untiedY += sy * sy;
      }
    }
    return score / Math.sqrt(untiedX * untiedY);
  }
}
