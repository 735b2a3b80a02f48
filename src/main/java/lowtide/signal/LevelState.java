package lowtide.signal;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered about one dip level between two prices.
 *
 * @param side where the price stands, by the level's own hysteresis
 * @param approachArmed whether coming near the level is news
 * @param breach how sure it is that the level gave way
 * @param breachedAt when it did; null unless {@code breach} says so
 * @param lastFired when the level was last part of an event
 */
public record LevelState(
    BigDecimal level,
    Side side,
    boolean approachArmed,
    Breach breach,
    @Nullable Instant breachedAt,
    @Nullable Instant lastFired) {

  /** Where the price stands. */
  public enum Side {
    /** No price was seen yet. */
    UNSEEN,
    ABOVE,
    /** Fell below, and has not come back by the re-arm distance. */
    BELOW
  }

  /** How sure it is that the level gave way. */
  public enum Breach {
    /** It did not, or not since the bot began to look. */
    NONE,
    /** A tick was below; the hour is not over. */
    PROVISIONAL,
    /** A tick was below, but the hour closed above, short of the re-arm distance. */
    HELD,
    /** An hour closed below. */
    CONFIRMED
  }

  public LevelState {
    if (level.signum() <= 0) {
      throw new IllegalArgumentException("level must be positive: " + level);
    }
    if ((breach == Breach.NONE) != (breachedAt == null)) {
      throw new IllegalArgumentException(
          "breachedAt belongs to a breach: %s, %s".formatted(breachedAt, breach));
    }
  }

  /** A level for which no price was seen yet. */
  static LevelState unseen(BigDecimal level) {
    return new LevelState(level, Side.UNSEEN, false, Breach.NONE, null, null);
  }
}
