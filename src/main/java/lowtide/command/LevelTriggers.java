package lowtide.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lowtide.alert.LevelMemory;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.signal.Direction;
import lowtide.signal.LevelSettings;
import lowtide.signal.LevelState;
import lowtide.signal.LevelTracker;

/** Levels that can be neared, broken, confirmed or reclaimed. */
final class LevelTriggers implements Triggers {
  private final Map<String, LevelSettings> settings;
  private final Function<String, Optional<LevelMemory>> memories;

  /**
   * @param settings by symbol
   */
  LevelTriggers(
      Map<String, LevelSettings> settings, Function<String, Optional<LevelMemory>> memories) {
    this.settings = settings;
    this.memories = memories;
  }

  @Override
  public List<Trigger> armed(MarketView view, Instrument asset) {
    LevelSettings watched = settings.get(asset.symbol());
    Optional<LevelMemory> memory = memories.apply(asset.symbol());
    Optional<Quote> quote = view.quote(asset);
    if (watched == null || memory.isEmpty() || quote.isEmpty()) {
      return List.of();
    }
    LevelTracker tracker = new LevelTracker(watched);
    BigDecimal price = quote.get().price();
    List<Trigger> triggers = new ArrayList<>();
    for (LevelState level : memory.get().levels().levels()) {
      boolean down = level.direction() == Direction.DOWN;
      String named = Words.price(level.level());
      String beyond = down ? "below" : "above";
      if (level.side() == LevelState.Side.BEFORE) {
        if (level.approachArmed()) {
          BigDecimal near = level.direction().before(level.level(), watched.approachPercent());
          triggers.add(trigger("%s nears %s".formatted(asset.symbol(), named), price, near, ""));
        }
        triggers.add(
            trigger("%s %s %s".formatted(asset.symbol(), beyond, named), price, level.level(), ""));
      } else if (level.side() == LevelState.Side.BEYOND) {
        if (level.breach() == LevelState.Breach.PROVISIONAL
            || level.breach() == LevelState.Breach.HELD) {
          triggers.add(
              trigger(
                  "%s closes the hour %s %s".formatted(asset.symbol(), beyond, named),
                  price,
                  level.level(),
                  "an hour's close"));
        }
        BigDecimal rearm =
            tracker.rearmPrice(
                level.level(), level.direction(), price, memory.get().range().value());
        triggers.add(
            trigger(
                "%s back %s %s, armed again"
                    .formatted(asset.symbol(), down ? "above" : "below", named),
                price,
                rearm,
                ""));
      }
    }
    return triggers;
  }

  private static Trigger trigger(String event, BigDecimal price, BigDecimal border, String needs) {
    // In percent of the price as it is, as a trader counts the way there.
    double way = 100 * (border.doubleValue() / price.doubleValue() - 1);
    return new Trigger(
        "level",
        event,
        price.doubleValue(),
        border.doubleValue(),
        "%s to %s".formatted(Words.percent(way), Words.price(border)),
        needs,
        Math.abs(way));
  }
}
