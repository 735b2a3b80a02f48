package lowtide.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Closed, early close, missing and late are different things. */
class MarketHoursTest {
  private static final Instrument IWM = new Instrument("IWM", "Russell", Instrument.Kind.EQUITY);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2025-07-14T15:00:00Z | New York is open until Mon 16:00 New York time.",
        "2025-07-03T15:00:00Z | New York is open until Thu 13:00 New York time, an early close.",
        "2025-07-03T17:30:00Z | New York is closed (early close); it opens Mon 09:30 New York time.",
        "2025-07-04T15:00:00Z | New York is closed (holiday); it opens Mon 09:30 New York time.",
        "2025-07-12T15:00:00Z | New York is closed (weekend); it opens Mon 09:30 New York time.",
        "2025-07-14T11:00:00Z | New York is closed; it opens Mon 09:30 New York time.",
        "2025-07-14T21:00:00Z | New York is closed; it opens Tue 09:30 New York time.",
        "2025-03-07T22:00:00Z | New York is closed; it opens Mon 09:30 New York time.",
      })
  void theSentenceSaysWhyAndUntilWhen(String at, String words) {
    assertThat(new MarketHours(Instant.parse(at)).words()).isEqualTo(words);
  }

  private static Series sessions(LocalDate to, LocalDate... without) {
    List<Bar> bars = new ArrayList<>();
    for (LocalDate session :
        TradingCalendar.NEW_YORK.sessionsBetween(LocalDate.of(2025, 6, 2), to)) {
      if (!Set.of(without).contains(session)) {
        bars.add(Bar.ofClose(session.atStartOfDay(ZoneOffset.UTC).toInstant(), 222));
      }
    }
    return Series.of(IWM, Interval.DAY, bars);
  }

  @Test
  void aSessionIsLateWhenItsBarIsNotThereHalfAnHourAfterTheClose() {
    Series friday = sessions(LocalDate.of(2025, 7, 11));

    assertThat(new MarketHours(Instant.parse("2025-07-14T20:29:00Z")).late(friday)).isEmpty();
    assertThat(new MarketHours(Instant.parse("2025-07-14T20:31:00Z")).late(friday))
        .contains(LocalDate.of(2025, 7, 14));
    assertThat(new MarketHours(Instant.parse("2025-07-14T20:31:00Z")).trouble(friday))
        .contains("IWM: the session of 2025-07-14 is late.");
  }

  @Test
  void aHolidayIsNeitherLateNorMissing() {
    Series third = sessions(LocalDate.of(2025, 7, 3));
    MarketHours sunday = new MarketHours(Instant.parse("2025-07-06T15:00:00Z"));

    assertThat(sunday.trouble(third)).isEmpty();
    assertThat(sunday.late(third)).isEmpty();
  }

  @Test
  void aSessionWithALaterBarAndNoneOfItsOwnIsMissing() {
    Series gap = sessions(LocalDate.of(2025, 7, 11), LocalDate.of(2025, 7, 9));
    MarketHours saturday = new MarketHours(Instant.parse("2025-07-12T15:00:00Z"));

    assertThat(saturday.missing(gap)).containsExactly(LocalDate.of(2025, 7, 9));
    assertThat(saturday.trouble(gap)).contains("IWM: no bar of 2025-07-09.");
    assertThat(saturday.late(gap)).isEmpty();
  }

  @Test
  void anEmptySeriesMissesNothingButIsLate() {
    MarketHours saturday = new MarketHours(Instant.parse("2025-07-12T15:00:00Z"));

    assertThat(saturday.missing(Series.empty(IWM, Interval.DAY))).isEmpty();
    assertThat(saturday.late(Series.empty(IWM, Interval.DAY))).contains(LocalDate.of(2025, 7, 11));
  }
}
