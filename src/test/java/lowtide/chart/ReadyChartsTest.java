package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadyChartsTest {
  private static final LocalDate DAY = LocalDate.parse("2025-12-31");
  private static final Times TIMES = Times.of(0, 86_400, 172_800);
  private static final Values PRICE = Values.of(100, 110, 105.5);

  private static ChartSpec correlation(String label, double r, boolean significant) {
    Values rs = Values.of(Double.NaN, r, r);
    Values low = Values.of(Double.NaN, r - .1, r - .1);
    Values high = Values.of(Double.NaN, r + .1, r + .1);
    return new CorrelationChart(
            "BTC",
            "PSCT",
            60,
            TIMES,
            PRICE,
            rs,
            low,
            high,
            CorrelationChart.zones(-.15, .15, .35, .55),
            label,
            significant,
            58,
            DAY,
            "Kraken")
        .spec();
  }

  private static PhaseChart phase(PhaseChart.Phase... phases) {
    return new PhaseChart(
        "BTC",
        TIMES,
        PRICE,
        Values.of(30, 36.4, 33.6),
        List.of(phases),
        PhaseChart.Borders.DEFAULT,
        LocalDate.parse("2025-12-01"),
        DAY,
        "Kraken");
  }

  @ParameterizedTest
  @CsvSource({
    "moderate, .46, true, BTC moves with PSCT: moderate (r .46)",
    "inverse, -.3, true, BTC moves against PSCT: inverse (r -.30)",
    "decoupled, .05, false, 'BTC moves apart from PSCT: decoupled (r .05, not significant)'"
  })
  void theTitleOfACorrelationIsItsState(String label, double r, boolean sure, String title) {
    assertThat(correlation(label, r, sure).title()).isEqualTo(title);
  }

  @Test
  void theSubtitleOfACorrelationNamesProxyCountDateAndSource() {
    assertThat(correlation("moderate", .46, true).subtitle())
        .isEqualTo("PSCT, 60 sessions to 2025-12-31 · n 58 · 95 % .36 to .56 · Kraken");
  }

  @Test
  void whereTheLabelStillHoldsTheSubtitleSaysWhatTheCoefficientIsByItself() {
    assertThat(correlation("moderate", .62, true).subtitle())
        .isEqualTo(
            "PSCT, 60 sessions to 2025-12-31 · n 58 · 95 % .52 to .72 · r by itself strong"
                + " · Kraken");
  }

  @Test
  void aCorrelationShowsPriceAboveAndCoefficientWithIntervalAndZonesBelow() {
    ChartSpec spec = correlation("moderate", .46, true);
    assertThat(spec.panels()).hasSize(2);
    assertThat(spec.panels().get(0).curves().get(0).values()).isEqualTo(PRICE);
    Panel below = spec.panels().get(1);
    assertThat(below.curves().get(0).lastLabel()).isEqualTo("r .46");
    assertThat(below.bands().get(0).low()).isEqualTo(Values.of(Double.NaN, .46 - .1, .46 - .1));
    assertThat(below.zones())
        .extracting(Zone::name)
        .containsExactly("inverse", "decoupled", "weak", "moderate", "strong");
  }

  @Test
  void aCorrelationWithoutCoefficientsCannotBeDrawn() {
    ChartSpec spec = correlation("undefined", Double.NaN, false);
    assertThat(spec.title()).contains("r undefined now");
    assertThatThrownBy(() -> new Charts().png(spec))
        .isInstanceOf(ChartException.class)
        .hasMessageContaining("correlation with PSCT");
  }

  @Test
  void anOldCoefficientIsNotTheStateOfToday() {
    ChartSpec spec =
        new CorrelationChart(
                "BTC",
                "PSCT",
                60,
                TIMES,
                PRICE,
                Values.of(.3, .4, Double.NaN),
                Values.of(.2, .3, Double.NaN),
                Values.of(.4, .5, Double.NaN),
                CorrelationChart.zones(-.15, .15, .35, .55),
                "moderate",
                true,
                30,
                DAY,
                "Kraken")
            .spec();
    assertThat(spec.title()).isEqualTo("BTC moves with PSCT: moderate (r undefined now)");
    assertThat(spec.subtitle()).doesNotContain("95 %");
    assertThat(new Charts().png(spec)).isNotEmpty();
  }

  @Test
  void aPriceThatIsMissingNowIsNotReplacedByAnOldOne() {
    Values stale = Values.of(100, 110, Double.NaN);
    ChartSpec spec = new PriceChart("BTC", TIMES, stale, List.of(), "today", "Kraken").spec();
    assertThat(spec.title()).isEqualTo("BTC no price now");
  }

  @Test
  void columnsOfUnequalLengthAreRefusedByName() {
    assertThatThrownBy(
            () -> new PriceChart("BTC", TIMES, Values.of(1), List.of(), "today", "Kraken"))
        .hasMessage("price must be as long as its times (3): 1");
  }

  @Test
  void theTitleOfAPhaseIsItsStateAndSince() {
    ChartSpec spec =
        phase(PhaseChart.Phase.ELEVATED, PhaseChart.Phase.LOW, PhaseChart.Phase.LOW).spec();
    assertThat(spec.title()).isEqualTo("BTC risk phase: LOW since 2025-12-01 (R 34)");
    assertThat(spec.subtitle()).isEqualTo("3 days to 2025-12-31, UTC closes · Kraken");
  }

  @Test
  void equalDaysMakeOneSpanThatLastsUntilTheNext() {
    List<Span> spans =
        phase(PhaseChart.Phase.ELEVATED, PhaseChart.Phase.LOW, PhaseChart.Phase.LOW)
            .spec()
            .panels()
            .get(0)
            .spans();
    assertThat(spans)
        .containsExactly(
            new Span("ELEVATED", 0, 86_400, Ink.CAUTION, Span.Sign.LEVEL),
            new Span("LOW", 86_400, 259_200, Ink.CALM, Span.Sign.DOWN));
  }

  @Test
  void unknownDaysHaveNoSpanAndNoBeginning() {
    ChartSpec spec =
        phase(PhaseChart.Phase.LOW, PhaseChart.Phase.UNKNOWN, PhaseChart.Phase.UNKNOWN).spec();
    assertThat(spec.panels().get(0).spans()).hasSize(1);
    assertThat(spec.title()).isEqualTo("BTC risk phase: UNKNOWN (R 34)");
  }

  @Test
  void theBordersOfThePhasesAreThresholdsInWords() {
    assertThat(phase(PhaseChart.Phase.LOW, PhaseChart.Phase.LOW, PhaseChart.Phase.LOW).spec())
        .extracting(spec -> spec.panels().get(1).thresholds().stream().map(Threshold::label))
        .satisfies(
            labels ->
                assertThat(labels)
                    .containsExactly(
                        "65 HIGH begins", "58 HIGH ends", "42 LOW ends", "35 LOW begins"));
  }

  @Test
  void phasesMustBeAsManyAsDays() {
    assertThatThrownBy(() -> phase(PhaseChart.Phase.LOW))
        .hasMessage("phases must be as many as times (3): 1");
  }

  @Test
  void levelsAreLabelledWithAllTheirDigitsAndTheirState() {
    ChartSpec spec =
        new PriceChart(
                "BTC",
                TIMES,
                PRICE,
                List.of(
                    new PriceChart.Level(new BigDecimal("119000.00"), PriceChart.State.BREACHED),
                    new PriceChart.Level(new BigDecimal("108500.5"), PriceChart.State.NEAR),
                    new PriceChart.Level(new BigDecimal("0.000012"), PriceChart.State.HELD)),
                "2025-12-31 21:00 UTC",
                "Kraken")
            .spec();
    assertThat(spec.title()).isEqualTo("BTC $105.50: 1 of 3 levels breached");
    assertThat(spec.panels().get(0).thresholds())
        .extracting(Threshold::label)
        .containsExactly("$119,000 breached", "$108,500.5 near", "$0.000012 held");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1e15", "1e999999999", "1e-19", "1e-999999999"})
  void aLevelThatNobodyCouldReadIsRefused(String price) {
    assertThatThrownBy(() -> new PriceChart.Level(new BigDecimal(price), PriceChart.State.HELD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("level must be above 0 and below 1e15")
        .message()
        .hasSizeLessThan(100);
  }

  @Test
  void aPriceWithoutLevelsIsItsOwnTitle() {
    ChartSpec spec = new PriceChart("BTC", TIMES, PRICE, List.of(), "today", "Kraken").spec();
    assertThat(spec.title()).isEqualTo("BTC $105.50");
    assertThat(spec.subtitle()).isEqualTo("3 prices to today · Kraken");
  }

  @Test
  void theTextAlternativeTellsWhatThePictureShows() {
    ChartSpec spec =
        phase(PhaseChart.Phase.LOW, PhaseChart.Phase.LOW, PhaseChart.Phase.LOW).spec().simulated();
    assertThat(spec.altText())
        .startsWith("SIMULATED: BTC risk phase: LOW since 2025-12-01 (R 34).")
        .contains("BTC: last $105.50.", "risk index R: last 34.", "Line at 65 HIGH begins.");
  }
}
