package lowtide.signal;

import java.time.LocalDate;

/**
 * Whose seasons are told, and by which measures.
 *
 * @param instrument symbol
 * @param since a second beginning, to show how much the answer hangs on the first years
 * @param bandPercent the share of months that the band is to hold, e.g. 80
 * @param volatilityDays daily returns whose volatility a touch probability goes by, e.g. 180
 */
public record SeasonSettings(
    String instrument, LocalDate since, double bandPercent, int volatilityDays) {
  public static final SeasonSettings DEFAULT = of("BTC");

  public SeasonSettings {
    if (!(bandPercent >= 50 && bandPercent <= 95)) {
      throw new IllegalArgumentException("bandPercent must be from 50 to 95: " + bandPercent);
    }
    if (volatilityDays < 20 || volatilityDays > 1_000) {
      throw new IllegalArgumentException(
          "volatilityDays must be from 20 to 1000: " + volatilityDays);
    }
  }

  /** The usual measures. */
  public static SeasonSettings of(String instrument) {
    return new SeasonSettings(instrument, LocalDate.of(2014, 1, 1), 80, 180);
  }
}
