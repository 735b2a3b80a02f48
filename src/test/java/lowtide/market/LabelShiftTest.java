package lowtide.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A series whose labels are a day off, as snapshots of midnight are. */
class LabelShiftTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instant FIRST = Instant.parse("2022-01-01T00:00:00Z");

  /** One venue's closes differ from the other's by some tenths of a percent. */
  private static Series days(long seed, int n, int shift, double noise) {
    Random walk = new Random(7);
    Random venue = new Random(seed);
    List<Bar> bars = new ArrayList<>();
    double price = 40_000;
    for (int day = 0; day < n; day++) {
      price *= Math.exp(.03 * walk.nextGaussian());
      double close = price * Math.exp(noise * venue.nextGaussian());
      bars.add(Bar.ofClose(FIRST.plus(Duration.ofDays(day + shift)), close));
    }
    return Series.of(BTC, Interval.DAY, bars);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void aShiftIsSeenInWhicheverDirection(int shift) {
    assertThat(LabelShift.of(days(1, 60, shift, .002), days(2, 60, 0, .002))).isEqualTo(shift);
  }

  @ParameterizedTest
  @CsvSource({"20, 0", "21, 0", "22, 1", "40, 1"})
  void tooFewDaysInCommonTellNothing(int n, int expected) {
    // A shifted series has one label less in common, and a return needs two.
    assertThat(LabelShift.of(days(1, n, 1, .001), days(2, n, 0, .001))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4, 5, 6, 7})
  void unrelatedSeriesAreNotCalledShifted(long seed) {
    assertThat(LabelShift.of(days(seed, 60, 0, .05), days(2, 60, 0, .05))).isZero();
  }
}
