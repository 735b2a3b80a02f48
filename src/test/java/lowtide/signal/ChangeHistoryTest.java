package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Series;
import lowtide.market.TradingCalendar;
import org.junit.jupiter.api.Test;

class ChangeHistoryTest {
  private static final int WINDOW = 60;
  private static final CorrelationSettings.Change CHANGE = CorrelationSettings.Change.DEFAULT;

  @Test
  void aJumpIsFoundOnceAndArmedAgainWhenBothWindowsLieBehindIt() {
    PairedReturns returns = returns(1, 400, .0, .9);
    ChangeHistory history = new ChangeHistory.Finder(WINDOW, CHANGE).upTo(returns);
    assertThat(history.points()).hasSize(1);
    ChangePoint point = history.points().get(0);
    LocalDate jump = returns.session(200);
    assertThat(point.session()).isAfter(jump).isBefore(jump.plusDays(100));
    assertThat(point.after()).isGreaterThan(point.before() + .3);
    assertThat(history.armed()).isTrue();
    assertThat(history.statistic()).isLessThan(CHANGE.fire());
  }

  @Test
  void theStatisticComparesTwoWindowsThatShareNoSession() {
    PairedReturns returns = returns(2, 150, .2, .6);
    ChangeHistory history = new ChangeHistory.Finder(WINDOW, CHANGE).upTo(returns);
    int to = returns.size();
    double[] x = returns.assetReturns(0, to);
    double[] y = returns.proxyReturns(0, to);
    double[] x1 = Arrays.copyOfRange(x, to - 120, to - 60);
    double[] y1 = Arrays.copyOfRange(y, to - 120, to - 60);
    double[] x2 = Arrays.copyOfRange(x, to - 60, to);
    double[] y2 = Arrays.copyOfRange(y, to - 60, to);
    assertThat(history.statistic())
        .isCloseTo(
            CorrelationDifference.statistic(
                Correlation.pearson(x1, y1).orElseThrow(),
                ConfidenceInterval.standardError(x1, y1),
                Correlation.pearson(x2, y2).orElseThrow(),
                ConfidenceInterval.standardError(x2, y2)),
            within(1e-12));
  }

  @Test
  void aPointHasTheIntervalsOfBothItsWindows() {
    PairedReturns returns = returns(1, 400, .0, .9);
    ChangeHistory history = new ChangeHistory.Finder(WINDOW, CHANGE).upTo(returns);
    ChangePoint point = history.points().get(0);
    int to = 0;
    while (!returns.session(to++).equals(point.session())) {
      assertThat(to).isLessThan(returns.size());
    }
    SpanCorrelation before = history.before(point);
    SpanCorrelation after = history.after(point);
    ConfidenceInterval interval =
        ConfidenceInterval.of(
                returns.assetReturns(to - 120, to - 60), returns.proxyReturns(to - 120, to - 60))
            .orElseThrow();
    assertThat(before.pearson()).isCloseTo(point.before(), within(1e-12));
    assertThat(before.low()).isEqualTo(interval.low());
    assertThat(before.high()).isEqualTo(interval.high());
    assertThat(before.to()).isEqualTo(returns.session(to - 61));
    assertThat(after.pearson()).isCloseTo(point.after(), within(1e-12));
    assertThat(after.from()).isEqualTo(returns.session(to - 60));
    assertThat(after.n()).isEqualTo(60);
    assertThat(history.flags(point)).isEmpty();
  }

  @Test
  void goingOnIsTheSameAsBeginningAnew() {
    PairedReturns whole = returns(3, 500, -.3, .8);
    ChangeHistory atOnce = new ChangeHistory.Finder(WINDOW, CHANGE).upTo(whole);
    ChangeHistory.Finder finder = new ChangeHistory.Finder(WINDOW, CHANGE);
    Series asset = asset(3, 500, -.3, .8);
    Series proxy = proxy(3, 500);
    Series none = Series.empty(asset.instrument(), Interval.HOUR);
    PairedReturns growing =
        PairedReturns.of(asset.first(150), none, proxy.first(150), TradingCalendar.NEW_YORK);
    ChangeHistory last = finder.upTo(growing);
    for (int n = 151; n <= asset.size(); n += 7) {
      growing = growing.extended(asset.first(n), none, proxy.first(n));
      last = finder.upTo(growing);
    }
    growing = growing.extended(asset, none, proxy);
    last = finder.upTo(growing);
    assertThat(last.points()).isEqualTo(atOnce.points()).isNotEmpty();
    assertThat(last.statistic()).isEqualTo(atOnce.statistic());
    // Back to an earlier moment, it begins anew.
    PairedReturns earlier =
        PairedReturns.of(asset.first(300), none, proxy.first(300), TradingCalendar.NEW_YORK);
    assertThat(finder.upTo(earlier).points())
        .isEqualTo(new ChangeHistory.Finder(WINDOW, CHANGE).upTo(earlier).points());
  }

  @Test
  void onceFiredItIsSilentUntilTheWindowsAreAlikeAgain() {
    ChangeTracker tracker = new ChangeTracker(CHANGE);
    ChangeTracker.State state = tracker.next(null, 2.576);
    assertThat(state.fired()).as("not above the border").isFalse();
    state = tracker.next(state, 2.6);
    assertThat(state.fired()).isTrue();
    state = tracker.next(state, 3.5);
    assertThat(state.fired()).isFalse();
    state = tracker.next(state, 1.5);
    assertThat(state.armed()).as("not below the border").isFalse();
    state = tracker.next(state, 1.49);
    assertThat(state.armed()).isTrue();
    assertThat(tracker.next(state, 2.6).fired()).isTrue();
  }

  private static PairedReturns returns(long seed, int n, double before, double after) {
    Series asset = asset(seed, n, before, after);
    return PairedReturns.of(
        asset,
        Series.empty(asset.instrument(), Interval.HOUR),
        proxy(seed, n),
        TradingCalendar.NEW_YORK);
  }

  private static double[][] walk(long seed, int n, double before, double after) {
    Random random = new Random(seed);
    double[][] prices = {new double[n], new double[n]};
    double x = 100;
    double y = 100;
    for (int i = 0; i < n; i++) {
      double rho = i < n / 2 ? before : after;
      double common = random.nextGaussian();
      x *= Math.exp(.01 * common);
      y *= Math.exp(.01 * (rho * common + Math.sqrt(1 - rho * rho) * random.nextGaussian()));
      prices[0][i] = x;
      prices[1][i] = y;
    }
    return prices;
  }

  private static Series asset(long seed, int n, double before, double after) {
    Instrument coin = new Instrument("QQQ", "Nasdaq", Instrument.Kind.EQUITY);
    return Bars.sessions(coin, LocalDate.of(2022, 1, 3), walk(seed, n, before, after)[1]);
  }

  private static Series proxy(long seed, int n) {
    Instrument fund = new Instrument("IWM", "Russell", Instrument.Kind.EQUITY);
    return Bars.sessions(fund, LocalDate.of(2022, 1, 3), walk(seed, n, 0, 0)[0]);
  }
}
