package lowtide.market.source;

import java.time.Duration;

/** How many requests a source takes: so many in a row, then no faster than so many a span. */
public record Limit(int requests, Duration per) {
  public Limit {
    if (requests < 1 || per.isZero() || per.isNegative()) {
      throw new IllegalArgumentException(
          "must be at least one request in a span above 0: %d in %d ms"
              .formatted(requests, per.toMillis()));
    }
  }
}
