package lowtide.signal;

import static lowtide.signal.Bars.CALENDAR;
import static lowtide.signal.Bars.NO_HOURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Random;
import lowtide.market.Series;
import org.junit.jupiter.api.Test;

class YearlyTableTest {
  private final CorrelationSignal signal = new CorrelationSignal(CorrelationSettings.DEFAULT);

  @Test
  void aYearIsTheMeanOfTheCoefficientsOfItsSessions() {
    Series[] s =
        Bars.correlated(new Random(9), LocalDate.of(2022, 1, 3), LocalDate.of(2025, 3, 31), .4);
    RollingCorrelation rolling =
        signal.rolling(PairedReturns.of(s[0], NO_HOURS, s[1], CALENDAR), 90);
    YearlyTable table = YearlyTable.of(rolling);
    assertThat(table.years())
        .extracting(YearlyTable.Row::year)
        .containsExactly(2022, 2023, 2024, 2025);
    assertThat(table.years().get(1).sessions()).isEqualTo(250);
    assertThat(table.years().get(3).sessions()).isEqualTo(60);
    double sum = 0;
    for (int i = 0; i < rolling.size(); i++) {
      sum += rolling.session(i).getYear() == 2023 ? rolling.pearson(i) : 0;
    }
    assertThat(table.years().get(1).mean()).isCloseTo(sum / 250, within(1e-12));
  }

  @Test
  void withoutSessionsThereAreNoYears() {
    assertThat(YearlyTable.of(new RollingCorrelation(90, 0)).years()).isEmpty();
  }
}
