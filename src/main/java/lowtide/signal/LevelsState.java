package lowtide.signal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered about the levels of one instrument between two prices.
 *
 * @param instrument symbol
 * @param firstAt the time of the first price taken in; null before it
 * @param lastAt the time of the newest price taken in; null likewise
 * @param levels dip levels highest first, then targets lowest first
 */
public record LevelsState(
    String instrument,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    List<LevelState> levels) {

  public LevelsState {
    levels = List.copyOf(levels);
  }

  /** Before the first price. */
  public static LevelsState of(LevelSettings settings) {
    return new LevelsState(settings.instrument(), null, null, unseen(settings));
  }

  private static List<LevelState> unseen(LevelSettings settings) {
    List<LevelState> states = new ArrayList<>();
    settings.levels().forEach(level -> states.add(LevelState.unseen(level, Direction.DOWN)));
    settings.targets().forEach(level -> states.add(LevelState.unseen(level, Direction.UP)));
    return states;
  }

  /**
   * The state under other settings: a level that stays keeps what is remembered of it, one that is
   * new begins with the next price, one that is gone is forgotten.
   *
   * @throws IllegalArgumentException if the settings are of another instrument
   */
  public LevelsState adapt(LevelSettings settings) {
    if (!settings.instrument().equals(instrument)) {
      throw new IllegalArgumentException(
          "levels of %s cannot take over the state of %s"
              .formatted(settings.instrument(), instrument));
    }
    return isOf(settings)
        ? this
        : new LevelsState(
            instrument,
            firstAt,
            lastAt,
            unseen(settings).stream().map(this::knownOrUnseen).toList());
  }

  private LevelState knownOrUnseen(LevelState unseen) {
    return levels.stream().filter(state -> isSame(state, unseen)).findFirst().orElse(unseen);
  }

  boolean isOf(LevelSettings settings) {
    int down = settings.levels().size();
    if (!instrument.equals(settings.instrument())
        || levels.size() != down + settings.targets().size()) {
      return false;
    }
    for (int i = 0; i < levels.size(); i++) {
      LevelState state = levels.get(i);
      boolean isDip = i < down;
      BigDecimal level = isDip ? settings.levels().get(i) : settings.targets().get(i - down);
      if ((state.direction() == Direction.DOWN) != isDip || state.level().compareTo(level) != 0) {
        return false;
      }
    }
    return true;
  }

  /** By value: 119000 and 119000.00 are one level. */
  private static boolean isSame(LevelState a, LevelState b) {
    return a.direction() == b.direction() && a.level().compareTo(b.level()) == 0;
  }
}
