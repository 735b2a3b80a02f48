package lowtide.signal;

import org.jspecify.annotations.Nullable;

/**
 * The rule by which adjacent windows count as different, as a fold over sessions.
 *
 * <p>Once fired it is silent until the two windows differ by little again; else every session of a
 * change would tell it anew.
 */
final class ChangeTracker {
  private final CorrelationSettings.Change settings;

  ChangeTracker(CorrelationSettings.Change settings) {
    this.settings = settings;
  }

  /** Whether the next large difference is told, and whether this one is. */
  record State(boolean armed, boolean fired, double statistic) {}

  /**
   * After one more session.
   *
   * @param before null before the first
   * @param statistic not NaN
   */
  State next(@Nullable State before, double statistic) {
    boolean armed = before == null || before.armed();
    if (armed && statistic > settings.fire()) {
      return new State(false, true, statistic);
    }
    return new State(armed || statistic < settings.rearm(), false, statistic);
  }
}
