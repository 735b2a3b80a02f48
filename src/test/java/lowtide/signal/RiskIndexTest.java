package lowtide.signal;

import static lowtide.signal.Bars.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import lowtide.market.Interval;
import lowtide.market.Series;
import org.jspecify.annotations.Nullable;
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

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void goneOnWithInAnyStepsItIsTheSameToTheLastBit(long seed) {
    Random random = new Random(seed);
    double[] p = Bars.walk(random, 3300, .04);
    for (int i = 2200; i < 2230; i++) {
      p[i] = p[2199]; // ties
    }
    Series all = Bars.daily(BTC, START, p);
    Series mvrv = seed == 1 ? null : metric(random, 3300, seed == 2 ? 1 : .7);
    RiskIndex atOnce = RiskIndex.of(all, mvrv);
    for (int longest : new int[] {1, 40, 900}) {
      RiskIndex index = RiskIndex.of(all.first(0), upTo(mvrv, all, 0));
      for (int n = 0; n < all.size(); ) {
        // A view of an earlier moment now and then must not disturb what is kept.
        boolean back = n > 10 && random.nextInt(20) == 0;
        n = back ? n - random.nextInt(10) : Math.min(all.size(), n + 1 + random.nextInt(longest));
        Series days = random.nextBoolean() ? all.first(n) : Bars.daily(BTC, START, copy(p, n));
        Series figures = upTo(mvrv, all, n);
        index = index.continued(index.commonBars(days, figures), days, figures);
        sameBits(index, atOnce, n);
      }
    }
  }

  @Test
  void twoContinuationsOfOneIndexDoNotDisturbEachOther() {
    double[] p = Bars.walk(new Random(6), 2600, .04);
    double[] q = p.clone();
    for (int i = 2500; i < 2600; i++) {
      q[i] = p[i] * 1.5;
    }
    Series one = Bars.daily(BTC, START, p);
    Series other = Bars.daily(BTC, START, q);
    RiskIndex stem = RiskIndex.of(one.first(2500));
    RiskIndex first = stem.continued(2500, one, null);
    RiskIndex second = stem.continued(2500, other, null);
    sameBits(first, RiskIndex.of(one), 2600);
    sameBits(second, RiskIndex.of(other), 2600);
    sameBits(stem, RiskIndex.of(one), 2500);
  }

  @Test
  void aCorrectedCloseIsWorkedOutAgainFromThatDayOn() {
    double[] p = Bars.walk(new Random(7), 2700, .04);
    RiskIndex before = RiskIndex.of(Bars.daily(BTC, START, p));
    double[] corrected = p.clone();
    corrected[2400] *= 1.2;
    Series days = Bars.daily(BTC, START, corrected);
    assertThat(before.commonBars(days, null)).isEqualTo(2400);
    sameBits(before.continued(2400, days, null), RiskIndex.of(days), 2700);
  }

  @Test
  void whereMvrvHasAFigureItIsAThirdOfHeat() {
    double[] p = Bars.walk(new Random(8), 2500, .04);
    Series days = Bars.daily(BTC, START, p);
    double[] figures = Bars.walk(new Random(9), 2400, .02);
    RiskIndex with = RiskIndex.of(days, Bars.daily(Bars.MVRV, START, figures));
    RiskIndex without = RiskIndex.of(days);
    int known = 2399 - 2128;
    double percentile = ranked(2400, 0, i -> figures[i]).percentile();
    assertThat(with.mvrv(known))
        .hasValueSatisfying(m -> assertThat(m.value()).isEqualTo(figures[2399]))
        .hasValueSatisfying(m -> assertThat(m.percentile()).isCloseTo(percentile, within(1e-9)));
    assertThat(with.heat(known))
        .isCloseTo((2 * without.heat(known) + percentile) / 3, within(1e-9));
    assertThat(with.stress(known)).isEqualTo(without.stress(known));
    assertThat(with.lacksMvrv(known)).isFalse();
    // The day after the last figure: nothing is carried forward.
    assertThat(with.mvrv(known + 1)).isEmpty();
    assertThat(with.lacksMvrv(known + 1)).isTrue();
    assertThat(with.heat(known + 1)).isEqualTo(without.heat(known + 1));
    assertThat(without.lacksMvrv(known)).isFalse();
  }

  @Test
  void mvrvNeedsSevenHundredAndThirtyFiguresAmongTheRanked() {
    Series days = Bars.daily(BTC, START, Bars.walk(new Random(10), 2500, .04));
    double[] figures = Bars.walk(new Random(11), 900, .02);
    RiskIndex index = RiskIndex.of(days, Bars.daily(Bars.MVRV, START.plusDays(1600), figures));
    assertThat(index.mvrv(1600 + 728 - 2128)).isEmpty();
    assertThat(index.mvrv(1600 + 729 - 2128)).isPresent();
  }

  @Test
  void aFigureThatComesLateChangesItsOwnDayAndNoneBefore() {
    Series days = Bars.daily(BTC, START, Bars.walk(new Random(12), 2500, .04));
    Series figures = Bars.daily(Bars.MVRV, START, Bars.walk(new Random(13), 2500, .02));
    RiskIndex early = RiskIndex.of(days, figures.first(2450));
    assertThat(early.commonBars(days, figures)).isEqualTo(2450);
    sameBits(early.continued(2450, days, figures), RiskIndex.of(days, figures), 2500);
    assertThat(early.commonBars(days, null)).isZero();
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
    Series coin = Series.empty(BTC, Interval.DAY);
    assertThatThrownBy(() -> RiskIndex.of(coin, coin)).hasMessageContaining("days of a metric");
  }

  private static void sameBits(RiskIndex actual, RiskIndex expected, int bars) {
    assertThat(actual.size()).isEqualTo(Math.max(0, bars - 2128));
    for (int i = 0; i < actual.size(); i++) {
      assertThat(Double.doubleToLongBits(actual.risk(i)))
          .isEqualTo(Double.doubleToLongBits(expected.risk(i)));
      assertThat(actual.volatility(i)).isEqualTo(expected.volatility(i));
      assertThat(actual.toLongMean(i)).isEqualTo(expected.toLongMean(i));
      assertThat(actual.mvrv(i)).isEqualTo(expected.mvrv(i));
    }
  }

  /** Figures on a part of the days. */
  private static Series metric(Random random, int n, double part) {
    double[] figures = Bars.walk(random, n, .02);
    Map<LocalDate, Double> known = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      if (random.nextDouble() < part) {
        known.put(START.plusDays(i), figures[i]);
      }
    }
    return Bars.daily(Bars.MVRV, known);
  }

  private static @Nullable Series upTo(@Nullable Series metric, Series days, int n) {
    return metric == null ? null : n == 0 ? metric.first(0) : metric.until(days.closesAt(n - 1));
  }

  private static double[] copy(double[] p, int n) {
    return Arrays.copyOf(p, n);
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
