package lowtide.signal;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Levels of one instrument and when they count as approached, breached and reclaimed.
 *
 * @param instrument symbol
 * @param levels dip levels: prices to fall through, kept highest first
 * @param targets prices to rise through, kept lowest first
 * @param approachPercent how far before a level its approach begins, e.g. 1
 * @param approachRearmPercent how far before a level the approach is armed again, e.g. 2
 * @param rearmPercent how far before a breached level the price must come back, at least, e.g. 0.5
 * @param rearmAtrFraction ... or by this part of the hourly 14-bar average true range, if more
 */
public record LevelSettings(
    String instrument,
    List<BigDecimal> levels,
    List<BigDecimal> targets,
    double approachPercent,
    double approachRearmPercent,
    double rearmPercent,
    double rearmAtrFraction) {

  public LevelSettings {
    levels = checked(levels).sorted(Comparator.reverseOrder()).toList();
    targets = checked(targets).sorted().toList();
    List<BigDecimal> dips = levels;
    targets.stream()
        .filter(target -> dips.stream().anyMatch(level -> level.compareTo(target) == 0))
        .findFirst()
        .ifPresent(
            both -> {
              throw new IllegalArgumentException(
                  "a price is a dip level or a target, not both: " + both.toPlainString());
            });
    if (!(0 < approachPercent
        && approachPercent < approachRearmPercent
        && approachRearmPercent < 100)) {
      throw new IllegalArgumentException(
          "approachPercent must be above 0 and below approachRearmPercent, and that below 100: %s, %s"
              .formatted(approachPercent, approachRearmPercent));
    }
    if (!(rearmPercent > 0
        && rearmPercent < 100
        && rearmAtrFraction >= 0
        && Double.isFinite(rearmPercent + rearmAtrFraction))) {
      throw new IllegalArgumentException(
          "rearmPercent must be above 0 and below 100, rearmAtrFraction finite and not negative: %s, %s"
              .formatted(rearmPercent, rearmAtrFraction));
    }
  }

  private static Stream<BigDecimal> checked(List<BigDecimal> prices) {
    for (BigDecimal price : prices) {
      if (price.signum() <= 0) {
        throw new IllegalArgumentException("level must be positive: " + price);
      }
    }
    if (prices.stream().map(BigDecimal::stripTrailingZeros).distinct().count() < prices.size()) {
      throw new IllegalArgumentException("levels must differ: " + prices);
    }
    return prices.stream();
  }

  /** The usual distances around these dip levels. */
  public static LevelSettings of(String instrument, List<BigDecimal> levels) {
    return of(instrument, levels, List.of());
  }

  /** The usual distances around these dip levels and targets. */
  public static LevelSettings of(
      String instrument, List<BigDecimal> levels, List<BigDecimal> targets) {
    return new LevelSettings(instrument, levels, targets, 1, 2, 0.5, 0.25);
  }
}
