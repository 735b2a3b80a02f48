package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.hipparchus.stat.inference.OneWayAnova;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures from an independent computation with scipy. */
class SeasonTableTest {
  private static final Offset<Double> CLOSE = within(1e-11);

  @Test
  void whereMonthsDifferByNoMoreThanChanceEachHasTheMeanOfAll() {
    SeasonTable table = table(60, 7, 0);
    assertThat(table.n()).isEqualTo(60);
    assertThat(table.f()).isCloseTo(.839969654756, CLOSE);
    assertThat(table.p()).isCloseTo(.602107712906, CLOSE);
    assertThat(table.mean()).isCloseTo(-.003795428344, CLOSE);
    assertThat(table.within()).isCloseTo(.014503791780, CLOSE);
    assertThat(table.tau2()).isZero();
    assertThat(table.isPooled()).isTrue();
    assertThat(table.rows())
        .allSatisfy(
            row -> {
              assertThat(row.shrinkage()).isEqualTo(1);
              assertThat(row.shrunk()).isEqualTo(table.mean());
            });
    assertThat(table.row(Month.JANUARY).mean()).isCloseTo(.028181826323, CLOSE);
    assertThat(table.row(Month.JANUARY).low()).isCloseTo(-.080108325316, CLOSE);
  }

  @Test
  void unequalMonthsAreShrunkByHowManyReturnsTheyHave() {
    SeasonTable table = table(63, 7, .02);
    assertThat(table.p()).isCloseTo(.016877546160, CLOSE);
    assertThat(table.tau2()).isCloseTo(.00401761413688, CLOSE);
    SeasonTable.Row january = table.row(Month.JANUARY);
    assertThat(january.n()).isEqualTo(6);
    assertThat(january.mean()).isCloseTo(-.101786798214, CLOSE);
    assertThat(january.shrinkage()).isCloseTo(.382504813500, CLOSE);
    assertThat(january.shrunk()).isCloseTo(-.065305446087, CLOSE);
    SeasonTable.Row december = table.row(Month.DECEMBER);
    assertThat(december.n()).isEqualTo(5);
    assertThat(december.shrinkage()).isCloseTo(.426386777257, CLOSE);
    assertThat(december.shrunk()).isCloseTo(.090040048470, CLOSE);
    assertThat(table.from()).isEqualTo(YearMonth.of(2011, 1));
    assertThat(table.to()).isEqualTo(YearMonth.of(2016, 3));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void fAndPAreThoseOfTheLibrarysAnovaAndMeansAreShrunkInwards(long seed) {
    double[] returns = SeasonSamples.returns(60 + (int) seed * 7, seed, .003 * seed);
    SeasonTable table = SeasonTable.of(SeasonSamples.months(returns)).orElseThrow();
    List<double[]> groups = new ArrayList<>();
    for (int m = 0; m < 12; m++) {
      List<Double> group = new ArrayList<>();
      for (int i = m; i < returns.length; i += 12) {
        group.add(returns[i]);
      }
      groups.add(group.stream().mapToDouble(Double::doubleValue).toArray());
    }
    assertThat(table.f()).isCloseTo(new OneWayAnova().anovaFValue(groups), within(1e-9));
    assertThat(table.p()).isCloseTo(new OneWayAnova().anovaPValue(groups), within(1e-9));
    for (SeasonTable.Row row : table.rows()) {
      assertThat(Math.abs(row.shrunk() - table.mean()))
          .isLessThanOrEqualTo(Math.abs(row.mean() - table.mean()) + 1e-12);
      assertThat(row.shrinkage()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void tooFewOrNeverVaryingReturnsMakeNoTable() {
    assertThat(SeasonTable.of(SeasonSamples.months(SeasonSamples.returns(23, 7, 0)))).isEmpty();
    assertThat(SeasonTable.of(SeasonSamples.months(SeasonSamples.returns(24, 7, 0)))).isPresent();
    assertThat(SeasonTable.of(List.of())).isEmpty();
    assertThat(SeasonTable.of(SeasonSamples.months(new double[36]))).isEmpty();
  }

  private static SeasonTable table(int n, long seed, double effect) {
    return SeasonTable.of(SeasonSamples.months(SeasonSamples.returns(n, seed, effect)))
        .orElseThrow();
  }
}
