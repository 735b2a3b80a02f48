package lowtide.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lowtide.chat.Words;
import lowtide.signal.Direction;
import lowtide.signal.LevelState;
import lowtide.signal.LevelState.Side;

/** A level as a row of a table and as facts. */
final class LevelRows {
  static final List<String> HEAD =
      List.of("Level", "Distance", "State", "Armed again", "Last event", "Breaches");

  private LevelRows() {}

  /** The price as it stands, among its levels. */
  static List<String> now(BigDecimal price) {
    return List.of("now " + Words.price(price), "", "", "", "", "");
  }

  static Map<String, Object> facts(LevelState level, BigDecimal price, BigDecimal rearm) {
    Instant fired = level.lastFired();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("price", level.level());
    facts.put(
        "side", level.side() == Side.UNSEEN ? "unseen" : level.isPriceAbove() ? "above" : "below");
    facts.put("armed", level.side() == Side.BEFORE);
    facts.put("lastFired", fired == null ? null : fired.toString());
    facts.put("distancePercent", distancePercent(price, level.level()));
    facts.put("direction", level.direction().name().toLowerCase(Locale.ROOT));
    facts.put("distance", price.subtract(level.level()));
    facts.put("state", state(level));
    facts.put("rearmPrice", rearm);
    facts.put("breaches", level.breaches());
    return facts;
  }

  static List<String> of(LevelState level, BigDecimal price, BigDecimal rearm) {
    Instant fired = level.lastFired();
    return List.of(
        (level.direction() == Direction.UP ? "↑ " : "") + Words.price(level.level()),
        "%s (%s)"
            .formatted(
                Words.percent(distancePercent(price, level.level())),
                signed(price.subtract(level.level()))),
        state(level),
        level.side() == Side.BEYOND ? Words.price(rearm) : "",
        fired == null ? "none" : fired.toString().substring(0, 16).replace('T', ' '),
        String.valueOf(level.breaches()));
  }

  private static String signed(BigDecimal difference) {
    return difference.signum() == 0
        ? "$0"
        : (difference.signum() < 0 ? "-" : "+") + Words.price(difference.abs());
  }

  /** How far the price is above the level, in percent of the level. */
  static double distancePercent(BigDecimal price, BigDecimal level) {
    return price
        .subtract(level)
        .multiply(BigDecimal.valueOf(100))
        .divide(level, MathContext.DECIMAL64)
        .doubleValue();
  }

  private static String state(LevelState level) {
    return switch (level.side()) {
      case UNSEEN -> "not seen yet";
      case BEFORE -> level.approachArmed() ? "armed" : "armed, near";
      case BEYOND ->
          switch (level.breach()) {
            case PROVISIONAL -> "touched, hour open";
            case HELD -> "touched, hour held";
            case CONFIRMED -> "breached";
            case NONE -> "beyond since first seen";
          };
    };
  }
}
