package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {
  private static Curve curve(long[] times, double... values) {
    return new Curve("BTC", Times.of(times), Values.of(values), Ink.PRICE);
  }

  @Test
  void timesThatDoNotRiseAreRefused() {
    assertThatThrownBy(() -> curve(new long[] {5, 5}, 1, 2))
        .hasMessage("times must rise: [1] 5 after 5");
  }

  @Test
  void millisecondsInsteadOfSecondsAreRefused() {
    assertThatThrownBy(() -> curve(new long[] {1_735_689_600_000L}, 1))
        .hasMessage("times[0] must be epoch seconds of the years 1 to 9999: 1735689600000");
  }

  @Test
  void columnsOfUnequalLengthAreRefused() {
    assertThatThrownBy(() -> curve(new long[] {1, 2}, 1))
        .hasMessage("values of BTC must be as long as its times (2): 1");
  }

  @Test
  void infiniteValuesAreRefused() {
    assertThatThrownBy(() -> curve(new long[] {1}, Double.POSITIVE_INFINITY))
        .hasMessage("values[0] must be a number within +-1e15: Infinity");
  }

  @Test
  void aBandUpsideDownIsRefused() {
    assertThatThrownBy(() -> new Band("ci", Times.of(1), Values.of(2), Values.of(1), Ink.SIGNAL))
        .hasMessage("high of ci must not be below low: [0] 1.0, 2.0");
  }

  @Test
  void rangesThatDoNotRiseAreRefused() {
    assertThatThrownBy(() -> new Zone("weak", .3, .3))
        .hasMessage("zone weak must rise: from 0.3 to 0.3");
    assertThatThrownBy(() -> new Span("LOW", 9, 8, Ink.CALM, Span.Sign.DOWN))
        .hasMessage("span LOW must rise: from 9 to 8");
  }

  @Test
  void aThresholdThatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> new Threshold(Double.NaN, "level", Ink.CALM, Threshold.Stroke.SOLID))
        .hasMessage("value of threshold level must be a number within +-1e15: NaN");
  }

  @Test
  void aPictureNeedsATitleAndOneToThreePanels() {
    Panel panel = Panel.of("x", ValueFormat.PLAIN, curve(new long[] {1}, 1));
    assertThatThrownBy(() -> new ChartSpec(" ", "", List.of(panel)))
        .hasMessage("title must not be blank: ' '");
    assertThatThrownBy(() -> new ChartSpec("t", "", List.of()))
        .hasMessage("panels must be 1 to 3: 0");
    assertThatThrownBy(() -> new ChartSpec("t", "", List.of(panel, panel, panel, panel)))
        .hasMessage("panels must be 1 to 3: 4");
    assertThatThrownBy(() -> panel.withWeight(0)).hasMessage("weight must be from 1 to 10: 0");
  }

  @Test
  void whatIsHandedInCannotChangeACurve() {
    double[] values = {1, 2};
    long[] times = {1, 2};
    Curve curve = curve(times, values);
    values[0] = 9;
    times[0] = 0;
    assertThat(curve).isEqualTo(curve(new long[] {1, 2}, 1, 2));
    assertThat(curve).hasSameHashCodeAs(curve(new long[] {1, 2}, 1, 2));
  }

  @Test
  void curvesOfOtherValuesOrTimesDiffer() {
    Curve curve = curve(new long[] {1, 2}, 1, 2);
    assertThat(curve).isNotEqualTo(curve(new long[] {1, 2}, 1, 3));
    assertThat(curve).isNotEqualTo(curve(new long[] {1, 3}, 1, 2));
  }
}
