package lowtide.evidence;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Series;
import lowtide.signal.LevelEvent;
import lowtide.signal.LevelSettings;
import lowtide.signal.LevelTracker;
import lowtide.signal.LevelsState;

/** What a re-arm distance does to the number of alerts. */
final class LevelClaim implements Claim {
  private static final Instant FROM = Instant.parse("2025-07-10T00:00:00Z");

  private final LevelSettings settings;
  private final Instrument instrument;

  LevelClaim(LevelSettings settings, Instrument instrument) {
    this.settings = settings;
    this.instrument = instrument;
  }

  @Override
  public Section measure(MarketView view) {
    Series hourly = view.hourly(instrument);
    int first = hourly.countUntil(FROM);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("level", "hours that closed below after one above", "breaches told"));
    for (BigDecimal level : settings.levels()) {
      int crossings = 0;
      for (int i = Math.max(1, first); i < hourly.size(); i++) {
        if (hourly.close(i) < level.doubleValue() && hourly.close(i - 1) >= level.doubleValue()) {
          crossings++;
        }
      }
      rows.add(
          List.of(
              Words.price(level),
              String.valueOf(crossings),
              String.valueOf(breaches(hourly, first, level))));
    }
    return Section.of("Dip levels", "A level alerts when the price falls through it.")
        .text(
            "%s by hourly closes from %s to %s. Without a re-arm distance each crossing would be an"
                + " alert; with %s %% (the range left out) it takes a way back.",
            instrument.symbol(),
            FROM.toString().substring(0, 10),
            hourly.isEmpty() ? "-" : hourly.date(hourly.size() - 1).toString(),
            settings.rearmPercent())
        .grid(rows)
        .build();
  }

  private long breaches(Series hourly, int first, BigDecimal level) {
    LevelSettings one = LevelSettings.of(instrument.symbol(), List.of(level));
    LevelTracker tracker = new LevelTracker(one);
    LevelsState state = LevelsState.of(one);
    long breaches = 0;
    for (int i = Math.max(0, first - 24); i < hourly.size(); i++) {
      LevelTracker.Step step =
          tracker.step(
              state,
              BigDecimal.valueOf(hourly.close(i)),
              hourly.opensAt(i).plus(Duration.ofHours(1)),
              OptionalDouble.empty(),
              true);
      if (i >= first) {
        breaches += step.events().stream().filter(e -> e.kind() == LevelEvent.Kind.BREACH).count();
      }
      state = step.state();
    }
    return breaches;
  }
}
