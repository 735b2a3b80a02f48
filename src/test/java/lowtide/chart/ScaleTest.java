package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  private static Panel panel(ValueFormat format, double... values) {
    long[] times = new long[values.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = i * 60L;
    }
    return Panel.of("x", format, new Curve("x", Times.of(times), Values.of(values), Ink.PRICE));
  }

  private static List<String> texts(Scale scale) {
    return scale.ticks().stream().map(Scale.Tick::text).toList();
  }

  private static Threshold threshold(double value) {
    return new Threshold(value, "level", Ink.CALM, Threshold.Stroke.SOLID);
  }

  @Test
  void theRangeLeavesAMarginAroundTheValues() {
    Scale scale = Scale.of(panel(ValueFormat.PLAIN, 100, Double.NaN, 200), 150, 0);
    assertThat(scale.from()).isCloseTo(93, within(1e-9));
    assertThat(scale.to()).isCloseTo(207, within(1e-9));
    assertThat(texts(scale)).containsExactly("100", "150", "200");
  }

  @Test
  void reservedPixelsStayAboveTheValues() {
    Scale scale = Scale.of(panel(ValueFormat.PLAIN, 0, 100), 150, 30);
    double top = (scale.to() - 100) / (scale.to() - scale.from()) * 150;
    assertThat(top).isGreaterThan(30);
  }

  @Test
  void aBandCountsAsMuchAsACurve() {
    Times times = Times.of(0, 60);
    Band band = new Band("b", times, Values.of(-5, -5), Values.of(Double.NaN, 9), Ink.CALM);
    Scale scale = Scale.of(panel(ValueFormat.PLAIN, 1, 2).withBands(List.of(band)), 150, 0);
    assertThat(scale.shows(-5)).isTrue();
    assertThat(scale.shows(9)).isTrue();
  }

  @Test
  void countsHaveWholeNumbersOnTheirAxis() {
    for (int most = 1; most <= 7; most++) {
      assertThat(texts(Scale.of(panel(ValueFormat.COUNT, 0, most), 120, 0)))
          .isNotEmpty()
          .doesNotHaveDuplicates()
          .allMatch(text -> text.matches("\\d"));
    }
  }

  @Test
  void aThresholdNearbyWidensTheRangeAndADistantOneDoesNot() {
    Panel panel = panel(ValueFormat.PLAIN, 100, 200);
    Scale near = Scale.of(panel.withThresholds(List.of(threshold(240))), 150, 0);
    Scale far = Scale.of(panel.withThresholds(List.of(threshold(900))), 150, 0);
    assertThat(near.shows(240)).isTrue();
    assertThat(far).isEqualTo(Scale.of(panel, 150, 0));
  }

  @Test
  void pricesOverAWideSpanAreDrawnByTheirLogarithm() {
    Scale scale = Scale.of(panel(ValueFormat.DOLLARS, 3000, 120_000), 150, 0);
    assertThat(scale.logarithmic()).isTrue();
    assertThat(scale.axis(10_000)).isCloseTo(4, within(1e-12));
    assertThat(texts(scale)).containsExactly("$5,000", "$10k", "$20k", "$50k", "$100k");
    assertThat(scale.shows(0)).isFalse();
    assertThat(scale.shows(-1)).isFalse();
  }

  @Test
  void whatIsNoPriceOrNotAboveZeroStaysLinear() {
    assertThat(Scale.of(panel(ValueFormat.PLAIN, 1, 1000), 150, 0).logarithmic()).isFalse();
    assertThat(Scale.of(panel(ValueFormat.DOLLARS, 0, 1000), 150, 0).logarithmic()).isFalse();
    assertThat(Scale.of(panel(ValueFormat.DOLLARS, 200, 1000), 150, 0).logarithmic()).isFalse();
  }

  @Test
  void manyDecadesAreThinned() {
    Scale scale = Scale.of(panel(ValueFormat.DOLLARS, 1e-9, 1e12), 150, 0);
    assertThat(scale.ticks()).hasSizeBetween(2, 6);
  }

  @Test
  void bordersOfNamedRangesAreTheTicks() {
    Panel panel =
        panel(ValueFormat.COEFFICIENT, -.3, .8)
            .withZones(CorrelationChart.zones(-.15, .15, .35, .55));
    assertThat(texts(Scale.of(panel, 150, 0))).containsExactly("-.15", ".15", ".35", ".55");
  }

  @ParameterizedTest
  @CsvSource({
    "1e-6, 3e-6",
    "0.000001, 0.0000011",
    "1e6, 1000001",
    "-5, 5",
    "0, 1e15",
    "-1e15, 1e15",
    "99999, 100001",
    "1e-300, 2e-300",
    "7, 7",
    "0, 0"
  })
  void anyRangeHasAFewDistinctTicksWithinIt(double low, double high) {
    for (int height : new int[] {60, 130, 330}) {
      Scale scale = Scale.of(panel(ValueFormat.DOLLARS, low, high), height, 0);
      assertThat(texts(scale)).hasSizeBetween(1, 8).doesNotHaveDuplicates();
      assertThat(scale.ticks()).allMatch(t -> t.at() >= scale.from() && t.at() <= scale.to());
      assertThat(texts(scale)).allMatch(text -> text.length() <= 14);
    }
  }

  @Test
  void ticksKeepClearOfWhatIsWrittenAboveAndBelow() {
    for (double top = 100; top < 140; top++) {
      Scale scale = Scale.of(panel(ValueFormat.PLAIN, 0, top), 150, 0);
      double pixel = (scale.to() - scale.from()) / 150;
      assertThat(scale.ticks())
          .isNotEmpty()
          .allMatch(t -> t.at() <= scale.to() - 9 * pixel && t.at() >= scale.from() + 6 * pixel);
    }
  }

  @Test
  void stepsAreRound() {
    assertThat(Scale.step(100, 4)).isEqualTo(25);
    assertThat(Scale.step(100, 3)).isEqualTo(50);
    assertThat(Scale.step(0.9, 5)).isCloseTo(0.2, within(1e-15));
    assertThat(Scale.step(9.9, 1)).isEqualTo(10);
  }
}
