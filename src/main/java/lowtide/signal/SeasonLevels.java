package lowtide.signal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which price levels are looked at: the nearest of the settings above and below the price, at most
 * two a side, and on a side without any the next round price. O(levels log levels).
 */
final class SeasonLevels {
  private static final int A_SIDE = 2;

  /** Round prices lie about this part of the price apart. */
  private static final double APART = .05;

  /** A level and whether it is of the settings. */
  record Chosen(BigDecimal level, boolean watched) {}

  private SeasonLevels() {}

  /**
   * @param watched the levels of the settings, in any order
   * @param price above 0
   * @return highest first
   */
  static List<Chosen> around(double price, List<BigDecimal> watched) {
    List<Chosen> above = new ArrayList<>();
    List<Chosen> below = new ArrayList<>();
    for (BigDecimal level : watched.stream().sorted().toList()) {
      (level.doubleValue() >= price ? above : below).add(new Chosen(level, true));
    }
    List<Chosen> chosen =
        new ArrayList<>(below.subList(Math.max(0, below.size() - A_SIDE), below.size()));
    chosen.addAll(above.subList(0, Math.min(A_SIDE, above.size())));
    BigDecimal step = step(price);
    step = step.setScale(Math.max(0, step.scale())); // written 5000, not 5E+3
    BigDecimal floor = BigDecimal.valueOf(price).divide(step, 0, RoundingMode.FLOOR).multiply(step);
    if (above.isEmpty()) {
      chosen.add(new Chosen(floor.add(step), false));
    }
    if (below.isEmpty()) {
      chosen.add(0, new Chosen(floor.doubleValue() < price ? floor : floor.subtract(step), false));
    }
    Collections.reverse(chosen);
    return chosen;
  }

  /** The largest of 1, 2 and 5 times a power of ten that is at most 5 % of the price. */
  private static BigDecimal step(double price) {
    BigDecimal wanted = new BigDecimal(price * APART, new MathContext(15));
    BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(wanted.precision() - wanted.scale() - 1);
    for (int times : new int[] {5, 2}) {
      BigDecimal step = unit.multiply(BigDecimal.valueOf(times));
      if (step.compareTo(wanted) <= 0) {
        return step;
      }
    }
    return unit;
  }
}
