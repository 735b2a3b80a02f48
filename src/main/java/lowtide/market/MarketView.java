package lowtide.market;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was known of the market at a moment: finished bars and last prices. Immutable.
 *
 * <p>Everything that reads the market gets one of these, so that live, replayed and simulated
 * markets cannot be told apart, and no reading can see what came later.
 */
public final class MarketView {
  private final Instant at;
  private final Map<Instrument, Series> daily;
  private final Map<Instrument, Series> hourly;
  private final Function<Instrument, @Nullable Quote> quotes;

  /**
   * @param daily may reach beyond {@code at}: what lies beyond is not shown; likewise {@code
   *     hourly}
   */
  public MarketView(
      Instant at,
      Map<Instrument, Series> daily,
      Map<Instrument, Series> hourly,
      Map<Instrument, Quote> quotes) {
    this(at, Map.copyOf(daily), Map.copyOf(hourly), Map.copyOf(quotes)::get);
  }

  private MarketView(
      Instant at,
      Map<Instrument, Series> daily,
      Map<Instrument, Series> hourly,
      Function<Instrument, @Nullable Quote> quotes) {
    this.at = at;
    this.daily = daily;
    this.hourly = hourly;
    this.quotes = quotes;
  }

  /**
   * A view whose last prices are looked up when they are asked for.
   *
   * @param daily never changes; likewise {@code hourly}
   * @param quotes always gives the same
   */
  static MarketView lookingUp(
      Instant at,
      Map<Instrument, Series> daily,
      Map<Instrument, Series> hourly,
      Function<Instrument, @Nullable Quote> quotes) {
    return new MarketView(at, daily, hourly, quotes);
  }

  /** What was known at an earlier moment; without the last prices, which are of now. */
  public MarketView until(Instant earlier) {
    return new MarketView(earlier.isBefore(at) ? earlier : at, daily, hourly, instrument -> null);
  }

  public Instant at() {
    return at;
  }

  public Series daily(Instrument instrument) {
    return until(daily.get(instrument), instrument, Interval.DAY);
  }

  public Series hourly(Instrument instrument) {
    return until(hourly.get(instrument), instrument, Interval.HOUR);
  }

  private Series until(@Nullable Series series, Instrument instrument, Interval interval) {
    return series == null ? Series.empty(instrument, interval) : series.until(at);
  }

  /** The days of the metric with this symbol; empty where it is not among the instruments. */
  public Series metric(String symbol) {
    return daily.keySet().stream()
        .filter(known -> known.kind() == Instrument.Kind.METRIC && known.symbol().equals(symbol))
        .findFirst()
        .map(this::daily)
        .orElseGet(
            () ->
                Series.empty(new Instrument(symbol, symbol, Instrument.Kind.METRIC), Interval.DAY));
  }

  /** The last price, stale or not; empty where there is none. */
  public Optional<Quote> quote(Instrument instrument) {
    return Optional.ofNullable(quotes.apply(instrument));
  }

  /** The same as known by days alone. */
  public MarketView withoutHours() {
    return new MarketView(at, daily, Map.of(), quotes);
  }
}
