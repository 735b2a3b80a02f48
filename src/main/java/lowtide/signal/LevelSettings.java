package lowtide.signal;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * Dip levels of one instrument and when they count as approached, breached and reclaimed.
 *
 * @param instrument symbol
 * @param levels prices, kept highest first
 * @param approachPercent how far above a level its approach begins, e.g. 1
 * @param approachRearmPercent how far above a level the approach is armed again, e.g. 2
 * @param rearmPercent how far above a breached level the price must come back, at least, e.g. 0.5
 * @param rearmAtrFraction ... or by this part of the hourly 14-bar average true range, if more
 */
public record LevelSettings(
    String instrument,
    List<BigDecimal> levels,
    double approachPercent,
    double approachRearmPercent,
    double rearmPercent,
    double rearmAtrFraction) {

  public LevelSettings {
    levels = levels.stream().sorted(Comparator.reverseOrder()).toList();
    for (BigDecimal level : levels) {
      if (level.signum() <= 0) {
        throw new IllegalArgumentException("level must be positive: " + level);
      }
    }
    if (levels.stream().map(BigDecimal::stripTrailingZeros).distinct().count() < levels.size()) {
      throw new IllegalArgumentException("levels must differ: " + levels);
    }
    if (!(0 < approachPercent
        && approachPercent < approachRearmPercent
        && Double.isFinite(approachRearmPercent))) {
      throw new IllegalArgumentException(
          "approachPercent must be above 0 and below approachRearmPercent, both finite: %s, %s"
              .formatted(approachPercent, approachRearmPercent));
    }
    if (!(rearmPercent > 0
        && rearmAtrFraction >= 0
        && Double.isFinite(rearmPercent + rearmAtrFraction))) {
      throw new IllegalArgumentException(
          "rearmPercent must be above 0 and rearmAtrFraction not negative, both finite: %s, %s"
              .formatted(rearmPercent, rearmAtrFraction));
    }
  }

  /** The usual distances around these levels. */
  public static LevelSettings of(String instrument, List<BigDecimal> levels) {
    return new LevelSettings(instrument, levels, 1, 2, 0.5, 0.25);
  }
}
