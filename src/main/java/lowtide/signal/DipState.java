package lowtide.signal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered about the dip levels of one instrument between two prices.
 *
 * @param instrument symbol
 * @param lastAt the time of the newest price taken in; null before the first
 * @param levels highest first
 */
public record DipState(String instrument, @Nullable Instant lastAt, List<LevelState> levels) {

  public DipState {
    levels = List.copyOf(levels);
  }

  /** Before the first price. */
  public static DipState of(LevelSettings settings) {
    return new DipState(
        settings.instrument(), null, settings.levels().stream().map(LevelState::unseen).toList());
  }

  /**
   * The state under other settings: a level that stays keeps what is remembered of it, one that is
   * new begins with the next price, one that is gone is forgotten.
   *
   * @throws IllegalArgumentException if the settings are of another instrument
   */
  public DipState adapt(LevelSettings settings) {
    if (!settings.instrument().equals(instrument)) {
      throw new IllegalArgumentException(
          "levels of %s cannot take over the state of %s"
              .formatted(settings.instrument(), instrument));
    }
    return new DipState(
        instrument, lastAt, settings.levels().stream().map(this::stateOrUnseen).toList());
  }

  private LevelState stateOrUnseen(BigDecimal level) {
    for (LevelState state : levels) {
      // By value: 119000 and 119000.00 are one level.
      if (state.level().compareTo(level) == 0) {
        return state;
      }
    }
    return LevelState.unseen(level);
  }

  boolean isOf(LevelSettings settings) {
    if (!instrument.equals(settings.instrument()) || levels.size() != settings.levels().size()) {
      return false;
    }
    for (int i = 0; i < levels.size(); i++) {
      if (levels.get(i).level().compareTo(settings.levels().get(i)) != 0) {
        return false;
      }
    }
    return true;
  }
}
