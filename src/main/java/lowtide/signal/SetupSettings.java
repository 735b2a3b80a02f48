package lowtide.signal;

/**
 * What makes a setup: seven conditions on a day, and how their count is put into words. The
 * weights, one each, are unvalidated.
 *
 * @param instrument symbol whose setup is watched
 * @param drawdownFrom percent below the 90-day high, at least; {@code drawdownTo} at most
 * @param pullbackFrom average true ranges below the 20-day mean, at least; {@code pullbackTo} at
 *     most
 * @param rsiAtMost relative strength index of 14 days, and rising
 * @param volumeRatio volume over its 30-day median, at least, on a reclaim bar
 * @param volatilityBelow rank of the 30-day volatility among 1,460 days
 * @param more conditions from which on "more" are met
 * @param mixed conditions from which on they are "mixed"
 * @param confirmationDays days in a row that must agree before an alert
 */
public record SetupSettings(
    String instrument,
    double drawdownFrom,
    double drawdownTo,
    double pullbackFrom,
    double pullbackTo,
    double rsiAtMost,
    double volumeRatio,
    double volatilityBelow,
    int more,
    int mixed,
    int confirmationDays) {
  public static final SetupSettings DEFAULT = of("BTC");

  public SetupSettings {
    if (!(0 <= drawdownFrom && drawdownFrom < drawdownTo && drawdownTo <= 100)) {
      throw new IllegalArgumentException(
          "drawdown must rise from 0 to 100: from %s to %s".formatted(drawdownFrom, drawdownTo));
    }
    if (!(pullbackFrom < pullbackTo && Double.isFinite(pullbackTo - pullbackFrom))) {
      throw new IllegalArgumentException(
          "pullback must rise: from %s to %s".formatted(pullbackFrom, pullbackTo));
    }
    if (!(0 < rsiAtMost && rsiAtMost < 100 && 0 < volatilityBelow && volatilityBelow <= 100)) {
      throw new IllegalArgumentException(
          "rsiAtMost and volatilityBelow must be between 0 and 100: %s, %s"
              .formatted(rsiAtMost, volatilityBelow));
    }
    if (!(volumeRatio > 0 && Double.isFinite(volumeRatio))) {
      throw new IllegalArgumentException("volumeRatio must be above 0: " + volumeRatio);
    }
    if (!(1 <= mixed && mixed < more && more <= 7) || confirmationDays < 1) {
      throw new IllegalArgumentException(
          "need 1 <= mixed < more <= 7 and confirmDays from 1: %s, %s, %s"
              .formatted(mixed, more, confirmationDays));
    }
  }

  /** The usual thresholds for this symbol. */
  public static SetupSettings of(String instrument) {
    return new SetupSettings(instrument, 5, 20, 1, 3, 40, 1.2, 70, 5, 3, 2);
  }
}
