package lowtide.chart;

import java.time.Instant;

/** The checks that every column of times or values must pass before it is drawn. */
final class Columns {
  /** Far above any price; beyond it the differences that an axis needs lose their digits. */
  static final double LARGEST = 1e15;

  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final long FIRST_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

  private Columns() {}

  static long checkTime(String field, long time) {
    if (time < FIRST_SECOND || time > LAST_SECOND) {
      throw new IllegalArgumentException(
          "%s must be epoch seconds of the years 1 to 9999: %d".formatted(field, time));
    }
    return time;
  }

  /** A checked copy: strictly increasing epoch seconds. */
  static long[] times(String field, long[] times) {
    long[] copy = times.clone();
    for (int i = 0; i < copy.length; i++) {
      checkTime(field + "[" + i + "]", copy[i]);
      if (i > 0 && copy[i] <= copy[i - 1]) {
        throw new IllegalArgumentException(
            "%s must rise: [%d] %d after %d".formatted(field, i, copy[i], copy[i - 1]));
      }
    }
    return copy;
  }

  /** A checked copy: as long as the times, each finite and drawable, or NaN for a gap. */
  static double[] values(String field, double[] values, int length) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          "%s must be as long as its times (%d): %d".formatted(field, length, values.length));
    }
    double[] copy = values.clone();
    for (int i = 0; i < copy.length; i++) {
      if (Math.abs(copy[i]) > LARGEST) {
        throw new IllegalArgumentException(
            "%s[%d] must be NaN or within +-1e15: %s".formatted(field, i, copy[i]));
      }
    }
    return copy;
  }

  static double value(String field, double value) {
    if (!(Math.abs(value) <= LARGEST)) {
      throw new IllegalArgumentException(
          "%s must be a number within +-1e15: %s".formatted(field, value));
    }
    return value;
  }
}
