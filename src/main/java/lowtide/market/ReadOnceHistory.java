package lowtide.market;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A history that is read once and then looked at: for what does not change meanwhile. */
public final class ReadOnceHistory implements PriceHistory {
  private final PriceHistory history;
  private final Map<Key, Series> read = new ConcurrentHashMap<>();

  private record Key(Instrument instrument, Interval interval) {}

  public ReadOnceHistory(PriceHistory history) {
    this.history = history;
  }

  @Override
  public Written write(Instrument instrument, Interval interval, List<Bar> bars, String source) {
    throw new UnsupportedOperationException("read once, so not written to: " + instrument.symbol());
  }

  @Override
  public Series bars(Instrument instrument, Interval interval, Instant from) {
    Series all =
        read.computeIfAbsent(
            new Key(instrument, interval), key -> history.bars(instrument, interval));
    int first = 0;
    while (first < all.size() && all.opensAt(first).isBefore(from)) {
      first++;
    }
    return first == 0 ? all : history.bars(instrument, interval, from);
  }

  @Override
  public String source(Instrument instrument, Interval interval) {
    return history.source(instrument, interval);
  }
}
