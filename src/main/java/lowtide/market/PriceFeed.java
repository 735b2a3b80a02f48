package lowtide.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the history up to date from the sources, and shows the market as it was known at a moment.
 *
 * <p>Sources are asked in their configured order; the first that answers counts. A source that
 * fails leaves everything as it was: prices grow old, and what reads them sees their age.
 */
public final class PriceFeed {
  private static final Logger log = LoggerFactory.getLogger(PriceFeed.class);

  /** What a first start asks a source for. */
  private static final Map<Interval, Duration> DEPTH =
      Map.of(Interval.DAY, Duration.ofDays(8 * 366), Interval.HOUR, Duration.ofDays(60));

  private final Map<Instrument, List<PriceSource>> sources;
  private final PriceHistory history;
  // Replaced as a whole when bars come in, so that a view of them costs nothing.
  private volatile Map<Interval, Map<Instrument, Series>> bars = Map.of();
  private final Map<Instrument, Quote> quotes = new ConcurrentHashMap<>();
  private final Map<String, String> troubles = new ConcurrentHashMap<>();

  /**
   * @param sources by instrument, in the order in which they are asked
   */
  public PriceFeed(Map<Instrument, List<PriceSource>> sources, PriceHistory history) {
    this.sources = new LinkedHashMap<>(sources);
    this.history = history;
    for (Instrument instrument : sources.keySet()) {
      for (Interval interval : Interval.values()) {
        keep(history.bars(instrument, interval));
      }
    }
    // A metric is what was imported: no source is asked for it, and it has no last price.
    this.sources.keySet().removeIf(instrument -> instrument.kind() == Instrument.Kind.METRIC);
  }

  /** What has a price: metrics are not among them. */
  private Map<Instrument, Series> kept(Interval interval) {
    return bars.getOrDefault(interval, Map.of());
  }

  private synchronized void keep(Series series) {
    Map<Instrument, Series> some = new LinkedHashMap<>(kept(series.interval()));
    some.put(series.instrument(), series);
    Map<Interval, Map<Instrument, Series>> all = new EnumMap<>(Interval.class);
    all.putAll(bars);
    all.put(series.interval(), Map.copyOf(some));
    bars = all;
  }

  public Collection<Instrument> instruments() {
    return sources.keySet();
  }

  /** Fetches the bars that have finished since the last time; what a source lacks stays missing. */
  public void pollBars(Instant now) {
    for (Map.Entry<Instrument, List<PriceSource>> entry : sources.entrySet()) {
      for (Interval interval : Interval.values()) {
        for (PriceSource source : entry.getValue()) {
          if (fetchBars(source, entry.getKey(), interval, now)) {
            break;
          }
        }
      }
    }
  }

  private boolean fetchBars(
      PriceSource source, Instrument instrument, Interval interval, Instant now) {
    try {
      while (true) {
        Series series = kept(interval).getOrDefault(instrument, Series.empty(instrument, interval));
        Instant from =
            series.isEmpty()
                ? now.minus(DEPTH.getOrDefault(interval, Duration.ZERO))
                : series.opensAt(series.size() - 1).plus(interval.length());
        if (!hasFinished(instrument, interval, from, now)) {
          return true;
        }
        List<Bar> fresh = source.bars(instrument, interval, from, now);
        if (fresh.isEmpty()) {
          recovered(source, instrument, interval.toString());
          return true;
        }
        history.write(instrument, interval, fresh, source.name());
        keep(series.with(fresh));
        log.debug(
            "{} bars of {} ({}) from {}",
            fresh.size(),
            instrument.symbol(),
            interval,
            source.name());
      }
    } catch (SourceException e) {
      failed(source, instrument, interval.toString(), e);
      return false;
    }
  }

  /** Whether a bar that opens at or after {@code from} can have closed by now. */
  private static boolean hasFinished(
      Instrument instrument, Interval interval, Instant from, Instant now) {
    if (instrument.kind() == Instrument.Kind.CRYPTO) {
      return !from.plus(interval.length()).isAfter(now);
    }
    LocalDate next = LocalDate.ofInstant(from, ZoneOffset.UTC);
    return interval == Interval.DAY
        && !TradingCalendar.NEW_YORK.lastClosedSession(now).isBefore(next);
  }

  /** Asks for the last prices. */
  public void pollQuotes(Instant now) {
    for (Map.Entry<Instrument, List<PriceSource>> entry : sources.entrySet()) {
      for (PriceSource source : entry.getValue()) {
        if (fetchQuote(source, entry.getKey(), now)) {
          break;
        }
      }
    }
  }

  private boolean fetchQuote(PriceSource source, Instrument instrument, Instant now) {
    try {
      Optional<Quote> quote = source.quote(instrument, now);
      quote.ifPresent(
          fresh -> quotes.merge(instrument, fresh, (a, b) -> b.time().isBefore(a.time()) ? a : b));
      recovered(source, instrument, "price");
      return quote.isPresent() && !quote.get().isStale(now);
    } catch (SourceException e) {
      failed(source, instrument, "price", e);
      return false;
    }
  }

  private void failed(PriceSource source, Instrument instrument, String what, SourceException e) {
    String key = "%s %s (%s)".formatted(source.name(), instrument.symbol(), what);
    if (troubles.put(key, String.valueOf(e.getMessage())) == null) {
      log.warn("{}: {}", key, e.getMessage());
    }
  }

  private void recovered(PriceSource source, Instrument instrument, String what) {
    String key = "%s %s (%s)".formatted(source.name(), instrument.symbol(), what);
    if (troubles.remove(key) != null) {
      log.info("{}: works again", key);
    }
  }

  /** What does not work at the moment: source, instrument, and why. */
  public Map<String, String> troubles() {
    return Map.copyOf(troubles);
  }

  /** Where the newest daily bar of an instrument is from. */
  public String source(Instrument instrument) {
    return history.source(instrument, Interval.DAY);
  }

  /** The market as it is known now, with the last prices that were asked for. */
  public MarketView now(Instant now) {
    return new MarketView(now, kept(Interval.DAY), kept(Interval.HOUR), quotes);
  }

  /** The market as it was known at {@code at}; for sources that can be asked about the past. */
  public MarketView asOf(Instant at) {
    return MarketView.lookingUp(
        at,
        kept(Interval.DAY),
        kept(Interval.HOUR),
        instrument ->
            sources.getOrDefault(instrument, List.of()).stream()
                .flatMap(source -> source.quote(instrument, at).stream())
                .findFirst()
                .orElse(null));
  }

  /** Whether no bar had ended by {@code at}. */
  public boolean isEmpty(Instant at) {
    return bars.values().stream()
        .flatMap(kept -> kept.values().stream())
        .allMatch(series -> series.countUntil(at) == 0);
  }

  /**
   * The moments at which a bar ended, after {@code from} and up to {@code to}: when recorded or
   * simulated history became known.
   */
  public List<Instant> moments(Instant from, Instant to) {
    // Series end their bars together: what is sorted already is merged in O(n), and seen once.
    List<Instant> moments = new ArrayList<>();
    for (Map<Instrument, Series> kept : bars.values()) {
      for (Series series : kept.values()) {
        int end = series.countUntil(to);
        for (int i = series.countUntil(from); i < end; i++) {
          moments.add(series.closesAt(i));
        }
      }
    }
    moments.sort(null);
    List<Instant> distinct = new ArrayList<>();
    Instant last = null;
    for (Instant moment : moments) {
      if (!moment.equals(last)) {
        distinct.add(moment);
        last = moment;
      }
    }
    return distinct;
  }
}
