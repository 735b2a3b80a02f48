package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedianIntervalTest {
  /** Of a binomial with one half: the tables of the sign test. */
  @ParameterizedTest
  @CsvSource({"0, 0", "5, 0", "6, 1", "8, 1", "9, 2", "20, 6", "100, 40"})
  void theMedianLiesBetweenTheseOrderStatistics(int n, int rank) {
    assertThat(MedianInterval.lowRank(n)).isEqualTo(rank);
  }

  @Test
  void endsAreCountedFromEitherSide() {
    MedianInterval nine = MedianInterval.of(new double[] {9, 1, 8, 2, 7, 3, 6, 4, 5});
    assertThat(nine).isEqualTo(new MedianInterval(5, 2, 8));
    assertThat(nine.isBounded()).isTrue();
  }

  @Test
  void fewValuesHaveAMedianButNoInterval() {
    MedianInterval five = MedianInterval.of(new double[] {5, 1, 4, 2, 3});
    assertThat(five.value()).isEqualTo(3);
    assertThat(five.isBounded()).isFalse();
    assertThat(MedianInterval.of(new double[0]).value()).isNaN();
  }

  @Test
  void theTrueMedianLiesWithinAtLeastAsOftenAsSaid() {
    Random random = new Random(8);
    int held = 0;
    for (int trial = 0; trial < 2000; trial++) {
      MedianInterval interval =
          MedianInterval.of(random.doubles(15).map(v -> -Math.log(v)).toArray());
      held += interval.low() <= Math.log(2) && Math.log(2) <= interval.high() ? 1 : 0;
    }
    assertThat(held / 2000.0).isBetween(.95, .985); // .965 by the binomial
  }
}
