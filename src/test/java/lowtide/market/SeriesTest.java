package lowtide.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instrument ETH = new Instrument("ETH", "Ether", Instrument.Kind.CRYPTO);

  private final Series ten = days(BTC, 10);

  @Test
  void prefixesOfOneSeriesHaveTheShorterInCommon() {
    assertThat(ten.first(4).commonBars(ten)).isEqualTo(4);
    assertThat(ten.commonBars(ten.first(4))).isEqualTo(4);
    assertThat(ten.commonBars(ten)).isEqualTo(10);
    assertThat(ten.commonBars(ten.first(0))).isZero();
  }

  @Test
  void aLongerSeriesMadeOfTheSameBarsHasThemInCommon() {
    Series longer = ten.with(List.of(day(10, 7), day(11, 8)));
    assertThat(longer.commonBars(ten)).isEqualTo(10);
    assertThat(days(BTC, 12).commonBars(ten)).isEqualTo(10);
  }

  @Test
  void aCorrectedBarEndsWhatIsInCommonWhateverOfItWasCorrected() {
    assertThat(ten.with(List.of(day(6, 99))).commonBars(ten)).isEqualTo(6);
    Bar old = ten.bar(3);
    Bar volume =
        new Bar(old.opensAt(), Double.NaN, Double.NaN, Double.NaN, old.close(), 5); // was unknown
    assertThat(ten.with(List.of(volume)).commonBars(ten)).isEqualTo(3);
    assertThat(ten.with(List.of(Bar.ofClose(at(3).plusSeconds(60), 4))).commonBars(ten))
        .isEqualTo(4);
  }

  @Test
  void differentInstrumentsOrIntervalsHaveNothingInCommon() {
    assertThat(days(ETH, 10).commonBars(ten)).isZero();
    Series hours = Series.of(BTC, Interval.HOUR, List.of(day(0, 1)));
    assertThat(hours.commonBars(ten)).isZero();
  }

  @Test
  void aMomentWithoutABarHasAPlaceWhereOneWouldBe() {
    assertThat(ten.indexOf(at(3))).isEqualTo(3);
    assertThat(ten.indexOf(at(3).plusSeconds(60))).isEqualTo(-4 - 1);
    assertThat(ten.indexOf(at(30))).isEqualTo(-10 - 1);
  }

  private static Series days(Instrument instrument, int n) {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      bars.add(day(i, i + 1));
    }
    return Series.of(instrument, Interval.DAY, bars);
  }

  private static Bar day(int i, double close) {
    return Bar.ofClose(at(i), close);
  }

  private static Instant at(int day) {
    return Instant.parse("2025-01-01T00:00:00Z").plusSeconds(86_400L * day);
  }
}
