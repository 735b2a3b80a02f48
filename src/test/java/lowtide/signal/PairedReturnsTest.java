package lowtide.signal;

import static lowtide.signal.Bars.BTC;
import static lowtide.signal.Bars.CALENDAR;
import static lowtide.signal.Bars.NO_HOURS;
import static lowtide.signal.Bars.PSCT;
import static lowtide.signal.Bars.QQQ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import lowtide.market.Interval;
import lowtide.market.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedReturnsTest {
  /** A week with Good Friday, 2025-04-18, and the Monday after it. */
  private static final Map<LocalDate, Double> FUND =
      Map.of(
          day("2025-04-15"), 40.0,
          day("2025-04-16"), 41.0,
          day("2025-04-17"), 42.0,
          day("2025-04-21"), 40.5,
          day("2025-04-22"), 43.0);

  @Test
  void weekendsAndHolidaysMergeIntoOneReturn() {
    PairedReturns returns = pair(coin(), NO_HOURS, FUND);
    assertThat(sessions(returns))
        .containsExactly(
            day("2025-04-16"), day("2025-04-17"), day("2025-04-21"), day("2025-04-22"));
    assertThat(returns.proxyReturn(2)).isCloseTo(Math.log(40.5 / 42), within(1e-15));
    assertThat(returns.assetReturn(2)).isCloseTo(Math.log(21.0 / 17), within(1e-15));
  }

  @Test
  void aMissingRowCostsTheReturnsOnBothSides() {
    Map<LocalDate, Double> holed = new HashMap<>(FUND);
    holed.remove(day("2025-04-17"));
    PairedReturns returns = pair(coin(), NO_HOURS, holed);
    assertThat(sessions(returns)).containsExactly(day("2025-04-16"), day("2025-04-22"));
    assertThat(returns.rowCount()).isEqualTo(4);
  }

  @Test
  void aMissingDayOfTheCoinIsNotCarriedForward() {
    Map<LocalDate, Double> holed = new HashMap<>(coin());
    holed.remove(day("2025-04-16"));
    assertThat(sessions(pair(holed, NO_HOURS, FUND)))
        .containsExactly(day("2025-04-21"), day("2025-04-22"));
  }

  @Test
  void aPriceOnADayWithoutSessionIsLeftOut() {
    Map<LocalDate, Double> more = new HashMap<>(FUND);
    more.put(day("2025-04-18"), 1.0);
    more.put(day("2025-04-20"), 1.0);
    PairedReturns returns = pair(coin(), NO_HOURS, more);
    assertThat(returns.size()).isEqualTo(4);
    assertThat(returns.proxyReturn(2)).isCloseTo(Math.log(40.5 / 42), within(1e-15));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-06, 2025-03-07, 2025-03-07T21:00:00Z", // winter time
    "2025-03-07, 2025-03-10, 2025-03-10T20:00:00Z", // the clocks went forward between
    "2025-07-02, 2025-07-03, 2025-07-03T17:00:00Z", // closes early
    "2025-10-30, 2025-10-31, 2025-10-31T20:00:00Z",
    "2025-10-31, 2025-11-03, 2025-11-03T21:00:00Z", // the clocks went back between
    "2025-11-26, 2025-11-28, 2025-11-28T18:00:00Z" // closes early
  })
  void theHourThatEndsAtTheCloseIsTaken(LocalDate before, LocalDate session, Instant close) {
    Series hours =
        Bars.hourly(
            BTC,
            Map.of(
                CALENDAR.close(before),
                100.0,
                close.minusSeconds(3600),
                7.0,
                close,
                110.0,
                close.plusSeconds(3600),
                9.0));
    PairedReturns returns =
        PairedReturns.of(
            Bars.daily(BTC, Map.of(before, 1.0, session, 2.0)),
            hours,
            Bars.daily(PSCT, Map.of(before, 40.0, session, 41.0)),
            CALENDAR);
    assertThat(returns.size()).isEqualTo(1);
    assertThat(returns.assetReturn(0)).isCloseTo(Math.log(1.1), within(1e-15));
    assertThat(returns.isAsync(0)).isFalse();
  }

  @Test
  void theDaysCloseStandsInForAMissingHourAndIsFlagged() {
    Map<Instant, Double> hours = new HashMap<>();
    FUND.keySet().forEach(d -> hours.put(CALENDAR.close(d), 1000.0 + d.getDayOfMonth()));
    hours.remove(CALENDAR.close(day("2025-04-17")));
    hours.put(CALENDAR.close(day("2025-04-17")).minusSeconds(3600), 5.0);
    PairedReturns returns = pair(coin(), Bars.hourly(BTC, hours), FUND);
    assertThat(returns.assetReturn(1)).isCloseTo(Math.log(17.0 / 1016), within(1e-15));
    assertThat(async(returns)).containsExactly(false, true, true, false);
  }

  @Test
  void withoutHoursEveryReturnIsFlagged() {
    assertThat(async(pair(coin(), NO_HOURS, FUND))).containsOnly(true);
  }

  @Test
  void twoFundsArePairedBySessionAndInStep() {
    PairedReturns returns =
        PairedReturns.of(
            Bars.daily(QQQ, FUND),
            Series.empty(QQQ, Interval.HOUR),
            Bars.daily(PSCT, FUND),
            CALENDAR);
    assertThat(returns.size()).isEqualTo(4);
    assertThat(async(returns)).containsOnly(false);
    assertThat(returns.assetReturn(1)).isEqualTo(returns.proxyReturn(1));
  }

  @Test
  void whatComesLaterDoesNotChangeWhatWasThere() {
    Series[] s = Bars.correlated(new Random(1), day("2024-01-02"), day("2024-12-31"), .4);
    PairedReturns all = PairedReturns.of(s[0], NO_HOURS, s[1], CALENDAR);
    Instant then = Instant.parse("2024-07-01T21:00:00Z");
    PairedReturns known = PairedReturns.of(s[0].until(then), NO_HOURS, s[1].until(then), CALENDAR);
    // The coin's day ends at midnight UTC, after the session.
    assertThat(known.session(known.size() - 1)).isEqualTo(day("2024-06-28"));
    for (int i = 0; i < known.size(); i++) {
      assertThat(known.session(i)).isEqualTo(all.session(i));
      assertThat(known.assetReturn(i)).isEqualTo(all.assetReturn(i));
      assertThat(known.proxyReturn(i)).isEqualTo(all.proxyReturn(i));
    }
  }

  @Test
  void noBarsNoReturns() {
    Series none = Series.empty(PSCT, Interval.DAY);
    assertThat(PairedReturns.of(Bars.daily(BTC, coin()), NO_HOURS, none, CALENDAR).size()).isZero();
    Map<LocalDate, Double> one = Map.of(day("2025-04-15"), 40.0);
    assertThat(pair(coin(), NO_HOURS, one).size()).isZero();
    assertThat(pair(coin(), NO_HOURS, one).rowCount()).isEqualTo(1);
  }

  @Test
  void seriesInTheWrongPlaceAreRefused() {
    Series coin = Bars.daily(BTC, coin());
    Series fund = Bars.daily(PSCT, FUND);
    assertThatThrownBy(() -> PairedReturns.of(coin, NO_HOURS, coin, CALENDAR))
        .hasMessage("proxy must trade in New York sessions: BTC");
    assertThatThrownBy(() -> PairedReturns.of(coin, coin, fund, CALENDAR))
        .hasMessageContaining("assetHourly must have bars of a HOUR")
        .hasMessageContaining("BTC DAY");
    assertThatThrownBy(() -> PairedReturns.of(NO_HOURS, NO_HOURS, fund, CALENDAR))
        .hasMessageContaining("assetDaily");
    Series others = Series.empty(QQQ, Interval.HOUR);
    assertThatThrownBy(() -> PairedReturns.of(coin, others, fund, CALENDAR))
        .hasMessageContaining("assetHourly must be of BTC")
        .hasMessageContaining("QQQ");
  }

  /** Every day of the two weeks, weekends too; the close is the day of the month. */
  private static Map<LocalDate, Double> coin() {
    Map<LocalDate, Double> closes = new HashMap<>();
    day("2025-04-10")
        .datesUntil(day("2025-04-25"))
        .forEach(d -> closes.put(d, (double) d.getDayOfMonth()));
    return closes;
  }

  private static PairedReturns pair(
      Map<LocalDate, Double> coin, Series hours, Map<LocalDate, Double> fund) {
    return PairedReturns.of(Bars.daily(BTC, coin), hours, Bars.daily(PSCT, fund), CALENDAR);
  }

  private static List<LocalDate> sessions(PairedReturns returns) {
    return IntStream.range(0, returns.size()).mapToObj(returns::session).toList();
  }

  private static List<Boolean> async(PairedReturns returns) {
    return IntStream.range(0, returns.size()).mapToObj(returns::isAsync).toList();
  }

  private static LocalDate day(String date) {
    return LocalDate.parse(date);
  }
}
