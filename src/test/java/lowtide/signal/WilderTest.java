package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WilderTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instant START = Instant.parse("2025-07-01T00:00:00Z");

  @Test
  void twentyClosesHaveTheirKnownRelativeStrength() {
    double[] closes = {
      44.34, 44.09, 44.15, 43.61, 44.33, 44.83, 45.10, 45.42, 45.84, 46.08, 45.89, 46.03, 45.61,
      46.28, 46.28, 46.00, 46.03, 46.41, 46.22, 45.64
    };
    double[] known = {
      70.4641350211, 66.2496185536, 66.4809418347, 69.3468531629, 66.2947126589, 57.9150206701
    };
    RelativeStrengthIndex index = RelativeStrengthIndex.over(14);
    for (int i = 0; i < closes.length; i++) {
      index = index.next(closes[i]);
      if (i < 14) {
        assertThat(index.value()).isEmpty();
      } else {
        assertThat(index.value()).hasValueCloseTo(known[i - 14], within(5e-11));
      }
    }
  }

  @Test
  void onlyGainsAreAHundredOnlyLossesZeroAndNoMoveUndefined() {
    assertThat(strength(1, 2, 3, 4)).hasValue(100);
    assertThat(strength(4, 3, 2, 1)).hasValue(0);
    assertThat(strength(2, 2, 2, 2)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theAverageRangeIsTheNaiveOne(long seed) {
    Random random = new Random(seed);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      double low = 100 + random.nextDouble();
      double high = low + random.nextDouble();
      double open = low + (high - low) * random.nextDouble();
      double close = low + (high - low) * random.nextDouble();
      bars.add(new Bar(START.plusSeconds(3600L * i), open, high, low, close, 1));
    }
    double expected = 0;
    for (int i = 1; i < bars.size(); i++) {
      double before = bars.get(i - 1).close();
      double top = Math.max(bars.get(i).high(), before);
      double bottom = Math.min(bars.get(i).low(), before);
      expected = i <= 14 ? expected + (top - bottom) / 14 : (expected * 13 + top - bottom) / 14;
    }
    AverageTrueRange range = AverageTrueRange.of(Series.of(BTC, Interval.HOUR, bars), 14);
    assertThat(range.value()).hasValueCloseTo(expected, within(1e-12));
  }

  @Test
  void theAverageRangeIsUnknownBeforeFifteenBars() {
    AverageTrueRange range = AverageTrueRange.over(14);
    for (int i = 0; i < 14; i++) {
      range = range.next(102, 99, 100);
      assertThat(range.value()).isEmpty();
    }
    assertThat(range.next(102, 99, 100).value()).hasValueCloseTo(3.0, within(1e-12));
  }

  @Test
  void withoutHighAndLowTheChangeOfTheCloseIsTheRange() {
    AverageTrueRange range = AverageTrueRange.over(2);
    for (double close : new double[] {100, 103, 102, 106}) {
      range = range.next(Double.NaN, Double.NaN, close);
    }
    // (3 + 1) / 2 = 2, then (2 + 4) / 2.
    assertThat(range.value()).hasValue(3);
  }

  @Test
  void aGapBetweenBarsIsPartOfTheRange() {
    AverageTrueRange range = AverageTrueRange.over(1).next(100, 100, 100).next(111, 110, 110.5);
    assertThat(range.value()).hasValue(11);
  }

  @Test
  void hostileInputIsRefusedWithItsValue() {
    assertThatThrownBy(() -> AverageTrueRange.over(0)).hasMessage("period must be at least 1: 0");
    assertThatThrownBy(() -> RelativeStrengthIndex.over(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> AverageTrueRange.over(14).next(1, 1, Double.NaN))
        .hasMessage("close must be finite: NaN");
    assertThatThrownBy(() -> RelativeStrengthIndex.over(14).next(Double.POSITIVE_INFINITY))
        .hasMessage("close must be finite: Infinity");
  }

  private static OptionalDouble strength(double... closes) {
    RelativeStrengthIndex index = RelativeStrengthIndex.over(3);
    for (double close : closes) {
      index = index.next(close);
    }
    return index.value();
  }
}
