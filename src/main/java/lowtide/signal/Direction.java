package lowtide.signal;

import java.math.BigDecimal;
import java.math.MathContext;

/** Which way a price has to go to break a level. */
public enum Direction {
  /** A dip level: the price falls through it. */
  DOWN(1),
  /** A target: the price rises through it. */
  UP(-1);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private final int sign;

  Direction(int sign) {
    this.sign = sign;
  }

  /** Above 0 while the price is on the near side of a threshold, below 0 beyond it. */
  int compare(BigDecimal price, BigDecimal threshold) {
    return sign * price.compareTo(threshold);
  }

  /** The price that lies a part of the level before it: 0.01 is 1 % above a dip level. */
  BigDecimal before(BigDecimal level, BigDecimal part) {
    // Rounded: a price next to nothing makes the part as large as its reciprocal.
    return level.multiply(
        BigDecimal.ONE.add(sign > 0 ? part : part.negate(), MathContext.DECIMAL64));
  }

  /** Likewise by percent, exactly: thresholds are told to people. */
  public BigDecimal before(BigDecimal level, double percent) {
    return before(level, BigDecimal.valueOf(percent).divide(HUNDRED));
  }
}
