package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lowtide.market.TradingCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftTableTest {
  /** By Simpson's rule with 4,000 steps over the corner, in another program. */
  @ParameterizedTest
  @CsvSource({
    ".5, .398, .15627218421692501",
    "0, .398, .19511641734764354",
    "1, .398, .12457361453686105",
    ".5, 0, 0",
    ".5, .9, .7182419062122162"
  })
  void truncationAloneLowersACorrelation(double h, double rho, double expected) {
    assertThat(TruncatedNormal.correlationBeyond(h, rho)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void aCornerOutOfAllReachIsRefused() {
    assertThatThrownBy(() -> TruncatedNormal.correlationBeyond(.5, 1)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> TruncatedNormal.correlationBeyond(5, .5)).hasMessageContaining("5.0");
    assertThatThrownBy(() -> TruncatedNormal.correlationBeyond(Double.NaN, .5))
        .hasMessageContaining("NaN");
  }

  @Test
  void theCorrectionUndoesTheTailsVariance() {
    assertThat(ShiftTable.forbesRigobon(.6, 0)).isEqualTo(.6);
    // .6 / sqrt(1 + 3 * .64)
    assertThat(ShiftTable.forbesRigobon(.6, 3)).isCloseTo(.3511234415883917, within(1e-15));
  }

  @Test
  void jointlyNormalReturnsShowTheBenchmark() {
    ShiftTable table = ShiftTable.of(normal(3, 40_000, .4)).orElseThrow();
    for (ShiftTable.Corner corner : table.corners()) {
      assertThat(corner.correlation().orElseThrow().pearson())
          .as("theta %s, down %s", corner.theta(), corner.down())
          .isCloseTo(corner.benchmark(), within(.04));
    }
    for (ShiftTable.Tail tail : table.tails()) {
      assertThat(tail.correlation().orElseThrow().pearson()).isGreaterThan(.45);
      assertThat(tail.corrected()).isCloseTo(.4, within(.03));
    }
  }

  @Test
  void theMonthThatMakesTheDifferenceIsFound() {
    AlignedReturns returns = normal(5, 1500, .2);
    List<LocalDate> sessions = returns.sessions();
    for (int i = 0; i < sessions.size(); i++) {
      if (YearMonth.from(sessions.get(i)).equals(YearMonth.of(2022, 3))) {
        returns.asset(0)[i] = -8 + .1 * i % 3;
        returns.proxy()[i] = -8 + .1 * i % 3;
      }
    }
    ShiftTable table = ShiftTable.of(returns).orElseThrow();
    assertThat(table.month()).isEqualTo(YearMonth.of(2022, 3));
    double with = table.corners().get(1).correlation().orElseThrow().pearson();
    double without = table.cornersWithout().get(1).correlation().orElseThrow().pearson();
    assertThat(with).isGreaterThan(.5);
    assertThat(without).isLessThan(.3);
  }

  @Test
  void aCornerWithFewerThanThirtyIsTooFew() {
    ShiftTable table = ShiftTable.of(normal(9, 200, .1)).orElseThrow();
    ShiftTable.Corner far = table.corners().get(2);
    assertThat(far.theta()).isEqualTo(1);
    assertThat(far.n()).isLessThan(30);
    assertThat(far.correlation()).isEmpty();
    assertThat(ShiftTable.of(normal(9, 29, .1))).isEmpty();
  }

  private static AlignedReturns normal(long seed, int n, double rho) {
    double[][] c = Vectors.normal(new Random(seed), n, rho);
    List<LocalDate> sessions = new ArrayList<>();
    LocalDate session = LocalDate.of(2020, 1, 2);
    for (int i = 0; i < n; i++) {
      sessions.add(session);
      session = n > 3000 ? session.plusDays(1) : TradingCalendar.NEW_YORK.nextSession(session);
    }
    return new AlignedReturns(sessions, new double[][] {c[1], c[0]});
  }
}
