package lowtide.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.market.Series;
import lowtide.signal.AverageTrueRange;
import lowtide.signal.DipLevels;
import lowtide.signal.DipState;
import lowtide.signal.LevelEvent;
import lowtide.signal.LevelSettings;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a price approaches, breaches and reclaims its dip levels.
 *
 * <p>Takes in every hourly bar that ended since the last look, so that nothing is missed that
 * happened in between, then the last price if it is fresh. Days for which there are no hours count
 * by their close.
 */
public final class DipRule implements Rule {
  private static final int ATR_BARS = 14;

  /** Prices further apart than this were not watched in between: what they tell comes late. */
  private static final Duration LATE = Duration.ofMinutes(90);

  private final LevelSettings settings;
  private final Instrument instrument;
  private final DipLevels levels;

  public DipRule(LevelSettings settings, Instrument instrument) {
    this.settings = settings;
    this.instrument = instrument;
    this.levels = new DipLevels(settings);
  }

  @Override
  public String key() {
    return key(instrument.symbol());
  }

  /** The key of the rule for an instrument. */
  public static String key(String symbol) {
    return "levels:" + symbol;
  }

  @Override
  public Outcome look(MarketView view, @Nullable RuleState before) {
    DipMemory memory =
        before instanceof DipMemory known
            ? new DipMemory(known.dip().adapt(settings), known.barsSeen())
            : new DipMemory(DipState.of(settings), null);
    List<Alert> alerts = new ArrayList<>();
    DipState state = memory.dip();
    Instant seen = memory.barsSeen();
    Series hourly = view.hourly(instrument);
    for (Close close : closes(view, seen)) {
      state = step(state, close.price(), close.at(), atr(hourly, close.at()), true, view, alerts);
      seen = close.at();
    }
    Optional<Quote> quote = view.quote(instrument).filter(q -> !q.isStale(view.at()));
    if (quote.isPresent() && (seen == null || quote.get().time().isAfter(seen))) {
      state =
          step(
              state,
              quote.get().price(),
              quote.get().time(),
              atr(hourly, view.at()),
              false,
              view,
              alerts);
    }
    // The first look has gone through all of history: that is past, not news.
    return new Outcome(new DipMemory(state, seen), before == null ? List.of() : alerts);
  }

  private DipState step(
      DipState state,
      BigDecimal price,
      Instant at,
      OptionalDouble atr,
      boolean hourlyClose,
      MarketView view,
      List<Alert> alerts) {
    DipLevels.Step step = levels.step(state, price, at, atr, hourlyClose);
    Instant lastAt = state.lastAt();
    boolean late = isLong(at, view.at()) || (!hourlyClose && lastAt != null && isLong(lastAt, at));
    for (LevelEvent event : step.events()) {
      List<BigDecimal> rearm =
          event.levels().stream().map(level -> levels.rearmPrice(level, price, atr)).toList();
      alerts.add(
          LevelTexts.of(
              key(), instrument, event, state, step.state(), rearm, settings, view, late));
    }
    return step.state();
  }

  private static boolean isLong(Instant from, Instant to) {
    return Duration.between(from, to).compareTo(LATE) > 0;
  }

  /** A bar's close and its end. */
  private record Close(BigDecimal price, Instant at) {}

  /** The closes after {@code seen}, by hours, and by days where there are no hours. */
  private List<Close> closes(MarketView view, @Nullable Instant seen) {
    List<Close> closes = new ArrayList<>();
    Series hourly = view.hourly(instrument);
    Series daily = view.daily(instrument);
    int hour = firstAfter(hourly, seen);
    int day = firstAfter(daily, seen);
    while (hour < hourly.size() || day < daily.size()) {
      boolean hourNext =
          day == daily.size()
              || (hour < hourly.size() && !hourly.closesAt(hour).isAfter(daily.closesAt(day)));
      if (hourNext) {
        closes.add(close(hourly, hour++));
      } else {
        Instant end = daily.closesAt(day);
        if (hourly.indexOf(end.minus(Duration.ofHours(1))) < 0) {
          closes.add(close(daily, day));
        }
        day++;
      }
    }
    return closes;
  }

  private static int firstAfter(Series bars, @Nullable Instant seen) {
    return seen == null ? 0 : bars.countUntil(seen);
  }

  private static Close close(Series bars, int i) {
    return new Close(BigDecimal.valueOf(bars.close(i)), bars.closesAt(i));
  }

  /** The hourly range as it was known at {@code at}, from the last days alone. */
  private static OptionalDouble atr(Series hourly, Instant at) {
    int n = hourly.countUntil(at);
    AverageTrueRange range = AverageTrueRange.over(ATR_BARS);
    // Wilder's average halves what is older every ten bars: after 200 nothing of it is left.
    for (int i = Math.max(0, n - 200); i < n; i++) {
      range = range.next(hourly.high(i), hourly.low(i), hourly.close(i));
    }
    return range.value();
  }
}
