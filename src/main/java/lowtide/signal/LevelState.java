package lowtide.signal;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered about one level between two prices.
 *
 * @param direction which way it breaks
 * @param side where the price stands, by the level's own hysteresis
 * @param approachArmed whether coming near the level is news
 * @param breach how sure it is that the level gave way
 * @param breachedAt when it did; null unless {@code breach} says so
 * @param lastFired when the level was last part of an event
 * @param breaches how often it gave way in all the prices that were taken in
 */
public record LevelState(
    BigDecimal level,
    Direction direction,
    Side side,
    boolean approachArmed,
    Breach breach,
    @Nullable Instant breachedAt,
    @Nullable Instant lastFired,
    int breaches) {

  /** Where the price stands. */
  public enum Side {
    /** No price was seen yet. */
    UNSEEN,
    /** Above a dip level, below a target: it can break. */
    BEFORE,
    /** Broke through, and has not come back by the re-arm distance. */
    BEYOND
  }

  /** How sure it is that the level gave way. */
  public enum Breach {
    /** It did not, or not since the bot began to look. */
    NONE,
    /** A tick was beyond; the hour is not over. */
    PROVISIONAL,
    /** A tick was beyond, but the hour closed before the level, short of the re-arm distance. */
    HELD,
    /** An hour closed beyond. */
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
  static LevelState unseen(BigDecimal level, Direction direction) {
    return new LevelState(level, direction, Side.UNSEEN, false, Breach.NONE, null, null, 0);
  }

  /** Seen before the level, nothing breached. */
  LevelState before(boolean armed, @Nullable Instant fired) {
    return new LevelState(level, direction, Side.BEFORE, armed, Breach.NONE, null, fired, breaches);
  }

  /** Seen beyond the level the first time ever: nothing is known of a breach. */
  LevelState beyond() {
    return new LevelState(
        level, direction, Side.BEYOND, false, Breach.NONE, null, lastFired, breaches);
  }

  /** Just breached. */
  LevelState breached(Breach how, Instant at) {
    return new LevelState(level, direction, Side.BEYOND, false, how, at, at, breaches + 1);
  }

  /** After the hour that confirmed a breach or did not. */
  LevelState settled(Breach how, @Nullable Instant fired) {
    return new LevelState(level, direction, side, approachArmed, how, breachedAt, fired, breaches);
  }

  /** Whether the price stands above the level; a first look at a target may find it there. */
  public boolean isPriceAbove() {
    return (side == Side.BEFORE) == (direction == Direction.DOWN);
  }
}
