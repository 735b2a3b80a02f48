package lowtide.signal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * Something that one price did to one or several dip levels.
 *
 * @param levels all that the price did it to, highest first
 * @param confirmed whether the price was an hour's close rather than a tick within it
 * @param at the time of the price
 */
public record LevelEvent(
    Kind kind, List<BigDecimal> levels, boolean confirmed, BigDecimal price, Instant at) {

  /** What happened. */
  public enum Kind {
    /** The price came near from above. */
    APPROACH,
    /** It fell below: for now if not {@code confirmed}. */
    BREACH,
    /** An hour closed below after a breach that was not confirmed. */
    CONFIRMED,
    /** It came back above by the re-arm distance. */
    RECLAIM
  }

  public LevelEvent {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("an event needs a level: " + kind);
    }
  }
}
