package lowtide.signal;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How far it is from one phase to the next.
 *
 * @param to the next phase
 * @param border the index that must be crossed
 * @param points of the index still to go to the border; negative once it is crossed
 * @param confirmation days in a row beyond the border that are still to come
 * @param dwell days that the present phase has still to last
 */
public record PhaseDistance(Phase to, double border, double points, int confirmation, int dwell) {

  /** How many more days it takes at least. */
  public int days() {
    return Math.max(confirmation, dwell);
  }

  /** The ways out of a phase: the one that the last days called for, else all there are. */
  static List<PhaseDistance> of(
      PhaseState state, double risk, LocalDate day, PhaseSettings settings) {
    int lasted = (int) ChronoUnit.DAYS.between(state.since(), day);
    int dwell = Math.max(0, settings.dwellDays() - lasted);
    boolean called = state.next() != state.phase();
    int confirmation = settings.confirmationDays() - (called ? state.days() : 0);
    return switch (state.phase()) {
      case LOW -> {
        Phase to = called ? state.next() : Phase.ELEVATED;
        double border = to == Phase.HIGH ? settings.highEnter() : settings.lowLeave();
        yield List.of(up(to, border, risk, confirmation, dwell));
      }
      case HIGH -> {
        Phase to = called ? state.next() : Phase.ELEVATED;
        double border = to == Phase.LOW ? settings.lowEnter() : settings.highLeave();
        yield List.of(down(to, border, risk, confirmation, dwell));
      }
      case ELEVATED ->
          List.of(
              down(
                  Phase.LOW,
                  settings.lowEnter(),
                  risk,
                  state.next() == Phase.LOW ? confirmation : settings.confirmationDays(),
                  dwell),
              up(
                  Phase.HIGH,
                  settings.highEnter(),
                  risk,
                  state.next() == Phase.HIGH ? confirmation : settings.confirmationDays(),
                  dwell));
    };
  }

  private static PhaseDistance up(Phase to, double border, double risk, int confirm, int dwell) {
    return new PhaseDistance(to, border, border - risk, Math.max(0, confirm), dwell);
  }

  private static PhaseDistance down(Phase to, double border, double risk, int confirm, int dwell) {
    return new PhaseDistance(to, border, risk - border, Math.max(0, confirm), dwell);
  }
}
