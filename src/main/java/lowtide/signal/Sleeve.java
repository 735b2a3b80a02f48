package lowtide.signal;

/** How a sleeve beside stocks and bonds is split between gold and a coin. */
public enum Sleeve {
  NONE,
  GOLD,
  COIN,
  /** Each weighs as much as the other's volatility. */
  RISK_PARITY,
  /** The split with the least variance, from 0 to 1. */
  MINIMUM_VARIANCE;

  /**
   * Gold's part of the sleeve; the rest is the coin's.
   *
   * @param gold standard deviation of its returns; {@code coin} likewise
   * @param rho their correlation
   */
  double goldPart(double gold, double coin, double rho) {
    return switch (this) {
      case NONE, COIN -> 0;
      case GOLD -> 1;
      case RISK_PARITY -> riskParity(gold, coin);
      case MINIMUM_VARIANCE -> minimumVariance(gold, coin, rho);
    };
  }

  /** sigma_c / (sigma_g + sigma_c). */
  static double riskParity(double gold, double coin) {
    return coin / (gold + coin);
  }

  /**
   * (sigma_c^2 - rho sigma_g sigma_c) / (sigma_g^2 + sigma_c^2 - 2 rho sigma_g sigma_c), 0 to 1.
   */
  static double minimumVariance(double gold, double coin, double rho) {
    double shared = rho * gold * coin;
    double part = (coin * coin - shared) / (gold * gold + coin * coin - 2 * shared);
    return Math.max(0, Math.min(1, part));
  }
}
