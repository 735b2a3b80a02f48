package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WordTest {
  private static final Panel PANEL =
      Panel.of(
          "x",
          ValueFormat.PLAIN,
          new Curve("x", Times.of(0, 60, 120), Values.of(100, 150, 120), Ink.PRICE));

  private static List<String> texts(Panel panel) {
    return Word.of(panel, Scale.of(panel, 150, 0), UnaryOperator.identity()).stream()
        .map(Word::text)
        .toList();
  }

  private static Panel with(double... thresholds) {
    return PANEL.withThresholds(
        Arrays.stream(thresholds)
            .mapToObj(v -> new Threshold(v, "at " + (int) v, Ink.CALM, Threshold.Stroke.SOLID))
            .toList());
  }

  @Test
  void theLastValueIsWrittenUnlessItHasALabel() {
    assertThat(texts(PANEL)).containsExactly("120.00");
    Curve labelled = new Curve("x", Times.of(0, 60), Values.of(2, 1), Ink.PRICE, "now 1");
    assertThat(texts(Panel.of("x", ValueFormat.PLAIN, labelled))).containsExactly("now 1");
  }

  @Test
  void theLastValueNamesTheRangeItLiesIn() {
    Panel panel = PANEL.withZones(List.of(new Zone("low", 0, 120), new Zone("high", 120, 200)));
    assertThat(texts(panel)).containsExactly("120.00 high");
  }

  @Test
  void aLastValueWithGapsAfterItIsCalledEarlier() {
    Curve stale = new Curve("x", Times.of(0, 60), Values.of(7, Double.NaN), Ink.PRICE);
    Panel panel = Panel.of("x", ValueFormat.PLAIN, stale).withZones(List.of(new Zone("low", 0, 9)));
    assertThat(texts(panel)).containsExactly("7.00 earlier");
  }

  @Test
  void thresholdsNearTheLastValueRankFirst() {
    assertThat(texts(with(101, 149, 125))).containsExactly("120.00", "at 125", "at 101", "at 149");
    assertThat(Word.of(with(101, 149, 125), Scale.of(PANEL, 150, 0), UnaryOperator.identity()))
        .extracting(Word::rank)
        .containsExactly(-1.0, 1.0, 2.0, 3.0);
  }

  @Test
  void ofThresholdsOutOfSightTheNextIsNamedAndTheOthersCounted() {
    assertThat(texts(with(1000, 900, 5000, 10))).containsExactly("120.00", "at 900 (+2)", "at 10");
  }
}
