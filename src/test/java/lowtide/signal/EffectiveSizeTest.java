package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveSizeTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void itIsTheSumOverTenLags(long seed) {
    double[] x = persistent(new Random(seed), 60, .5);
    double[] y = persistent(new Random(seed + 100), 60, .5);
    double sum = 0;
    for (int k = 1; k <= 10; k++) {
      sum += (1 - k / 60.0) * autocorrelation(x, k) * autocorrelation(y, k);
    }
    double expected = Math.min(60, Math.max(4.01, 60 / (1 + 2 * sum)));
    assertThat(EffectiveSize.of(x, y)).hasValueCloseTo(expected, within(1e-9));
  }

  @Test
  void persistentColumnsAreWorthFarLess() {
    double[] x = persistent(new Random(7), 500, .9);
    double[] y = persistent(new Random(8), 500, .9);
    assertThat(EffectiveSize.of(x, y).orElseThrow()).isBetween(30.0, 150.0);
  }

  @Test
  void aTrendIsWorthTheLeast() {
    double[] x = new double[20];
    for (int i = 0; i < x.length; i++) {
      x[i] = i < 10 ? 0 : 1;
    }
    assertThat(EffectiveSize.of(x, x).orElseThrow()).isBetween(4.01, 8.0);
  }

  @Test
  void alternatingAgainstPersistentColumnsAreWorthNoMoreThanTheirNumber() {
    double[] alternating = new double[100];
    double[] persistent = new double[100];
    for (int i = 0; i < 100; i++) {
      alternating[i] = i % 2;
      persistent[i] = i % 50;
    }
    assertThat(EffectiveSize.of(alternating, persistent)).hasValue(100);
  }

  @Test
  void fewOrConstantPairsHaveNone() {
    double[] flat = new double[30];
    assertThat(EffectiveSize.of(flat, persistent(new Random(1), 30, 0))).isEmpty();
    for (int n = 0; n < 5; n++) {
      double[] x = persistent(new Random(1), n, 0);
      assertThat(EffectiveSize.of(x, x)).isEmpty();
    }
  }

  @Test
  void nanIsRefused() {
    double[] x = {1, 2, 3, 4, Double.NaN, 6};
    assertThatThrownBy(() -> EffectiveSize.of(new double[6], x))
        .hasMessage("y[4] must be finite: NaN");
  }

  private static double[] persistent(Random random, int n, double phi) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = (i == 0 ? 0 : phi * values[i - 1]) + random.nextGaussian();
    }
    return values;
  }

  private static double autocorrelation(double[] values, int lag) {
    int n = values.length;
    double mean = 0;
    for (double value : values) {
      mean += value;
    }
    mean /= n;
    double top = 0;
    double bottom = 0;
    for (int i = 0; i < n; i++) {
      bottom += Math.pow(values[i] - mean, 2);
      top += i + lag < n ? (values[i] - mean) * (values[i + lag] - mean) : 0;
    }
    return top / bottom;
  }
}
