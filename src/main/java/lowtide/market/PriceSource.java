package lowtide.market;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where prices come from: a venue, recorded history, or a simulated market.
 *
 * <p>Contract: what is returned is checked (positive finite prices, known instrument, finished bars
 * only, oldest first, no duplicates). Trouble of any kind is a {@link SourceException}; nothing
 * else is thrown. Calls may block for as long as the source's own timeout and can be made from
 * several threads.
 */
public interface PriceSource {
  /** As shown to people beside a number, e.g. {@code Coinbase}. */
  String name();

  /** The last trade known at {@code now}; empty when the source has none for the instrument. */
  Optional<Quote> quote(Instrument instrument, Instant now);

  /**
   * Bars that opened at or after {@code from} and had closed by {@code now}, oldest first; possibly
   * only the first part of a long span (ask again from the last bar), empty when there is none.
   */
  List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now);

  /** A bar that ended later than this is not given yet. */
  default Instant settled(Instrument instrument, Instant now) {
    return now;
  }

  /** How far back bars are asked for: days as far as there are any, hours for two years. */
  default Duration reach(Interval interval) {
    return Duration.ofDays(interval == Interval.DAY ? 20 * 366 : 2 * 366);
  }
}
