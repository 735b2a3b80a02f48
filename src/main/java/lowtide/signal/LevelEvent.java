package lowtide.signal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * Something that one price did to one or several levels.
 *
 * @param direction of all of them
 * @param levels all that the price did it to, nearest first
 * @param confirmed whether the price was an hour's close rather than a tick within it
 * @param at the time of the price
 */
public record LevelEvent(
    Kind kind,
    Direction direction,
    List<BigDecimal> levels,
    boolean confirmed,
    BigDecimal price,
    Instant at) {

  /** What happened. */
  public enum Kind {
    /** The price came near from the side on which the level holds. */
    APPROACH,
    /** It broke through: for now if not {@code confirmed}. */
    BREACH,
    /** An hour closed beyond after a breach that was not confirmed. */
    CONFIRMED,
    /** It came back by the re-arm distance. */
    RECLAIM
  }

  public LevelEvent {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("an event needs a level: " + kind);
    }
  }
}
