package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Month;
import java.time.YearMonth;
import java.util.Arrays;
import lowtide.market.Series;
import org.junit.jupiter.api.Test;

/** Figures from an independent computation with numpy. */
class SeasonRecordTest {
  @Test
  void everyMonthIsToldFromThoseBeforeItAlone() {
    double[] returns = SeasonSamples.returns(110, 7, 0);
    SeasonRecord record = record(returns);
    assertThat(record.checks()).hasSize(50);
    assertThat(record.checks().get(0).month()).isEqualTo(YearMonth.of(2016, 1));
    assertThat(record.signsRight().orElseThrow().hits()).isEqualTo(30);
    assertThat(record.rises().orElseThrow().hits()).isEqualTo(25);
    assertThat(record.coverage().orElseThrow())
        .extracting(WilsonInterval::hits, WilsonInterval::n)
        .containsExactly(21, 26);
    assertThat(record.r2Raw().orElseThrow()).isCloseTo(-.037684466217, within(1e-10));
    assertThat(record.r2Shrunk().orElseThrow()).isCloseTo(-.004445803706, within(1e-10));
    assertThat(record.scores().get(49)).isCloseTo(1.416308444230, within(1e-10));
    SeasonBand band =
        record.band(SeasonSamples.months(returns), SeasonSettings.DEFAULT).orElseThrow();
    assertThat(band.quantile()).isCloseTo(1.448724461325, within(1e-10));
    assertThat(band.sigma()).isCloseTo(.114953810705, within(1e-10));
    assertThat(band.scores()).isEqualTo(50);
  }

  @Test
  void laterMonthsChangeNoEarlierCheck() {
    double[] returns = SeasonSamples.returns(110, 7, .006);
    SeasonRecord all = record(returns);
    SeasonRecord some = record(Arrays.copyOf(returns, 90));
    assertThat(all.checks().subList(0, 30)).isEqualTo(some.checks());
    assertThat(all.scores().subList(0, 30)).isEqualTo(some.scores());
    assertThat(all.coverage().orElseThrow().hits()).isEqualTo(17);
    assertThat(all.r2Raw().orElseThrow()).isCloseTo(-.071550596368, within(1e-10));
  }

  @Test
  void oneCalendarMonthHasItsOwnRecord() {
    SeasonRecord march = record(SeasonSamples.returns(110, 7, 0)).of(Month.MARCH);
    assertThat(march.checks())
        .extracting(SeasonCheck::month)
        .containsExactly(
            YearMonth.of(2016, 3),
            YearMonth.of(2017, 3),
            YearMonth.of(2018, 3),
            YearMonth.of(2019, 3));
    SeasonCheck check = march.checks().get(0);
    assertThat(check.projected()).isCloseTo(check.from() * Math.exp(check.rawMean()), within(1e-9));
    // There are no 180 days here.
    assertThat(check.touchProbability()).isEmpty();
    assertThat(check.touched()).isEqualTo(check.isSignRight() && beyond(check));
  }

  @Test
  void withoutSixtyMonthsThereIsNothingToTell() {
    SeasonRecord record = record(SeasonSamples.returns(60, 7, 0));
    assertThat(record.checks()).isEmpty();
    assertThat(record.signsRight()).isEmpty();
    assertThat(record.coverage()).isEmpty();
    assertThat(record.r2Raw()).isEmpty();
    assertThat(
            record.band(
                SeasonSamples.months(SeasonSamples.returns(60, 7, 0)), SeasonSettings.DEFAULT))
        .isEmpty();
  }

  @Test
  void theQuantileIsTheConformalOne() {
    double[] scores = new double[24];
    for (int i = 0; i < 24; i++) {
      scores[i] = 24 - i;
    }
    // ceil(25 x .8) = 20
    assertThat(SeasonBand.quantile(scores, .8)).hasValue(20);
    assertThat(SeasonBand.quantile(scores, .95)).hasValue(24);
    assertThat(SeasonBand.quantile(scores, .97)).isEmpty();
    assertThat(SeasonBand.quantile(new double[23], .8)).isEmpty();
  }

  private static boolean beyond(SeasonCheck check) {
    return Math.abs(check.logReturn()) >= Math.abs(check.rawMean());
  }

  private static SeasonRecord record(double[] returns) {
    Series daily = SeasonSamples.monthEnds(Bars.BTC, returns);
    return SeasonRecord.of(SeasonMonths.of(daily), SeasonSettings.DEFAULT);
  }
}
