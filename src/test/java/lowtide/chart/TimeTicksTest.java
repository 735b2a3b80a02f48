package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTicksTest {
  private static List<String> texts(String from, String to) {
    return between(from, to).stream().map(Scale.Tick::text).toList();
  }

  private static List<Scale.Tick> between(String from, String to) {
    return TimeTicks.between(
        Instant.parse(from).getEpochSecond(), Instant.parse(to).getEpochSecond(), 5);
  }

  @Test
  void aYearIsNamedByQuarters() {
    assertThat(texts("2025-01-01T00:00:00Z", "2025-12-31T00:00:00Z"))
        .containsExactly("Jan 2025", "Apr 2025", "Jul 2025", "Oct 2025");
  }

  @Test
  void manyYearsAreNamedByYears() {
    assertThat(texts("2017-06-01T00:00:00Z", "2025-12-31T00:00:00Z"))
        .containsExactly("2018", "2020", "2022", "2024");
  }

  @Test
  void weeksBeginOnMondays() {
    assertThat(texts("2025-07-01T00:00:00Z", "2025-08-03T00:00:00Z"))
        .containsExactly("7 Jul", "14 Jul", "21 Jul", "28 Jul");
  }

  @Test
  void aDayIsNamedByHoursAndItsMidnightByItsDate() {
    assertThat(texts("2025-07-01T13:00:00Z", "2025-07-02T13:00:00Z"))
        .containsExactly("18:00", "2 Jul", "06:00", "12:00");
  }

  @Test
  void timeBeforeTheEpochIsNamedToo() {
    assertThat(texts("1969-12-30T12:00:00Z", "1970-01-02T12:00:00Z"))
        .containsExactly("31 Dec", "1 Jan", "2 Jan");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-01-01T00:00:00Z, 2025-01-01T00:01:00Z",
    "2025-01-01T00:00:01Z, 2025-01-01T00:59:59Z",
    "2025-01-01T00:00:00Z, 2025-01-01T20:00:00Z",
    "2025-01-31T00:00:00Z, 2025-03-01T00:00:00Z",
    "2024-02-29T00:00:00Z, 2025-02-28T00:00:00Z",
    "2011-01-01T00:00:00Z, 2025-12-31T00:00:00Z",
    "0001-01-01T00:00:00Z, 9999-12-31T23:59:59Z"
  })
  void everySpanHasAFewTicksWithinIt(String from, String to) {
    List<Scale.Tick> ticks = between(from, to);
    assertThat(ticks).hasSizeBetween(2, 7);
    assertThat(ticks)
        .allMatch(
            tick ->
                tick.at() >= Instant.parse(from).getEpochSecond()
                    && tick.at() <= Instant.parse(to).getEpochSecond());
  }
}
