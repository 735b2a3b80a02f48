package lowtide.market;

import java.time.Duration;

/** The span that one bar covers. */
public enum Interval {
  HOUR(Duration.ofHours(1)),
  /** A UTC day for crypto, a New York session for equities. */
  DAY(Duration.ofDays(1));

  private final Duration length;

  Interval(Duration length) {
    this.length = length;
  }

  public Duration length() {
    return length;
  }

  /** As said of several bars. */
  String plural() {
    return this == DAY ? "days" : "hours";
  }
}
