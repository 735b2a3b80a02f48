package lowtide.signal;

import static lowtide.signal.Vectors.X;
import static lowtide.signal.Vectors.Y;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingCorrelationTest {
  private static final Offset<Double> EXACT = within(1e-14);

  @ParameterizedTest
  @EnumSource
  void noSeriesCostsMoreThanTheLastDigits(HardSeries series) {
    double[][] c = series.pairs(20_000, 1);
    for (int window : new int[] {20, 60, 90, 180}) {
      double[] r = SlidingCorrelation.of(c[0], c[1], window);
      assertThat(ExactSums.error(r, ExactSums.rolling(c[0], c[1], window)))
          .as("window %s", window)
          .isLessThan(1e-12);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 5", "3, 6", "7, 7", "89, 8", "91, 9", "257, 10", "1000, 11"})
  void noWindowDoesEither(int window, long seed) {
    for (HardSeries series : HardSeries.values()) {
      double[][] c = series.pairs(3_000, seed);
      double[] r = SlidingCorrelation.of(c[0], c[1], window);
      assertThat(ExactSums.error(r, ExactSums.rolling(c[0], c[1], window)))
          .as("%s", series)
          .isLessThan(1e-12);
    }
  }

  @Test
  void threeOfFiveReturnsHaveTheirKnownCoefficients() {
    double[] r = SlidingCorrelation.of(X, Y, 3);
    assertThat(Arrays.copyOf(r, 2)).containsOnly(Double.NaN);
    assertThat(r[2]).isCloseTo(.962103214244315, EXACT);
    assertThat(r[3]).isCloseTo(.838627869377535, EXACT);
    assertThat(r[4]).isCloseTo(.922612906314877, EXACT);
  }

  @Test
  void hugeValuesThatLeftTheWindowLeaveNoTrace() {
    double[] x = {1, 2, 1e12, 1e7, 6, 5, 8, 7};
    double[] y = {2, 1, 3, -1e12, 4, 7, 6, 9};
    assertThat(SlidingCorrelation.of(x, y, 3)[7]).isCloseTo(-1 / 7.0, EXACT);
  }

  @ParameterizedTest
  @EnumSource
  void pairByPairGivesTheSameBits(HardSeries series) {
    double[][] c = series.pairs(5_000, 2);
    for (int window : new int[] {2, 3, 60, 90, 500}) {
      SlidingCorrelation stream = new SlidingCorrelation(window);
      double[] pushed = new double[c[0].length];
      for (int i = 0; i < pushed.length; i++) {
        pushed[i] = stream.push(c[0][i], c[1][i]);
      }
      assertThat(pushed).containsExactly(SlidingCorrelation.of(c[0], c[1], window));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void pieceByPieceGivesTheSameBitsAndWritesNothingElse(long seed) {
    Random random = new Random(seed);
    double[][] c = HardSeries.FLAT.pairs(2_000, seed);
    int window = 2 + random.nextInt(300);
    double[] whole = SlidingCorrelation.of(c[0], c[1], window);
    double[] pieces = new double[whole.length];
    Arrays.fill(pieces, 7);
    for (int from = 0; from < whole.length; ) {
      int to = from + random.nextInt(Math.min(400, whole.length - from + 1));
      SlidingCorrelation.of(c[0], c[1], window, from, to, pieces);
      assertThat(Arrays.copyOf(pieces, to)).containsExactly(Arrays.copyOf(whole, to));
      assertThat(Arrays.stream(pieces, to, pieces.length)).allMatch(r -> r == 7);
      from = to;
    }
  }

  @Test
  void aColumnThatDoesNotVaryOverTheWindowHasNoCoefficient() {
    double[] x = {.1, .1, .1, .1, .3, .3, .3, .3, .1, .2};
    double[] y = {1, 3, 2, 5, 4, 6, 8, 7, 9, 9};
    double[] r = SlidingCorrelation.of(x, y, 4);
    for (int i = 0; i < r.length; i++) {
      assertThat(Double.isNaN(r[i])).as("%s", i).isEqualTo(i < 4 || i == 7);
    }
    assertThat(SlidingCorrelation.of(y, x, 4)).containsExactly(r);
  }

  /** Of a thousand that are equal and one that is not, the last digit, r is known. */
  @Test
  void theSmallestVariationIsVariation() {
    double[] x = new double[1_001];
    Arrays.fill(x, .1);
    for (int i : new int[] {0, 500, 1_000}) {
      double[] y = x.clone();
      y[i] = Math.nextUp(.1);
      double[] r = SlidingCorrelation.of(y, y, 1_001);
      assertThat(r[1_000]).isCloseTo(1, within(1e-12));
      assertThat(SlidingCorrelation.of(x, y, 1_001)[1_000]).isNaN();
    }
  }

  @Test
  void perfectDependenceNeverPassesOne() {
    double[] x = HardSeries.RETURNS.pairs(5_000, 3)[0];
    double[] opposite = Arrays.stream(x).map(v -> 1 - 3 * v).toArray();
    assertThat(Arrays.stream(SlidingCorrelation.of(x, x, 60)).skip(59))
        .allMatch(r -> r <= 1 && r > 1 - 1e-12);
    assertThat(Arrays.stream(SlidingCorrelation.of(x, opposite, 60)).skip(59))
        .allMatch(r -> r >= -1 && r < -1 + 1e-12);
  }

  @Test
  void scalesNearTheEndsOfTheRangeDoNoHarm() {
    double[][] c = HardSeries.RETURNS.pairs(300, 4);
    double[] r = SlidingCorrelation.of(c[0], c[1], 90);
    // Powers of two change no digit.
    for (double scale : new double[] {0x1p230, 0x1p-230}) {
      double[] x = Arrays.stream(c[0]).map(v -> v * scale).toArray();
      double[] y = Arrays.stream(c[1]).map(v -> v * scale).toArray();
      assertThat(SlidingCorrelation.of(x, y, 90)).containsExactly(r);
      assertThat(SlidingCorrelation.of(x, c[1], 90)).containsExactly(r);
    }
  }

  @Test
  void fewerPairsThanTheWindowHaveNoCoefficient() {
    assertThat(SlidingCorrelation.of(X, Y, 6)).containsOnly(Double.NaN).hasSize(5);
    assertThat(SlidingCorrelation.of(X, Y, 5)[4]).isCloseTo(.867301786796575, EXACT);
    assertThat(SlidingCorrelation.of(new double[0], new double[0], 2)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aValueThatIsNotFiniteIsRefusedWithItsPlace(double bad) {
    for (int place : new int[] {0, 17, 89, 90, 250, 999}) {
      double[][] c = HardSeries.RETURNS.pairs(1_000, 5);
      c[1][place] = bad;
      assertThatThrownBy(() -> SlidingCorrelation.of(c[0], c[1], 90))
          .hasMessage("y[%s] must be finite: %s", place, bad);
      assertThatThrownBy(() -> SlidingCorrelation.of(c[1], c[0], 90))
          .hasMessage("x[%s] must be finite: %s", place, bad);
    }
  }

  @Test
  void onlyValuesOfTheWindowsAskedForAreLookedAt() {
    double[][] c = HardSeries.RETURNS.pairs(1_000, 6);
    double[] whole = SlidingCorrelation.of(c[0], c[1], 90);
    c[0][410] = Double.NaN;
    c[1][700] = Double.NaN;
    double[] r = new double[1_000];
    SlidingCorrelation.of(c[0], c[1], 90, 500, 700, r);
    assertThat(Arrays.copyOfRange(r, 500, 700))
        .containsExactly(Arrays.copyOfRange(whole, 500, 700));
    assertThatThrownBy(() -> SlidingCorrelation.of(c[0], c[1], 90, 499, 700, r))
        .hasMessage("x[410] must be finite: NaN");
    assertThatThrownBy(() -> SlidingCorrelation.of(c[0], c[1], 90, 500, 701, r))
        .hasMessage("y[700] must be finite: NaN");
  }

  @Test
  void aPairThatIsRefusedLeavesTheStreamAsItWas() {
    double[][] c = HardSeries.RETURNS.pairs(200, 7);
    double[] r = SlidingCorrelation.of(c[0], c[1], 60);
    SlidingCorrelation stream = new SlidingCorrelation(60);
    for (int i = 0; i < r.length; i++) {
      String place = "[" + i + "] must be finite: ";
      assertThatThrownBy(() -> stream.push(Double.NaN, 1)).hasMessage("x" + place + "NaN");
      assertThatThrownBy(() -> stream.push(1, Double.POSITIVE_INFINITY))
          .hasMessage("y" + place + "Infinity");
      assertThat(stream.push(c[0][i], c[1][i])).isEqualTo(Double.valueOf(r[i]));
    }
  }

  @Test
  void windowsAndPlacesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> SlidingCorrelation.of(X, Y, 1))
        .hasMessage("window must be from 2 to 1048576 pairs: 1");
    assertThatThrownBy(() -> new SlidingCorrelation(1 << 21)).hasMessageContaining("2097152");
    assertThatThrownBy(() -> SlidingCorrelation.of(X, new double[4], 3))
        .hasMessage("x and y must have one length: 5 and 4");
    double[] r = new double[4];
    assertThatThrownBy(() -> SlidingCorrelation.of(X, Y, 3, 0, 5, r))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> SlidingCorrelation.of(X, Y, 3, -1, 2, r))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
