package lowtide.alert;

import java.time.Instant;
import lowtide.signal.AverageTrueRange;
import lowtide.signal.LevelSettings;
import lowtide.signal.LevelsState;
import org.jspecify.annotations.Nullable;

/**
 * What a level rule remembers.
 *
 * @param barsSeen when the newest hourly (or daily) bar that was taken in ended; null before the
 *     first
 * @param range of the hourly bars that were taken in
 */
public record LevelMemory(LevelsState levels, @Nullable Instant barsSeen, AverageTrueRange range)
    implements RuleState {
  /** Of the levels that are watched now: known ones as they stood, new ones never breached. */
  public LevelMemory adapt(LevelSettings settings) {
    return new LevelMemory(levels.adapt(settings), barsSeen, range);
  }
}
