package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {
  private static Curve curve(long[] times, double... values) {
    return new Curve("BTC", times, values, Ink.PRICE);
  }

  @Test
  void timesThatDoNotRiseAreRefused() {
    assertThatThrownBy(() -> curve(new long[] {5, 5}, 1, 2))
        .hasMessage("times of BTC must rise: [1] 5 after 5");
  }

  @Test
  void millisecondsInsteadOfSecondsAreRefused() {
    assertThatThrownBy(() -> curve(new long[] {1_735_689_600_000L}, 1))
        .hasMessage("times of BTC[0] must be epoch seconds of the years 1 to 9999: 1735689600000");
  }

  @Test
  void columnsOfUnequalLengthAreRefused() {
    assertThatThrownBy(() -> curve(new long[] {1, 2}, 1))
        .hasMessage("values of BTC must be as long as its times (2): 1");
  }

  @Test
  void infiniteValuesAreRefused() {
    assertThatThrownBy(() -> curve(new long[] {1}, Double.POSITIVE_INFINITY))
        .hasMessage("values of BTC[0] must be NaN or within +-1e15: Infinity");
  }

  @Test
  void aBandUpsideDownIsRefused() {
    assertThatThrownBy(
            () -> new Band("ci", new long[] {1}, new double[] {2}, new double[] {1}, Ink.SIGNAL))
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
  void whatIsHandedInOrOutCannotChangeACurve() {
    double[] values = {1, 2};
    Curve curve = curve(new long[] {1, 2}, values);
    values[0] = 9;
    curve.values()[1] = 9;
    curve.times()[0] = 9;
    assertThat(curve.values()).containsExactly(1, 2);
    assertThat(curve.times()).containsExactly(1, 2);
  }
}
