package lowtide.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A last traded price and where it comes from.
 *
 * @param time when it was traded, by the venue's clock
 * @param source what it was read from, as shown to people, e.g. {@code Coinbase}
 * @param freshFor how long after {@code time} the price may move anything; past that it is stale
 * @param of the venues it was made of; null where one was asked
 */
public record Quote(
    Instrument instrument,
    BigDecimal price,
    Instant time,
    String source,
    Duration freshFor,
    @Nullable Consensus of) {

  /** A live venue's price may be this old. */
  public static final Duration LIVE = Duration.ofSeconds(120);

  public Quote {
    if (price.signum() <= 0) {
      throw new IllegalArgumentException("price must be positive: " + price);
    }
  }

  /** The price of one source. */
  public Quote(
      Instrument instrument, BigDecimal price, Instant time, String source, Duration freshFor) {
    this(instrument, price, time, source, freshFor, null);
  }

  /** The same from a source beside which no other can give a price. */
  Quote ofOnlySource() {
    return new Quote(instrument, price, time, source + ", the only source", freshFor);
  }

  /** The venues it was made of, where several were asked. */
  public Optional<Consensus> consensus() {
    return Optional.ofNullable(of);
  }

  /** Whether it may move levels: several venues agree on it, or no more than one is configured. */
  public boolean isVouchedFor() {
    return of == null || !of.isAlone();
  }

  /** Why nothing is based on it, for programs: STALE, ONE_VENUE, or nothing. */
  public List<String> flags(Instant now) {
    return isStale(now) ? List.of("STALE") : isVouchedFor() ? List.of() : List.of("ONE_VENUE");
  }

  /** How old the price is, never negative: a venue's clock may run a little ahead. */
  public Duration age(Instant now) {
    return time.isAfter(now) ? Duration.ZERO : Duration.between(time, now);
  }

  public boolean isStale(Instant now) {
    return age(now).compareTo(freshFor) > 0;
  }
}
