package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lowtide.market.TradingCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {
  private static final LocalDate START = LocalDate.of(2020, 1, 2);
  private static final LocalDate LATER = LocalDate.of(2021, 6, 1);

  @Test
  void theSplitsAreThoseOfTheKnownVector() {
    assertThat(Sleeve.RISK_PARITY.goldPart(.16, .55, .1)).isCloseTo(.7746478873, within(1e-10));
    assertThat(Sleeve.MINIMUM_VARIANCE.goldPart(.16, .55, .1))
        .isCloseTo(.9458937198, within(1e-10));
    assertThat(Sleeve.GOLD.goldPart(.16, .55, .1)).isEqualTo(1);
    assertThat(Sleeve.COIN.goldPart(.16, .55, .1)).isEqualTo(0);
  }

  /** Figures of another program, in another language, over the same made-up returns. */
  @ParameterizedTest
  @CsvSource({
    "NONE, 0.072914839617, 0.013622968923, 0.934383731588, -1.468150346911, 0.000000000000, 0.862314810615, 0.000000000000, 1.044619934198",
    "GOLD, 0.062966890701, 0.016283994644, 1.050252875382, -1.352828290506, 0.200000000000, 0.731903206593, 0.000000000000, 1.043696156673",
    "COIN, 0.107620474795, 0.017955624346, 0.937852609358, -1.464696921885, 0.000000000000, 0.254943393725, 0.708513211598, 1.065495545891",
    "RISK_PARITY, 0.063891084357, 0.016308839906, 1.141416547108, -1.262139858120, 0.156922178187, 0.711660822863, 0.087754323285, 1.048392966369",
    "MINIMUM_VARIANCE, 0.062536159703, 0.016281459939, 1.092409046941, -1.310886978105, 0.186082330734, 0.741719951236, 0.008441385135, 1.045235130716"
  })
  void everyFigureOfEverySleeveIsThatOfTheOtherProgram(
      Sleeve sleeve,
      double volatility,
      double drawdown,
      double sharpe,
      double sharpeLow,
      double gold,
      double stockRisk,
      double coinRisk,
      double growth) {
    Allocation.Row row =
        Allocation.of(waves(420), START, .5, .4, .2).orElseThrow().rows().get(sleeve.ordinal());
    assertThat(
            new double[] {
              row.volatility(),
              row.drawdown(),
              row.sharpe(),
              row.sharpeLow(),
              row.sharpe() * 2 - row.sharpeHigh(),
              row.weights()[2],
              row.riskShares()[0],
              row.coinRisk(),
              row.growth()
            })
        .usingComparatorWithPrecision(1e-10)
        .containsExactly(
            volatility, drawdown, sharpe, sharpeLow, sharpeLow, gold, stockRisk, coinRisk, growth);
  }

  @Test
  void theLeastVarianceIsNeverSoughtOutsideTheSleeve() {
    assertThat(Sleeve.MINIMUM_VARIANCE.goldPart(.1, .5, .9)).isEqualTo(1);
    assertThat(Sleeve.MINIMUM_VARIANCE.goldPart(.5, .1, .9)).isEqualTo(0);
  }

  @Test
  void sharesOfRiskAreThoseOfTheFormula() {
    // Independent columns: shares go by w^2 sigma^2. Population figures cancel in the ratio.
    double[][] returns = {
      {.01, -.01, .01, -.01}, {0, 0, 0, 0}, {.02, .02, -.02, -.02}, {0, 0, 0, 0}
    };
    double[] shares = Allocation.riskShares(new double[] {.5, .2, .25, .05}, returns, 0);
    assertThat(shares[0]).isCloseTo(.5, within(1e-12)); // (.5 * .01)^2 and (.25 * .02)^2 are equal
    assertThat(shares[2]).isCloseTo(.5, within(1e-12));
    assertThat(shares[1] + shares[3]).isZero();
  }

  /** Worked by hand: 50/50 of one that doubles in two equal steps and one that stands still. */
  @Test
  void betweenRebalancingsHoldingsRunFreely() {
    AlignedReturns returns = flat(400);
    int last = returns.size() - 1;
    // Two steps within one quarter.
    returns.proxy()[last - 1] = Math.log(1.5);
    returns.proxy()[last] = Math.log(1.5);
    Allocation.Row none = Allocation.of(returns, START, .5, .5, 0).orElseThrow().rows().get(0);
    assertThat(none.growth()).isCloseTo(.5 * 2.25 + .5, within(1e-12));
    assertThat(none.drawdown()).isZero();
  }

  @Test
  void theDeepestFallIsFromTheHighest() {
    AlignedReturns returns = flat(400);
    int last = returns.size() - 1;
    returns.proxy()[last - 2] = Math.log(2);
    returns.proxy()[last - 1] = Math.log(.5);
    returns.proxy()[last] = Math.log(1.1);
    Allocation.Row none = Allocation.of(returns, START, 1, 0, 0).orElseThrow().rows().get(0);
    assertThat(none.drawdown()).isCloseTo(.5, within(1e-12));
    assertThat(none.growth()).isCloseTo(1.1, within(1e-12));
  }

  @Test
  void cashEarnsNothingAndDampsTheRest() {
    AlignedReturns returns = random(1, 700);
    Allocation.Row whole = Allocation.of(returns, LATER, 1, 0, 0).orElseThrow().rows().get(0);
    Allocation.Row half = Allocation.of(returns, LATER, .5, 0, 0).orElseThrow().rows().get(0);
    assertThat(half.volatility()).isCloseTo(whole.volatility() / 2, within(.01));
    assertThat(half.sharpe()).isCloseTo(whole.sharpe(), within(.05));
  }

  @ParameterizedTest
  @EnumSource(Sleeve.class)
  void weightsAndSharesAddUp(Sleeve sleeve) {
    Allocation.Row row =
        Allocation.of(random(2, 900), LATER, .6, .4, .15)
            .orElseThrow()
            .rows()
            .get(sleeve.ordinal());
    assertThat(Arrays.stream(row.weights()).sum()).isCloseTo(1, within(1e-12));
    assertThat(Arrays.stream(row.riskShares()).sum()).isCloseTo(1, within(1e-12));
    double inSleeve = row.weights()[2] + row.weights()[3];
    assertThat(inSleeve).isCloseTo(sleeve == Sleeve.NONE ? 0 : .15, within(1e-12));
    assertThat(row.sharpe()).isBetween(row.sharpeLow(), row.sharpeHigh());
  }

  @Test
  void nothingLooksAhead() {
    AlignedReturns all = random(3, 900);
    AlignedReturns changed = random(3, 900);
    for (double[] column : changed.columns()) {
      column[899] += .05;
    }
    Allocation one = Allocation.of(all, LATER, .6, .4, .15).orElseThrow();
    Allocation other = Allocation.of(changed, LATER, .6, .4, .15).orElseThrow();
    // Only the last day's marks differ: weights were set before.
    for (Sleeve sleeve : Sleeve.values()) {
      assertThat(other.rows().get(sleeve.ordinal()).weights())
          .isEqualTo(one.rows().get(sleeve.ordinal()).weights());
    }
  }

  @Test
  void tooShortAHistoryIsNoTable() {
    assertThat(Allocation.of(random(4, Allocation.TRAILING + 59), START, .6, .4, .15)).isEmpty();
    assertThat(Allocation.of(random(4, Allocation.TRAILING + 60), START, .6, .4, .15)).isPresent();
    assertThat(Allocation.of(random(4, 0), START, .6, .4, .15)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-.1, 1.1, Double.NaN})
  void weightsOutOfRangeAreRefused(double weight) {
    AlignedReturns returns = flat(400);
    assertThatThrownBy(() -> Allocation.of(returns, START, weight, 0, 0))
        .hasMessageContaining(String.valueOf(weight));
    assertThatThrownBy(() -> Allocation.of(returns, START, .5, 0, weight))
        .hasMessageContaining(String.valueOf(weight));
  }

  private static AlignedReturns flat(int n) {
    return new AlignedReturns(sessions(n), new double[4][n]);
  }

  /** Weekdays, and sums of sines that any language gives alike. */
  private static AlignedReturns waves(int n) {
    double[] deviations = {.012, .006, .011, .04};
    double[] drifts = {.0004, .0001, .0003, .001};
    double[] frequencies = {1.1, 2.3, .7, 1.9};
    // The stock is the proxy; the others are the assets.
    double[][] parts = new double[4][n];
    for (int part = 0; part < 4; part++) {
      for (int i = 0; i < n; i++) {
        double phase = frequencies[part] * (i + 1) + .3 * Math.sin(.5 * (i + 1));
        parts[part][i] = drifts[part] + deviations[part] * Math.sin(phase);
      }
    }
    List<LocalDate> weekdays =
        START
            .datesUntil(START.plusYears(3))
            .filter(day -> day.getDayOfWeek().getValue() < 6)
            .limit(n)
            .toList();
    AlignedReturns returns = new AlignedReturns(weekdays, new double[4][n]);
    System.arraycopy(parts[0], 0, returns.proxy(), 0, n);
    for (int part = 1; part < 4; part++) {
      System.arraycopy(parts[part], 0, returns.asset(part - 1), 0, n);
    }
    return returns;
  }

  private static AlignedReturns random(long seed, int n) {
    Random random = new Random(seed);
    double[] deviations = {.01, .006, .01, .035};
    double[][] columns = new double[4][n];
    for (int i = 0; i < n; i++) {
      for (int part = 0; part < 4; part++) {
        columns[part][i] = deviations[part] * random.nextGaussian();
      }
    }
    return new AlignedReturns(sessions(n), columns);
  }

  private static List<LocalDate> sessions(int n) {
    List<LocalDate> sessions = new ArrayList<>();
    LocalDate session = START;
    for (int i = 0; i < n; i++) {
      sessions.add(session);
      session = TradingCalendar.NEW_YORK.nextSession(session);
    }
    return sessions;
  }
}
