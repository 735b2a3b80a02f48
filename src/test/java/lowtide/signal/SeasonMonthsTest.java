package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import lowtide.market.Series;
import org.junit.jupiter.api.Test;

class SeasonMonthsTest {
  @Test
  void aMonthGoesFromMonthEndToMonthEndAndTheRunningOneDoesNotCount() {
    double[] closes = new double[31 + 28 + 31 + 29];
    for (int i = 0; i < closes.length; i++) {
      closes[i] = 100 + i;
    }
    Series daily = Bars.daily(Bars.BTC, LocalDate.of(2025, 1, 1), closes);
    SeasonMonths months = SeasonMonths.of(daily);
    // April lacks its last day; January has no close before it.
    assertThat(months.months())
        .extracting(SeasonMonth::month)
        .containsExactly(YearMonth.of(2025, 2), YearMonth.of(2025, 3));
    assertThat(months.months().get(0).logReturn())
        .isCloseTo(Math.log(158.0 / 130.0), within(1e-15));
    assertThat(months.months().get(1).asOf()).isEqualTo(Instant.parse("2025-04-01T00:00:00Z"));
    assertThat(months.missing()).isEmpty();
    assertThat(months.daily().size()).isEqualTo(90);
  }

  @Test
  void aSharesMonthEndsWithItsLastSession() {
    Map<LocalDate, Double> closes = new TreeMap<>();
    Bars.CALENDAR
        .sessionsBetween(LocalDate.of(2025, 4, 1), LocalDate.of(2025, 6, 30))
        .forEach(day -> closes.put(day, 100.0 + day.getDayOfYear()));
    SeasonMonths months = SeasonMonths.of(Bars.daily(Bars.PSCT, closes));
    // 31 May 2025 is a Saturday: the month ends on Friday the 30th, at 20:00 UTC.
    assertThat(months.months())
        .extracting(SeasonMonth::asOf)
        .containsExactly(
            Instant.parse("2025-05-30T20:00:00Z"), Instant.parse("2025-06-30T20:00:00Z"));
    assertThat(months.months().get(0).to()).isEqualTo(250);
    assertThat(
            SeasonMonths.daysBetween(
                Bars.PSCT, LocalDate.of(2025, 6, 30), LocalDate.of(2025, 7, 31)))
        .isEqualTo(22);
    assertThat(
            SeasonMonths.daysBetween(
                Bars.BTC, LocalDate.of(2025, 6, 30), LocalDate.of(2025, 7, 31)))
        .isEqualTo(31);
  }

  @Test
  void aMissingMonthEndCostsTheReturnsOnBothSides() {
    Map<LocalDate, Double> closes = new TreeMap<>();
    for (int month : new int[] {1, 2, 4, 5}) {
      closes.put(YearMonth.of(2025, month).atEndOfMonth(), 100.0 + month);
    }
    closes.put(LocalDate.of(2025, 3, 30), 90.0);
    SeasonMonths months = SeasonMonths.of(Bars.daily(Bars.BTC, closes));
    assertThat(months.months())
        .extracting(SeasonMonth::month)
        .containsExactly(YearMonth.of(2025, 2), YearMonth.of(2025, 5));
    assertThat(months.missing()).containsExactly(YearMonth.of(2025, 3));
  }

  @Test
  void theMonthThatRunsIsThatOfTheFirstDayNotOver() {
    Instant evening = Instant.parse("2025-07-31T21:00:00Z");
    assertThat(SeasonMonths.running(Bars.BTC, evening)).isEqualTo(YearMonth.of(2025, 7));
    assertThat(SeasonMonths.running(Bars.PSCT, evening)).isEqualTo(YearMonth.of(2025, 8));
    assertThat(SeasonMonths.running(Bars.PSCT, evening.minusSeconds(7200)))
        .isEqualTo(YearMonth.of(2025, 7));
  }
}
