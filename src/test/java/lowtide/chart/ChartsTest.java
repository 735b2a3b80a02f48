package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartsTest {
  private static final int DAY = 86_400;
  private static final long START = 1_735_689_600; // 2025-01-01
  // One panel: 72 pixels of headline and 27 of caption above, 35 below.
  private static final int TOP = 99;
  private static final int BOTTOM = 415;
  private static final int MIDDLE = (TOP + BOTTOM) / 2;
  private static final Color SIGNAL = Theme.DARK.of(Ink.SIGNAL);
  private static final Color DANGER = Theme.DARK.of(Ink.DANGER);

  private static Times days(int n) {
    return Times.of(IntStream.range(0, n).mapToLong(i -> START + (long) i * DAY).toArray());
  }

  private static double[] constant(int n, double value) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }

  private static double[] ramp(int n, double to) {
    return IntStream.range(0, n).mapToDouble(i -> to * i / (n - 1)).toArray();
  }

  private static Panel panel(double... values) {
    return Panel.of(
        "values",
        ValueFormat.PLAIN,
        new Curve("x", days(values.length), Values.of(values), Ink.SIGNAL));
  }

  private static ChartSpec spec(Panel... panels) {
    return new ChartSpec("Title", "subtitle", List.of(panels));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void aFullPictureHasItsSizeAndIsSmall(Theme theme) {
    for (ChartSpec spec : Samples.all()) {
      byte[] png = new Charts(theme).png(spec.simulated());

      Picture picture = Picture.decode(png);
      assertThat(picture.width()).isEqualTo(800);
      assertThat(picture.height()).isEqualTo(450);
      assertThat(png.length).as(spec.title()).isLessThan(60_000);
    }
  }

  @Test
  void equalSpecificationsGiveEqualBytes() {
    Charts charts = new Charts();
    List<ChartSpec> once = Samples.all();
    List<ChartSpec> again = Samples.all();
    for (int i = 0; i < once.size(); i++) {
      assertThat(charts.png(once.get(i))).isEqualTo(new Charts().png(again.get(i)));
    }
    assertThat(charts.png(once.get(0))).isNotEqualTo(charts.png(once.get(1)));
  }

  @Test
  void severalThreadsMayDrawAtOnce() {
    Charts charts = new Charts();
    byte[] alone = charts.png(Samples.correlation());
    List<byte[]> together =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> charts.png(i % 2 == 0 ? Samples.correlation() : Samples.phase()))
            .toList();
    for (int i = 0; i < 16; i += 2) {
      assertThat(together.get(i)).isEqualTo(alone);
    }
  }

  @Test
  void localeAndZoneOfTheMachineDoNotShow() {
    byte[] here = new Charts().png(Samples.phase());
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertThat(new Charts().png(Samples.phase())).isEqualTo(here);
      assertThat(new Charts().png(Samples.price())).hasSizeGreaterThan(1000);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  /** Work, not time: other programs on the machine do not count. */
  @Test
  void aPictureIsATenthOfASecondsWorkAtMost() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Drawing> drawings = new ArrayList<>(Samples.all());
    drawings.add(Samples.rows());
    for (Drawing drawing : drawings) {
      for (Theme theme : Theme.values()) {
        Charts charts = new Charts(theme);
        long[] nanos = new long[21];
        for (int k = -10; k < nanos.length; k++) {
          long from = threads.getCurrentThreadCpuTime();
          charts.png(drawing);
          if (k >= 0) {
            nanos[k] = threads.getCurrentThreadCpuTime() - from;
          }
        }
        Arrays.sort(nanos);
        assertThat(nanos[10] / 1e6).as(drawing.title() + ", " + theme).isLessThan(100);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0, -3, 7, 1e6, 1e15})
  void aConstantRunsThroughTheMiddle(double value) {
    List<Integer> rows =
        Picture.of(spec(panel(constant(50, value)))).rows(400, SIGNAL, TOP, BOTTOM);
    assertThat(rows).isNotEmpty().allMatch(y -> Math.abs(y - MIDDLE) <= 2);
  }

  @Test
  void aRisingCurveRises() {
    Picture picture = Picture.of(spec(panel(ramp(100, 1))));
    int early = picture.rows(200, SIGNAL, TOP, BOTTOM).get(0);
    int late = picture.rows(600, SIGNAL, TOP, BOTTOM).get(0);
    assertThat(early).isGreaterThan(MIDDLE);
    assertThat(late).isLessThan(MIDDLE);
  }

  @Test
  void aThresholdLiesAtItsValueAcrossThePanel() {
    Threshold half = new Threshold(50, "half", Ink.DANGER, Threshold.Stroke.SOLID);
    Picture picture = Picture.of(spec(panel(ramp(100, 100)).withThresholds(List.of(half))));
    assertThat(picture.rows(200, DANGER, TOP, BOTTOM))
        .isNotEmpty()
        .allMatch(y -> Math.abs(y - MIDDLE) <= 2);
    int row = picture.rows(200, DANGER, TOP, BOTTOM).get(0);
    assertThat(picture.count(row, DANGER, 100, 300)).isEqualTo(200);
  }

  @Test
  void aDashedThresholdHasHolesAndASolidOneHasNone() {
    Threshold half = new Threshold(50, "half", Ink.DANGER, Threshold.Stroke.DASHED);
    Picture picture = Picture.of(spec(panel(ramp(100, 100)).withThresholds(List.of(half))));
    int most =
        IntStream.range(MIDDLE - 4, MIDDLE + 4)
            .map(y -> picture.count(y, DANGER, 100, 300))
            .max()
            .orElseThrow();
    assertThat(most).isBetween(70, 150);
  }

  @Test
  void aThresholdOutOfSightIsNamedButDoesNotFlattenTheCurve() {
    Threshold far = new Threshold(1e6, "far above", Ink.DANGER, Threshold.Stroke.SOLID);
    ChartSpec with = spec(panel(ramp(100, 100)).withThresholds(List.of(far)));
    Picture picture = Picture.of(with);
    assertThat(picture.rows(200, DANGER, TOP, BOTTOM)).isEmpty();
    assertThat(picture.rows(200, SIGNAL, TOP, BOTTOM).get(0)).isGreaterThan(MIDDLE);
    int named =
        IntStream.range(TOP - 5, TOP + 20).map(y -> picture.count(y, DANGER, 600, 800)).sum();
    assertThat(named).as("pixels of its label").isGreaterThan(30);
  }

  @Test
  void gapsBreakTheLine() {
    double[] values = constant(100, 5);
    Arrays.fill(values, 40, 60, Double.NaN);
    Picture picture = Picture.of(spec(panel(values)));
    // The panel is about 700 pixels wide: day 50 is in its middle, days 20 and 80 are not.
    assertThat(picture.rows(390, SIGNAL, TOP, BOTTOM)).isEmpty();
    assertThat(picture.rows(180, SIGNAL, TOP, BOTTOM)).isNotEmpty();
    assertThat(picture.rows(600, SIGNAL, TOP, BOTTOM)).isNotEmpty();
  }

  @Test
  void aValueBetweenTwoGapsIsADot() {
    double[] values = constant(100, Double.NaN);
    values[0] = 5;
    values[50] = 5;
    values[99] = 5;
    Picture picture = Picture.of(spec(panel(values)));
    int dots =
        IntStream.range(340, 440).map(x -> picture.rows(x, SIGNAL, TOP, BOTTOM).size()).sum();
    assertThat(dots).isBetween(8, 40);
  }

  @Test
  void oneValueAndTwoValuesAreDrawn() {
    Picture one = Picture.of(spec(panel(42)));
    Picture two = Picture.of(spec(panel(1, 2)));
    int dot = IntStream.range(60, 740).map(x -> one.rows(x, SIGNAL, TOP, BOTTOM).size()).sum();
    assertThat(dot).isGreaterThan(20);
    assertThat(two.rows(300, SIGNAL, TOP, BOTTOM)).isNotEmpty();
  }

  @Test
  void aBandIsTintedBetweenItsEdgesOnly() {
    int n = 100;
    Band band =
        new Band(
            "interval", days(n), Values.of(constant(n, 4)), Values.of(constant(n, 6)), Ink.SIGNAL);
    Panel panel = panel(ramp(n, 10)).withBands(List.of(band));
    Picture with = Picture.of(spec(panel));
    int plot = Theme.DARK.plot().getRGB() & 0xFFFFFF;
    // Day 10 or so, where the curve runs far below: 4 to 6 of 10 lie around the middle.
    assertThat(with.rgb(170, MIDDLE - 8)).isNotEqualTo(plot);
    assertThat(with.rgb(170, MIDDLE - 70)).isEqualTo(plot);
    assertThat(new Color(with.rgb(170, MIDDLE - 8)).getBlue())
        .isGreaterThan(Theme.DARK.plot().getBlue() + 30);
  }

  @Test
  void aGapInABandStaysOpen() {
    int n = 100;
    double[] low = constant(n, 4);
    Arrays.fill(low, 40, 60, Double.NaN);
    Band band =
        new Band("interval", days(n), Values.of(low), Values.of(constant(n, 6)), Ink.SIGNAL);
    Picture picture = Picture.of(spec(panel(ramp(n, 10)).withBands(List.of(band))));
    int plot = Theme.DARK.plot().getRGB() & 0xFFFFFF;
    assertThat(picture.rgb(170, MIDDLE - 8)).isNotEqualTo(plot);
    assertThat(picture.rgb(370, MIDDLE - 21)).isEqualTo(plot);
  }

  @Test
  void tenThousandValuesKeepTheirSpikeAndStaySmall() {
    double[] values = constant(10_000, 1);
    for (int i = 0; i < values.length; i++) {
      values[i] += 0.1 * Math.sin(i);
    }
    values[5000] = 50;
    byte[] png = new Charts().png(spec(panel(values)));
    assertThat(png.length).isLessThan(60_000);
    Picture picture = Picture.decode(png);
    int spike = IntStream.range(300, 500).map(x -> picture.rows(x, SIGNAL, TOP, 300).size()).sum();
    assertThat(spike).as("pixels of the spike").isGreaterThan(100);
  }

  @Test
  void aSpanColoursItsTimeAndNoOther() {
    Span first = new Span("HIGH", START, START + 50L * DAY, Ink.DANGER, Span.Sign.UP);
    Picture picture = Picture.of(spec(panel(constant(101, 5)).withSpans(List.of(first))));
    int plot = Theme.DARK.plot().getRGB() & 0xFFFFFF;
    assertThat(picture.rgb(200, BOTTOM - 20)).isNotEqualTo(plot);
    assertThat(picture.rgb(600, BOTTOM - 20)).isEqualTo(plot);
    assertThat(picture.count(TOP + 1, DANGER, 100, 300)).as("ribbon").isEqualTo(200);
    int word = IntStream.range(TOP + 6, TOP + 22).map(y -> picture.count(y, DANGER, 60, 400)).sum();
    assertThat(word).as("pixels of word and shape").isGreaterThan(80);
  }

  @Test
  void namedRangesDifferInTintAndMeetInALine() {
    List<Zone> zones = List.of(new Zone("calm", -10, 5), new Zone("wild", 5, 20));
    Picture picture = Picture.of(spec(panel(ramp(100, 10)).withZones(zones)));
    int plot = Theme.DARK.plot().getRGB() & 0xFFFFFF;
    // At a fifth of the width the curve runs at the bottom; the border lies in the middle.
    assertThat(picture.rgb(190, MIDDLE + 40)).as("first range").isEqualTo(plot);
    int second = picture.rgb(190, MIDDLE - 40);
    assertThat(second).as("second range").isNotEqualTo(plot);
    long border =
        IntStream.range(MIDDLE - 3, MIDDLE + 3)
            .map(y -> picture.rgb(190, y))
            .filter(rgb -> rgb != plot && rgb != second)
            .count();
    assertThat(border).as("rows of the border").isBetween(1L, 2L);
  }

  @Test
  void aRangeIsNamedBesideItAndTheOneOfTheLastValueInItsLabel() {
    List<Zone> zones = List.of(new Zone("calm", -10, 5), new Zone("wild", 5, 20));
    Picture picture = Picture.of(spec(panel(ramp(100, 10)).withZones(zones)));
    Color quiet = Theme.DARK.quietText();
    int lower = IntStream.range(MIDDLE, BOTTOM).map(y -> picture.count(y, quiet, 640, 800)).sum();
    int upper = IntStream.range(TOP, MIDDLE).map(y -> picture.count(y, quiet, 640, 800)).sum();
    assertThat(lower).as("pixels of 'calm'").isGreaterThan(10);
    assertThat(upper).as("'wild' is not written twice").isZero();
  }

  @Test
  void aLineLeadsFromTheLastValueToItsLabel() {
    Picture picture = Picture.of(spec(panel(constant(50, 5))));
    int plot = Theme.DARK.plot().getRGB() & 0xFFFFFF;
    int right = 799;
    while (picture.rgb(right, BOTTOM - 3) != plot) {
      right--;
    }
    assertThat(picture.isEmpty(right + 9, MIDDLE - 3, 6, 6)).isFalse();
    assertThat(picture.isEmpty(right + 9, MIDDLE + 20, 6, 6)).isTrue();
  }

  @Test
  void longTextsAreShortenedWithinTheFrame() {
    String wide = "W".repeat(100_000);
    Threshold threshold = new Threshold(0.5, wide, Ink.DANGER, Threshold.Stroke.SOLID);
    Panel panel =
        Panel.of(
                wide,
                ValueFormat.PLAIN,
                new Curve(wide, days(9), Values.of(ramp(9, 1)), Ink.SIGNAL, wide))
            .withThresholds(List.of(threshold))
            .withZones(List.of(new Zone(wide, 0, 1)));
    Picture picture = Picture.of(new ChartSpec(wide, wide, wide, List.of(panel)));
    assertThat(picture.isEmpty(792, 0, 8, 450)).as("right margin").isTrue();
    assertThat(picture.isEmpty(0, 0, 14, 450)).as("left margin").isTrue();
    assertThat(picture.rows(250, SIGNAL, TOP, BOTTOM)).as("the curve").isNotEmpty();
  }

  @Test
  void nothingTouchesTheFrame() {
    for (ChartSpec spec : Samples.all()) {
      Picture picture = Picture.of(spec);
      assertThat(picture.isEmpty(0, 0, 10, 450)).as("left of " + spec.title()).isTrue();
      assertThat(picture.isEmpty(794, 0, 6, 450)).as("right of " + spec.title()).isTrue();
      assertThat(picture.isEmpty(0, 0, 800, 8)).as("top of " + spec.title()).isTrue();
      assertThat(picture.isEmpty(0, 446, 800, 4)).as("bottom of " + spec.title()).isTrue();
    }
  }

  @Test
  void titlesInAnyScriptAreDrawn() {
    for (String title :
        List.of("Биткойн растёт", "ビットコイン", "ביטקוין 🚀", "\uD800 lone", "a\nb\u202Ec")) {
      Picture picture = Picture.of(new ChartSpec(title, title, List.of(panel(1, 2, 3))));
      assertThat(picture.isEmpty(16, 8, 500, 32)).as(title).isFalse();
    }
  }

  @Test
  void aSimulatedPictureSaysSoBeforeItsTitle() {
    Picture plain = Picture.of(Samples.price());
    Picture marked = Picture.of(Samples.price().simulated());
    int plate = Theme.DARK.of(Ink.CAUTION).getRGB() & 0xFFFFFF;
    assertThat(marked.rgb(22, 26)).isEqualTo(plate);
    assertThat(plain.rgb(22, 26)).isNotEqualTo(plate);
    int changed = 0;
    for (int x = 100; x < 500; x++) {
      changed += marked.rgb(x, MIDDLE) != plain.rgb(x, MIDDLE) ? 1 : 0;
    }
    assertThat(changed).as("pixels of the watermark across the panel").isGreaterThan(50);
  }

  @Test
  void anEmptyCurveIsRefusedByName() {
    assertThatThrownBy(() -> new Charts().png(spec(panel())))
        .isInstanceOfSatisfying(
            ChartException.class,
            e -> assertThat(e.kind()).isEqualTo(ChartException.Kind.NOTHING_TO_DRAW))
        .hasMessage("nothing to draw: curve 'x' has no value (0 times)");
  }

  @Test
  void aCurveOfGapsIsRefusedByName() {
    assertThatThrownBy(() -> new Charts().png(spec(panel(Double.NaN, Double.NaN))))
        .isInstanceOf(ChartException.class)
        .hasMessageContaining("curve 'x' has no value (2 times)");
  }

  @Test
  void aPanelWithoutCurvesIsRefusedByName() {
    assertThatThrownBy(() -> new Charts().png(spec(Panel.of("volume", ValueFormat.PLAIN))))
        .isInstanceOf(ChartException.class)
        .hasMessage("nothing to draw: panel 'volume' has no curve");
  }

  @Test
  void threePanelsShareTheHeight() {
    Picture picture =
        Picture.of(
            spec(
                panel(constant(50, 1)),
                panel(constant(50, 2)),
                panel(constant(50, 3)).withWeight(2)));
    List<Integer> rows = picture.rows(400, SIGNAL, TOP, BOTTOM);
    assertThat(rows.stream().filter(y -> y < 170)).isNotEmpty();
    assertThat(rows.stream().filter(y -> y > 180 && y < 270)).isNotEmpty();
    assertThat(rows.stream().filter(y -> y > 300)).isNotEmpty();
  }
}
