package lowtide.signal;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which the risk index changes the phase, as a fold over days.
 *
 * <p>A day calls for another phase when the index crosses a threshold: one to enter a phase, and
 * one nearer the middle to leave it. The phase changes on the day that is the last of enough in a
 * row to call for the same phase, provided the present one has lasted its dwell; days that called
 * for it within the dwell count.
 */
public final class PhaseTracker {
  private final PhaseSettings settings;

  public PhaseTracker(PhaseSettings settings) {
    this.settings = settings;
  }

  /**
   * After one more day.
   *
   * @param before null before the first, which sets the phase by the thresholds to enter
   * @param risk 0 to 100
   */
  public PhaseState next(@Nullable PhaseState before, double risk, LocalDate day) {
    if (!(risk >= 0 && risk <= 100)) {
      throw new IllegalArgumentException("risk must be from 0 to 100: " + risk);
    }
    if (before == null) {
      Phase phase = Phase.of(risk, settings);
      return new PhaseState(phase, day, phase, 0);
    }
    Phase phase = before.phase();
    Phase called = called(phase, risk);
    if (called == phase) {
      return new PhaseState(phase, before.since(), phase, 0);
    }
    int days = called == before.next() ? before.days() + 1 : 1;
    boolean dwelt = ChronoUnit.DAYS.between(before.since(), day) >= settings.dwellDays();
    return days >= settings.confirmationDays() && dwelt
        ? new PhaseState(called, day, called, 0)
        : new PhaseState(phase, before.since(), called, days);
  }

  private Phase called(Phase phase, double risk) {
    boolean stays =
        switch (phase) {
          case LOW -> risk <= settings.lowLeave();
          case HIGH -> risk >= settings.highLeave();
          case ELEVATED -> false;
        };
    return stays ? phase : Phase.of(risk, settings);
  }
}
