package lowtide.signal;

/**
 * Wilson's 95 % interval of a share: how often something is so, after it was so {@code hits} times
 * out of {@code n}.
 *
 * <p>Unlike p +- 1.96 sqrt(p(1-p)/n) it stays within 0 to 1 and holds for few cases. Wilson 1927,
 * "Probable inference, the law of succession, and statistical inference".
 *
 * @param low from 0
 * @param high up to 1
 */
public record WilsonInterval(int hits, int n, double low, double high) {
  private static final double Z = 1.959963984540054; // the normal's 97.5 % quantile

  /**
   * @throws IllegalArgumentException unless 0 <= hits <= n and n is at least 1
   */
  public static WilsonInterval of(int hits, int n) {
    if (hits < 0 || n < 1 || hits > n) {
      throw new IllegalArgumentException(
          "need 0 <= hits <= n, n at least 1: %s, %s".formatted(hits, n));
    }
    double share = (double) hits / n;
    double square = Z * Z / n;
    double middle = (share + square / 2) / (1 + square);
    double half = Z * Math.sqrt(share * (1 - share) / n + square / (4 * n)) / (1 + square);
    // At no hit, or nothing but hits, the end is 0 or 1 but for rounding.
    return new WilsonInterval(
        hits,
        n,
        hits == 0 ? 0 : Math.max(0, middle - half),
        hits == n ? 1 : Math.min(1, middle + half));
  }

  /** hits / n. */
  public double share() {
    return (double) hits / n;
  }
}
