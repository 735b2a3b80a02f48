package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownsampleTest {
  private static long[] times(int n) {
    return LongStream.range(0, n).map(i -> 1_000_000 + 60 * i).toArray();
  }

  private static double[][] curve(long[] times, double[] values, int columns) {
    return Downsample.curve(Times.of(times), Values.of(values), columns);
  }

  private static double[][] band(long[] times, double[] low, double[] high, int columns) {
    return Downsample.band(Times.of(times), Values.of(low), Values.of(high), columns);
  }

  private static double[] noise(int n, long seed) {
    return new Random(seed).doubles(n).toArray();
  }

  @Test
  void fewValuesStayAsTheyAre() {
    double[] values = noise(400, 1);
    assertThat(curve(times(400), values, 100)[1]).isEqualTo(values);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 5000, 10_000, 99_999})
  void endsAndExtremesOfEveryColumnSurvive(int n) {
    double[] values = noise(n, n);
    long[] times = times(n);
    double[][] thin = curve(times, values, 100);

    assertThat(thin[0].length).isLessThanOrEqualTo(400);
    assertThat(thin[0][0]).isEqualTo(times[0]);
    assertThat(thin[0][thin[0].length - 1]).isEqualTo(times[n - 1]);
    for (int column = 0; column < 100; column++) {
      double[] before = extremes(column, times, asDoubles(times), values);
      double[] after = extremes(column, times, thin[0], thin[1]);
      assertThat(after).isEqualTo(before);
    }
  }

  private static double[] asDoubles(long[] times) {
    return Arrays.stream(times).asDoubleStream().toArray();
  }

  private static double[] extremes(int column, long[] all, double[] times, double[] values) {
    double span = all[all.length - 1] - all[0] + 1;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < times.length; i++) {
      if ((int) ((times[i] - all[0]) * (100 / span)) == column) {
        low = Math.min(low, values[i]);
        high = Math.max(high, values[i]);
      }
    }
    return new double[] {low, high};
  }

  @Test
  void timesStayInOrder() {
    double[][] thin = curve(times(9999), noise(9999, 3), 50);
    for (int i = 1; i < thin[0].length; i++) {
      assertThat(thin[0][i]).isGreaterThan(thin[0][i - 1]);
    }
  }

  @Test
  void aWideGapStaysAGapAndANarrowOneDisappears() {
    double[] values = noise(10_000, 5);
    Arrays.fill(values, 3000, 4000, Double.NaN);
    values[7000] = Double.NaN;
    double[][] thin = curve(times(10_000), values, 100);
    long gaps = Arrays.stream(thin[1]).filter(Double::isNaN).count();
    assertThat(gaps).isBetween(9L, 11L);
  }

  @Test
  void aBandKeepsTheWidestIntervalOfEachColumnAndBothEnds() {
    int n = 10_000;
    double[] low = noise(n, 6);
    double[] high = Arrays.stream(low).map(v -> v + 1).toArray();
    low[5003] = -9;
    high[2007] = 9;
    Arrays.fill(low, 8000, 9000, Double.NaN);
    double[][] thin = band(times(n), low, high, 100);
    assertThat(thin[0]).hasSizeLessThanOrEqualTo(100);
    assertThat(thin[0][0]).isEqualTo(times(n)[0]);
    assertThat(thin[0][thin[0].length - 1]).isEqualTo(times(n)[n - 1]);
    assertThat(thin[1]).contains(-9);
    assertThat(thin[2]).contains(9);
    assertThat(Arrays.stream(thin[1]).filter(Double::isNaN).count()).isBetween(9L, 11L);
  }

  @Test
  void aShortBandStaysAsItIs() {
    double[] low = {1, Double.NaN, 3};
    double[] high = {2, 5, 4};
    double[][] thin = band(times(3), low, high, 100);
    assertThat(thin[1]).containsExactly(1, Double.NaN, 3);
    assertThat(thin[2]).containsExactly(2, Double.NaN, 4);
  }
}
