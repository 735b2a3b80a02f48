package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import lowtide.market.Bar;
import lowtide.market.Interval;
import lowtide.market.Series;
import org.junit.jupiter.api.Test;

class TouchProbabilityTest {
  @Test
  void isWhatTheReflectionPrincipleGives() {
    // scipy: 2 norm.sf(ln(116000 / 107135) / (.4715 sqrt(31 / 365)))
    assertThat(TouchProbability.of(107_135, 116_000, .4715 / Math.sqrt(365), 31))
        .isCloseTo(.5628814456119102, within(1e-12));
    assertThat(TouchProbability.of(100, 90, .03, 20)).isCloseTo(.43227129648386464, within(1e-12));
  }

  @Test
  void aLevelAtThePriceIsTouchedAndWithoutTimeNoOtherIs() {
    assertThat(TouchProbability.of(100, 100, .03, 0)).isEqualTo(1);
    assertThat(TouchProbability.of(100, 101, .03, 0)).isZero();
    assertThat(TouchProbability.of(100, 125, .03, 9))
        .isCloseTo(TouchProbability.of(100, 80, .03, 9), within(1e-12));
    assertThatThrownBy(() -> TouchProbability.of(100, 101, 0, 1))
        .hasMessageContaining("volatility above 0");
  }

  @Test
  void walksInSmallStepsTouchAboutAsOften() {
    Random random = new Random(5);
    int touched = 0;
    int walks = 4_000;
    int steps = 2_000;
    for (int i = 0; i < walks; i++) {
      double place = 0;
      for (int k = 0; k < steps && place < .05; k++) {
        place += .1 / Math.sqrt(steps) * (random.nextBoolean() ? 1 : -1);
      }
      touched += place >= .05 ? 1 : 0;
    }
    assertThat((double) touched / walks)
        .isCloseTo(TouchProbability.of(1, Math.exp(.05), .1, 1), within(.025));
  }

  @Test
  void volatilityIsTheSampleDeviationOfTheLastReturns() {
    double[] returns = {.5, .01, -.02, .015};
    double[] closes = new double[5];
    closes[0] = 100;
    for (int i = 0; i < 4; i++) {
      closes[i + 1] = closes[i] * Math.exp(returns[i]);
    }
    Series daily = Bars.daily(Bars.BTC, LocalDate.of(2025, 1, 1), closes);
    // statistics.stdev([.01, -.02, .015])
    assertThat(TouchProbability.volatility(daily, 4, 3).orElseThrow())
        .isCloseTo(.018929694486000912, within(1e-12));
    assertThat(TouchProbability.volatility(daily, 4, 5)).isEmpty();
  }

  @Test
  void highsAndLowsTouchWhereTheyAreKnownAndClosesElse() {
    Series daily =
        Series.of(
            Bars.BTC,
            Interval.DAY,
            List.of(
                Bar.ofClose(Bars.midnight(LocalDate.of(2025, 1, 1)), 100),
                new Bar(Bars.midnight(LocalDate.of(2025, 1, 2)), 100, 106, 99, 101, 1),
                Bar.ofClose(Bars.midnight(LocalDate.of(2025, 1, 3)), 94)));
    assertThat(TouchProbability.touchedAt(daily, 0, 2, 105)).isEqualTo(1);
    assertThat(TouchProbability.touchedAt(daily, 0, 2, 107)).isEqualTo(-1);
    assertThat(TouchProbability.touchedAt(daily, 0, 2, 95)).isEqualTo(2);
    assertThat(TouchProbability.touchedAt(daily, 0, 1, 95)).isEqualTo(-1);
  }
}
