package lowtide.signal;

import static lowtide.signal.Bars.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import lowtide.market.Interval;
import lowtide.market.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RiskIndexTest {
  private static final LocalDate START = LocalDate.of(2016, 1, 1);

  @ParameterizedTest
  @ValueSource(ints = {2129, 2500, 2858, 2859, 3400})
  void theLastDayIsTheNaiveOne(int n) {
    double[] p = Bars.walk(new Random(n), n, .03);
    RiskIndex index = RiskIndex.of(Bars.daily(BTC, START, p));
    int last = index.size() - 1;
    RiskComponent volatility = ranked(n, 30, i -> volatility(p, i));
    RiskComponent semideviation = ranked(n, 30, i -> semideviation(p, i));
    RiskComponent drawdown =
        ranked(n, 89, i -> 1 - p[i] / Arrays.stream(p, i - 89, i + 1).max().orElseThrow());
    RiskComponent toShort = ranked(n, 199, i -> p[i] / mean(p, i, 200));
    RiskComponent toLong = ranked(n, 1399, i -> p[i] / mean(p, i, 1400));
    same(index.volatility(last), volatility);
    same(index.semideviation(last), semideviation);
    same(index.drawdown(last), drawdown);
    same(index.toShortMean(last), toShort);
    same(index.toLongMean(last), toLong);
    double stress =
        (volatility.percentile() + semideviation.percentile() + drawdown.percentile()) / 3;
    double heat = (toShort.percentile() + toLong.percentile()) / 2;
    assertThat(index.stress(last)).isCloseTo(stress, within(1e-9));
    assertThat(index.heat(last)).isCloseTo(heat, within(1e-9));
    assertThat(index.risk(last)).isCloseTo(.6 * stress + .4 * heat, within(1e-9));
    assertThat(index.day(last)).isEqualTo(START.plusDays(n - 1));
    assertThat(index.asOf(last)).isEqualTo(Bars.midnight(START.plusDays(n)));
  }

  @Test
  void equalValuesCountAsHalfBelowEachOther() {
    double[] p = new double[3000];
    Arrays.setAll(p, i -> 100 + (i % 2)); // up a little, down a little, for ever
    RiskIndex index = RiskIndex.of(Bars.daily(BTC, START, p));
    int last = index.size() - 1;
    // Half of the days are at the high, half a step below: today, at 101, is among the lower ones.
    assertThat(index.drawdown(last).value()).isZero();
    assertThat(index.drawdown(last).percentile()).isCloseTo(25, within(1e-9));
    assertThat(index.toLongMean(last).value()).isCloseTo(101 / 100.5, within(1e-12));
    assertThat(index.toLongMean(last).percentile()).isCloseTo(75, within(.1));
  }

  @Test
  void aCrashIsStressAndAPeakIsHeat() {
    double[] p = Bars.walk(new Random(1), 2500, .005);
    double[] crash = p.clone();
    double[] peak = p.clone();
    for (int i = 2490; i < 2500; i++) {
      crash[i] = p[2489] * Math.pow(.93, i - 2489);
      peak[i] = p[2489] * Math.pow(1.07, i - 2489);
    }
    RiskIndex down = RiskIndex.of(Bars.daily(BTC, START, crash));
    RiskIndex up = RiskIndex.of(Bars.daily(BTC, START, peak));
    int last = down.size() - 1;
    assertThat(down.stress(last)).isGreaterThan(99);
    assertThat(down.heat(last)).isLessThan(1);
    assertThat(up.heat(last)).isGreaterThan(99);
    assertThat(up.drawdown(last).value()).isZero();
  }

  @Test
  void whatComesLaterDoesNotChangeADay() {
    Series all = Bars.daily(BTC, START, Bars.walk(new Random(2), 2600, .04));
    RiskIndex later = RiskIndex.of(all);
    for (int n : new int[] {2129, 2200, 2400}) {
      RiskIndex then = RiskIndex.of(all.first(n));
      for (int i = 0; i < then.size(); i++) {
        assertThat(then.risk(i)).isEqualTo(later.risk(i));
      }
      assertThat(then.size()).isEqualTo(n - 2128);
    }
  }

  @Test
  void itBeginsWhenTheLongMeanCanBeRanked() {
    double[] p = Bars.walk(new Random(3), 2129, .04);
    assertThat(RiskIndex.of(Bars.daily(BTC, START, p)).size()).isEqualTo(1);
    assertThat(RiskIndex.of(Bars.daily(BTC, START, Arrays.copyOf(p, 2128))).size()).isZero();
    for (int n : new int[] {0, 1, 2, 100}) {
      assertThat(RiskIndex.of(Bars.daily(BTC, START, Arrays.copyOf(p, n))).size()).isZero();
    }
    assertThatThrownBy(() -> RiskIndex.of(Bars.daily(BTC, START, p)).risk(1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aPriceThatNeverMovesRanksInTheMiddle() {
    double[] flat = new double[2200];
    Arrays.fill(flat, .3);
    RiskIndex index = RiskIndex.of(Bars.daily(BTC, START, flat));
    assertThat(index.stress(index.size() - 1)).isCloseTo(50, within(1e-9));
    assertThat(index.heat(index.size() - 1)).isCloseTo(50, within(1e-9));
  }

  @Test
  void seriesOfAnotherKindAreRefused() {
    assertThatThrownBy(() -> RiskIndex.of(Series.empty(Bars.PSCT, Interval.DAY)))
        .hasMessageContaining("days of a coin")
        .hasMessageContaining("PSCT");
    assertThatThrownBy(() -> RiskIndex.of(Bars.NO_HOURS)).hasMessageContaining("BTC HOUR");
  }

  private static void same(RiskComponent actual, RiskComponent expected) {
    assertThat(actual.value()).isCloseTo(expected.value(), within(1e-9));
    assertThat(actual.percentile()).isCloseTo(expected.percentile(), within(1e-9));
  }

  private static RiskComponent ranked(int n, int first, IntToDoubleFunction measure) {
    double[] window = IntStream.range(Math.max(first, n - 1460), n).mapToDouble(measure).toArray();
    double today = window[window.length - 1];
    double below = Arrays.stream(window).filter(v -> v < today).count();
    double equal = Arrays.stream(window).filter(v -> v == today).count();
    return new RiskComponent(today, 100 * (below + equal / 2) / window.length);
  }

  private static double volatility(double[] p, int i) {
    double[] r = returns(p, i);
    double mean = Arrays.stream(r).average().orElseThrow();
    return Math.sqrt(365 * Arrays.stream(r).map(v -> (v - mean) * (v - mean)).sum() / 29);
  }

  private static double semideviation(double[] p, int i) {
    return Math.sqrt(Arrays.stream(returns(p, i)).map(v -> v < 0 ? v * v : 0).sum() / 30);
  }

  private static double[] returns(double[] p, int i) {
    return IntStream.rangeClosed(i - 29, i).mapToDouble(k -> Math.log(p[k] / p[k - 1])).toArray();
  }

  private static double mean(double[] p, int i, int n) {
    return Arrays.stream(p, i - n + 1, i + 1).average().orElseThrow();
  }
}
