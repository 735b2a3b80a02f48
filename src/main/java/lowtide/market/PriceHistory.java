package lowtide.market;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bars that are kept.
 *
 * <p>Contract: {@link #write} is atomic and idempotent; a bar that is there already with other
 * prices is corrected, which the result counts. {@link #bars} gives everything in order of time.
 */
public interface PriceHistory {
  /**
   * @param source where the bars are from, as shown to people
   */
  Written write(Instrument instrument, Interval interval, List<Bar> bars, String source);

  /** Bars that open at or after {@code from}. */
  Series bars(Instrument instrument, Interval interval, Instant from);

  /** Everything there is. */
  default Series bars(Instrument instrument, Interval interval) {
    return bars(instrument, interval, Instant.EPOCH);
  }

  /** Where the newest bar is from; {@code nowhere} when there is none. */
  String source(Instrument instrument, Interval interval);

  /**
   * How often each series has changed, by whoever writes to this history; without those that never
   * did.
   */
  default Map<Key, Long> changes() {
    return Map.of();
  }

  /** When every source had last been asked for its bars; empty for never, or where none is. */
  default Optional<Instant> asked() {
    return Optional.empty();
  }

  /** Every source has been asked for its bars. */
  default void asked(Instant at) {}

  /** Names a series. */
  record Key(String instrument, Interval interval) {}

  /** How many bars were new, had other prices before, or were there just so. */
  record Written(int added, int corrected, int unchanged) {}
}
