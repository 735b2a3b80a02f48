package lowtide.market.source;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.PriceHistory;
import lowtide.market.PriceSource;
import lowtide.market.Quote;
import lowtide.market.Series;
import lowtide.market.TradingCalendar;

/**
 * Recorded bars as a source: the last price is the close of the bar that ended last. Hourly bars
 * count where both an hour and a day end.
 *
 * <p>Reads an instrument's bars once: what is imported later is seen after the next start.
 */
public final class HistorySource implements PriceSource {
  private final PriceHistory history;
  private final Map<Instrument, Recorded> recorded = new ConcurrentHashMap<>();

  private record Recorded(Series daily, Series hourly, String source) {}

  public HistorySource(PriceHistory history) {
    this.history = history;
  }

  @Override
  public String name() {
    return "recorded";
  }

  @Override
  public Optional<Quote> quote(Instrument instrument, Instant now) {
    Recorded bars = recorded.computeIfAbsent(instrument, this::read);
    int days = bars.daily().countUntil(now);
    int hours = bars.hourly().countUntil(now);
    if (hours > 0
        && (days == 0
            || !bars.hourly().closesAt(hours - 1).isBefore(bars.daily().closesAt(days - 1)))) {
      return Optional.of(quote(bars, bars.hourly(), hours - 1, Interval.HOUR.length()));
    }
    return days == 0
        ? Optional.empty()
        : Optional.of(quote(bars, bars.daily(), days - 1, untilNext(bars.daily(), days - 1)));
  }

  private Recorded read(Instrument instrument) {
    return new Recorded(
        history.bars(instrument, Interval.DAY),
        history.bars(instrument, Interval.HOUR),
        history.source(instrument, Interval.DAY));
  }

  /** A recorded day counts until the next one is due: over a weekend, the last session does. */
  private static Duration untilNext(Series daily, int i) {
    if (daily.instrument().kind() == Instrument.Kind.CRYPTO) {
      return Interval.DAY.length();
    }
    Instant next =
        TradingCalendar.NEW_YORK.close(TradingCalendar.NEW_YORK.nextSession(daily.date(i)));
    return Duration.between(daily.closesAt(i), next);
  }

  private static Quote quote(Recorded bars, Series series, int i, Duration freshFor) {
    return new Quote(
        series.instrument(),
        BigDecimal.valueOf(series.close(i)),
        series.closesAt(i),
        bars.source(),
        freshFor);
  }

  /** None: they are in the history already. */
  @Override
  public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
    return List.of();
  }
}
