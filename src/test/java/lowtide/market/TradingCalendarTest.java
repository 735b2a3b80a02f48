package lowtide.market;

import static lowtide.market.TradingCalendar.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradingCalendarTest {
  @ParameterizedTest
  @CsvSource({
    "2025-03-07, 2025-03-07T21:00:00Z",
    "2025-03-10, 2025-03-10T20:00:00Z",
    "2025-07-03, 2025-07-03T17:00:00Z",
    "2025-10-31, 2025-10-31T20:00:00Z",
    "2025-11-03, 2025-11-03T21:00:00Z",
    "2025-11-28, 2025-11-28T18:00:00Z",
    "2024-12-24, 2024-12-24T18:00:00Z",
    "2020-07-02, 2020-07-02T20:00:00Z",
  })
  void sessionsCloseInTimeOfNewYorkAndEarlyBeforeHolidays(LocalDate session, Instant close) {
    assertThat(NEW_YORK.close(session)).isEqualTo(close);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-01-01", "2025-01-09", "2025-01-20", "2025-02-17", "2025-04-18", "2025-05-26",
        "2025-06-19", "2025-07-04", "2025-09-01", "2025-11-27", "2025-12-25", "2021-12-24",
        "2023-01-02", "2012-10-29", "2018-12-05", "2001-09-11", "2025-07-05"
      })
  void holidaysOccasionsAndWeekendsAreNoSessions(LocalDate date) {
    assertThat(NEW_YORK.isSession(date)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2021-06-18", "2021-12-31", "2025-12-26", "2010-12-31"})
  void daysThatLookLikeHolidaysAreSessions(LocalDate date) {
    assertThat(NEW_YORK.isSession(date)).isTrue();
  }

  @Test
  void theYear2025Has250Sessions() {
    assertThat(NEW_YORK.sessionsBetween(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31)))
        .hasSize(250);
  }

  @Test
  void aSessionCountsAsClosedFromItsCloseOn() {
    LocalDate friday = LocalDate.of(2025, 7, 11);
    Instant close = NEW_YORK.close(friday);

    assertThat(NEW_YORK.lastClosedSession(close.minusSeconds(1))).isEqualTo(friday.minusDays(1));
    assertThat(NEW_YORK.lastClosedSession(close)).isEqualTo(friday);
    assertThat(NEW_YORK.isOpen(close.minusSeconds(1))).isTrue();
    assertThat(NEW_YORK.isOpen(close)).isFalse();
    assertThat(NEW_YORK.nextSession(friday)).isEqualTo(LocalDate.of(2025, 7, 14));
    assertThat(NEW_YORK.previousSession(LocalDate.of(2025, 7, 7)))
        .isEqualTo(LocalDate.of(2025, 7, 3));
  }
}
