package lowtide.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
  @ParameterizedTest
  @CsvSource({
    "3, 3 for 1",
    "2, 2 for 1",
    "1.5, 3 for 2",
    "0.1, 1 for 10",
    "10.05, 10 for 1",
    "1.25, 5 for 4"
  })
  void aRatioOfSharesIsRecognised(double ratio, String expected) {
    assertThat(Split.of(ratio, .01).orElseThrow()).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({"1, .01", "1.19, .01", "0.85, .01", "25, .01"})
  void aMoveOrACorrectionIsNone(double ratio, double tolerance) {
    assertThat(Split.of(ratio, tolerance)).isEmpty();
  }

  @Test
  void itTakesTheSameRatioOnEveryBar() {
    assertThat(Split.between(new double[] {300, 303, 306}, new double[] {100, 101, 102}))
        .contains(new Split(3, 1));
    assertThat(Split.between(new double[] {300, 303, 306}, new double[] {100, 150, 102})).isEmpty();
    assertThat(Split.between(new double[0], new double[0])).isEmpty();
  }

  @Test
  void barsAreAdjustedAsIfItHadAlwaysBeen() {
    Instrument iwm = new Instrument("IWM", "Russell 2000", Instrument.Kind.EQUITY);
    Bar bar = new Bar(Instant.parse("2025-07-10T00:00:00Z"), 297, 303, 294, 300, 1_000);

    assertThat(new Split(3, 1).adjusted(Series.of(iwm, Interval.DAY, List.of(bar))))
        .containsExactly(new Bar(bar.opensAt(), 99, 101, 98, 100, 3_000));
  }
}
