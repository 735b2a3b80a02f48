package lowtide.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.market.Series;
import lowtide.signal.AverageTrueRange;
import lowtide.signal.LevelEvent;
import lowtide.signal.LevelSettings;
import lowtide.signal.LevelState;
import lowtide.signal.LevelTracker;
import lowtide.signal.LevelsState;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a price approaches, breaches and reclaims its levels.
 *
 * <p>Takes in every {@linkplain LevelClose close} since the last look, so that nothing is missed
 * that happened in between, then the last price if it is fresh and, of several venues, not one
 * alone.
 */
public final class LevelRule implements Rule {
  private static final int ATR_BARS = 14;

  /** Prices further apart than this were not watched in between: what they tell comes late. */
  private static final Duration LATE = Duration.ofMinutes(90);

  /** After so long without a price nobody knows what happened: it begins anew. */
  private static final Duration LOST = Duration.ofDays(7);

  private final String key;
  private final LevelSettings settings;
  private final Instrument instrument;
  private final LevelTracker tracker;
  private final LevelTexts texts;
  private final Duration repeat;

  public LevelRule(LevelSettings settings, Instrument instrument) {
    this(settings, instrument, Duration.ZERO);
  }

  LevelRule(String key, LevelSettings settings, Instrument instrument) {
    this(key, settings, instrument, Duration.ZERO);
  }

  /**
   * @param repeat after how long a breach that goes on is told again, then after twice as long and
   *     so on; zero for never
   */
  public LevelRule(LevelSettings settings, Instrument instrument, Duration repeat) {
    this(key(instrument.symbol()), settings, instrument, repeat);
  }

  private LevelRule(String key, LevelSettings settings, Instrument instrument, Duration repeat) {
    this.key = key;
    this.settings = settings;
    this.instrument = instrument;
    this.repeat = repeat;
    this.tracker = new LevelTracker(settings);
    this.texts = new LevelTexts(key, instrument, settings);
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public Optional<Instrument> watched() {
    return Optional.of(instrument);
  }

  /** The key of the rule for an instrument. */
  public static String key(String symbol) {
    return "levels:" + symbol;
  }

  @Override
  public Outcome look(MarketView view, @Nullable RuleState before) {
    LevelMemory memory =
        before instanceof LevelMemory known
            ? known.adapt(settings)
            : new LevelMemory(LevelsState.of(settings), null, AverageTrueRange.over(ATR_BARS));
    LevelsState state = memory.levels();
    Instant seen = memory.barsSeen();
    AverageTrueRange range = memory.range();
    List<Alert> alerts = new ArrayList<>();
    for (LevelClose close : LevelClose.after(seen, view, instrument)) {
      if (close.series().interval() == Interval.HOUR) {
        range = next(range, close.series(), close.bar());
      }
      Price price = new Price(close.price(), close.at(), range.value(), close.series().interval());
      state = sinceLost(state, price.at());
      LevelTracker.Step step = step(state, price);
      // The first look has gone through all of history: that is past, not news.
      if (before != null) {
        tell(step, state, price, memory.levels().lastAt(), view, alerts);
      }
      state = step.state();
      seen = close.at();
    }
    Optional<Quote> quote = fresh(view);
    if (quote.isPresent() && (seen == null || quote.get().time().isAfter(seen))) {
      Price price = new Price(quote.get().price(), quote.get().time(), range.value(), null);
      state = sinceLost(state, price.at());
      LevelTracker.Step step = step(state, price);
      if (before != null) {
        tell(step, state, price, memory.levels().lastAt(), view, alerts);
      }
      state = step.state();
    }
    if (before != null && alerts.isEmpty()) {
      remind(memory.levels().lastAt(), state, view, alerts);
    }
    return new Outcome(new LevelMemory(state, seen, range), alerts);
  }

  @Override
  public String standing(MarketView view, @Nullable RuleState state) {
    String price =
        view.quote(instrument)
            .map(
                quote ->
                    "%s (%s old)"
                        .formatted(Words.price(quote.price()), Words.span(quote.age(view.at()))))
            .orElse("without a price");
    return state instanceof LevelMemory memory
        ? "%s %s, %s".formatted(instrument.symbol(), price, LevelTexts.standing(memory.levels()))
        : "%s %s".formatted(instrument.symbol(), price);
  }

  private LevelsState sinceLost(LevelsState state, Instant at) {
    Instant lastAt = state.lastAt();
    return lastAt != null && lastAt.plus(LOST).isBefore(at) ? LevelsState.of(settings) : state;
  }

  private static AverageTrueRange next(AverageTrueRange range, Series hourly, int i) {
    return range.next(hourly.high(i), hourly.low(i), hourly.close(i));
  }

  /**
   * A price to be taken in, with the hourly range as it was known then.
   *
   * @param closed what it is the close of; null for a trade
   */
  private record Price(
      BigDecimal price, Instant at, OptionalDouble range, @Nullable Interval closed) {
    boolean isClose() {
      return closed != null;
    }
  }

  private LevelTracker.Step step(LevelsState state, Price price) {
    return tracker.step(state, price.price(), price.at(), price.range(), price.isClose());
  }

  private void tell(
      LevelTracker.Step step,
      LevelsState before,
      Price price,
      @Nullable Instant lookedUntil,
      MarketView view,
      List<Alert> alerts) {
    Instant lastAt = before.lastAt();
    boolean late =
        isLong(price.at(), view.at())
            || (!price.isClose() && lastAt != null && isLong(lastAt, price.at()));
    for (LevelEvent event : step.events()) {
      List<BigDecimal> rearm =
          event.levels().stream()
              .map(
                  level ->
                      tracker.rearmPrice(level, event.direction(), price.price(), price.range()))
              .toList();
      Instant blindSince = price.isClose() ? lookedUntil : lastAt;
      LevelTexts.Lateness lateness = late ? new LevelTexts.Lateness(blindSince) : null;
      alerts.add(texts.of(event, before, step.state(), rearm, price.closed(), view, lateness));
    }
  }

  private Optional<Quote> fresh(MarketView view) {
    return view.quote(instrument).filter(q -> !q.isStale(view.at()) && q.isVouchedFor());
  }

  /** Of the breach that is newest, if a time to tell it again lies after the last price. */
  private void remind(
      @Nullable Instant from, LevelsState state, MarketView view, List<Alert> alerts) {
    Instant to = state.lastAt();
    if (repeat.isZero() || from == null || to == null || fresh(view).isEmpty()) {
      return;
    }
    state.levels().stream()
        .filter(level -> level.side() == LevelState.Side.BEYOND && level.breachedAt() != null)
        .max(Comparator.comparing(level -> Objects.requireNonNull(level.breachedAt())))
        .filter(level -> isDue(Objects.requireNonNull(level.breachedAt()), from, to))
        .ifPresent(level -> alerts.add(texts.still(level, state, view)));
  }

  /** Whether repeat, 3 repeat, 7 repeat ... after the breach lies within the span. */
  private boolean isDue(Instant breachedAt, Instant from, Instant to) {
    Duration gap = repeat;
    Instant due = breachedAt.plus(gap);
    while (!due.isAfter(from)) {
      gap = gap.multipliedBy(2);
      due = due.plus(gap);
    }
    return !due.isAfter(to);
  }

  private static boolean isLong(Instant from, Instant to) {
    return Duration.between(from, to).compareTo(LATE) > 0;
  }
}
