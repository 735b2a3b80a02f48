package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lowtide.market.MarketView;
import lowtide.market.Series;
import org.junit.jupiter.api.Test;

class SeasonSignalTest {
  private static final SignalSettings SETTINGS =
      new SignalSettings(
          CorrelationSettings.DEFAULT,
          List.of(LevelSettings.of("BTC", List.of(new BigDecimal("1000000000")))),
          PhaseSettings.DEFAULT,
          SetupSettings.DEFAULT,
          SeasonSettings.DEFAULT,
          AllocationSettings.DEFAULT);

  private final Series days =
      Bars.daily(Bars.BTC, LocalDate.of(2012, 6, 1), Bars.walk(new Random(3), 4800, .02));

  @Test
  void theProjectionGoesFromTheCloseBeforeTheMonth() {
    Instant at = Instant.parse("2025-07-14T00:00:00Z");
    SeasonReading reading = read(at, Month.JULY);
    SeasonOutlook outlook = reading.outlook().orElseThrow();
    Series known = days.until(at);
    int june = known.indexOf(Instant.parse("2025-06-30T00:00:00Z"));
    assertThat(outlook.month()).isEqualTo(YearMonth.of(2025, 7));
    assertThat(outlook.from()).isEqualTo(known.close(june));
    assertThat(outlook.rawClose())
        .isCloseTo(outlook.from() * Math.exp(reading.row().mean()), within(1e-9));
    assertThat(outlook.days()).isEqualTo(31);
    assertThat(outlook.daysLeft()).isEqualTo(18);
    double volatility = TouchProbability.volatility(known, june, 180).orElseThrow();
    assertThat(outlook.projection().fromStart().orElseThrow())
        .isCloseTo(
            TouchProbability.of(outlook.from(), outlook.rawClose(), volatility, 31), within(1e-12));
    SeasonBand band = outlook.band().orElseThrow();
    assertThat(Math.log(outlook.high().orElseThrow() / outlook.low().orElseThrow()))
        .isCloseTo(2 * band.quantile() * band.sigma(), within(1e-12));
  }

  @Test
  void theRunningMonthIsNotAmongTheFinishedOnes() {
    SeasonReading before = read(Instant.parse("2025-06-30T23:00:00Z"), Month.JUNE);
    SeasonReading after = read(Instant.parse("2025-07-01T00:00:00Z"), Month.JUNE);
    assertThat(before.table().to()).isEqualTo(YearMonth.of(2025, 5));
    assertThat(before.outlook()).isPresent();
    assertThat(after.table().to()).isEqualTo(YearMonth.of(2025, 6));
    assertThat(after.outlook()).isEmpty();
    assertThat(after.row().n()).isEqualTo(before.row().n() + 1);
  }

  @Test
  void whatWasAskedBeforeDoesNotLeakIntoThePast() {
    SignalEngine engine = new SignalEngine(SETTINGS);
    for (String at : List.of("2025-07-14", "2019-03-02", "2025-08-01", "2021-12-31")) {
      MarketView view = view(Instant.parse(at + "T00:00:00Z"));
      SeasonReading kept = (SeasonReading) engine.season(view, Bars.BTC, Month.MARCH);
      SeasonReading fresh =
          (SeasonReading) new SignalEngine(SETTINGS).season(view, Bars.BTC, Month.MARCH);
      assertThat(kept).as(at).isEqualTo(fresh);
    }
  }

  @Test
  void aSecondBeginningLeavesTheFirstYearsOut() {
    SeasonTable since =
        read(Instant.parse("2025-07-14T00:00:00Z"), Month.JULY).since().orElseThrow();
    assertThat(since.from()).isEqualTo(YearMonth.of(2014, 1));
    assertThat(since.n()).isEqualTo(138);
  }

  @Test
  void tooFewMonthsAreUnknownWithTheReason() {
    MarketView view = view(Instant.parse("2014-05-01T00:00:00Z"));
    assertThat(new SignalEngine(SETTINGS).season(view, Bars.BTC, Month.JULY))
        .isEqualTo(
            new Unknown(
                "needs two finished months of each name, with returns that differ; BTC has 22"
                    + " months"));
    assertThat(
            new SignalEngine(SETTINGS)
                .season(
                    new MarketView(view.at(), Map.of(), Map.of(), Map.of()), Bars.BTC, Month.MAY))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void aMonthHasItsPlaceInEachCycleAndOnlyHalvingsThatWereCount() {
    List<HalvingCycle> cycles = read(Instant.parse("2025-07-14T00:00:00Z"), Month.JULY).cycles();
    assertThat(cycles)
        .extracting(HalvingCycle::month)
        .containsExactly(
            YearMonth.of(2014, 2),
            YearMonth.of(2017, 10),
            YearMonth.of(2021, 8),
            YearMonth.of(2025, 7));
    assertThat(cycles).allMatch(cycle -> cycle.age() == 15);
    assertThat(cycles.get(0).logReturn()).isPresent();
    assertThat(cycles.get(3).logReturn()).isEmpty();
    assertThat(read(Instant.parse("2024-04-19T00:00:00Z"), Month.APRIL).cycles()).hasSize(3);
    assertThat(read(Instant.parse("2024-04-22T00:00:00Z"), Month.APRIL).cycles()).hasSize(4);
  }

  @Test
  void levelsAreTheNearestWatchedOnesAndRoundPricesWhereThereAreNone() {
    List<BigDecimal> watched =
        List.of(dollars("119000"), dollars("116000"), dollars("100000"), dollars("90000"));
    assertThat(SeasonLevels.around(107_135, watched))
        .extracting(SeasonLevels.Chosen::level)
        .containsExactly(dollars("119000"), dollars("116000"), dollars("100000"), dollars("90000"));
    assertThat(SeasonLevels.around(119_850, List.of(dollars("119000"))))
        .containsExactly(
            new SeasonLevels.Chosen(dollars("120000"), false),
            new SeasonLevels.Chosen(dollars("119000"), true));
    assertThat(round(.5231)).containsExactly("0.54", "0.52");
    assertThat(round(620)).containsExactly("640", "600");
    assertThat(round(100)).containsExactly("105", "95");
  }

  private static List<String> round(double price) {
    return SeasonLevels.around(price, List.of()).stream()
        .map(chosen -> chosen.level().stripTrailingZeros().toPlainString())
        .toList();
  }

  private static BigDecimal dollars(String price) {
    return new BigDecimal(price).setScale(0);
  }

  private SeasonReading read(Instant at, Month asked) {
    return (SeasonReading) new SignalEngine(SETTINGS).season(view(at), Bars.BTC, asked);
  }

  private MarketView view(Instant at) {
    return new MarketView(at, Map.of(Bars.BTC, days), Map.of(), Map.of());
  }
}
