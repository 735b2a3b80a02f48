package lowtide.signal;

import org.jspecify.annotations.Nullable;

/**
 * Which risk index makes which phase.
 *
 * @param instrument symbol whose phase is watched
 * @param lowEnter LOW begins below this index, 0 to 100
 * @param lowLeave LOW ends above this
 * @param highEnter HIGH begins above this
 * @param highLeave HIGH ends below this
 * @param confirmationDays how many days in a row must say so
 * @param dwellDays how many days a phase lasts at least
 * @param mvrv symbol of the metric that is the third part of heat; null for two parts
 */
public record PhaseSettings(
    String instrument,
    double lowEnter,
    double lowLeave,
    double highEnter,
    double highLeave,
    int confirmationDays,
    int dwellDays,
    @Nullable String mvrv) {
  public static final PhaseSettings DEFAULT = new PhaseSettings("BTC", 35, 42, 65, 58, 2, 7, null);

  public PhaseSettings {
    if (!(0 < lowEnter
        && lowEnter <= lowLeave
        && lowLeave < highLeave
        && highLeave <= highEnter
        && highEnter < 100)) {
      throw new IllegalArgumentException(
          "need 0 < lowEnter <= lowLeave < highLeave <= highEnter < 100: %s, %s, %s, %s"
              .formatted(lowEnter, lowLeave, highLeave, highEnter));
    }
    if (confirmationDays < 1 || dwellDays < 0) {
      throw new IllegalArgumentException(
          "confirmationDays must be at least 1 and dwellDays not negative: %s, %s"
              .formatted(confirmationDays, dwellDays));
    }
  }
}
