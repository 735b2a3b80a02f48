package lowtide.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * A last traded price and where it comes from.
 *
 * @param time when it was traded, by the venue's clock
 * @param source what it was read from, as shown to people, e.g. {@code Coinbase}
 * @param freshFor how long after {@code time} the price may move anything; past that it is stale
 */
public record Quote(
    Instrument instrument, BigDecimal price, Instant time, String source, Duration freshFor) {

  /** A live venue's price may be this old. */
  public static final Duration LIVE = Duration.ofSeconds(120);

  public Quote {
    if (price.signum() <= 0) {
      throw new IllegalArgumentException("price must be positive: " + price);
    }
  }

  /** How old the price is, never negative: a venue's clock may run a little ahead. */
  public Duration age(Instant now) {
    return time.isAfter(now) ? Duration.ZERO : Duration.between(time, now);
  }

  public boolean isStale(Instant now) {
    return age(now).compareTo(freshFor) > 0;
  }
}
