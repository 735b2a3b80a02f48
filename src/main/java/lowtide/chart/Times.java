package lowtide.chart;

import java.time.Instant;
import java.util.Arrays;

/** Rising moments, one for each value beside them. */
public final class Times {
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

  private final long[] seconds;

  private Times(long[] seconds) {
    this.seconds = seconds;
  }

  /**
   * A copy of these epoch seconds.
   *
   * @throws IllegalArgumentException if they do not rise or lie outside the years 1 to 9999
   */
  public static Times of(long... epochSeconds) {
    long[] copy = epochSeconds.clone();
    for (int i = 0; i < copy.length; i++) {
      check("times[" + i + "]", copy[i]);
      if (i > 0 && copy[i] <= copy[i - 1]) {
        throw new IllegalArgumentException(
            "times must rise: [%s] %s after %s".formatted(i, copy[i], copy[i - 1]));
      }
    }
    return new Times(copy);
  }

  static long check(String field, long second) {
    if (second < FIRST || second > LAST) {
      throw new IllegalArgumentException(
          "%s must be epoch seconds of the years 1 to 9999: %s".formatted(field, second));
    }
    return second;
  }

  public int length() {
    return seconds.length;
  }

  /** The epoch second at a position. */
  public long at(int i) {
    return seconds[i];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Times that && Arrays.equals(seconds, that.seconds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(seconds);
  }

  @Override
  public String toString() {
    return seconds.length + " times";
  }
}
