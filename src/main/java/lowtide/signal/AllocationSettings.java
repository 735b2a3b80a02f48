package lowtide.signal;

/**
 * What a portfolio is made of in /alloc.
 *
 * @param stock symbol; likewise {@code bond}, {@code gold} and {@code coin}
 * @param capPercent the largest sleeve of gold and coin offered by default, 0 to 100
 */
public record AllocationSettings(
    String stock, String bond, String gold, String coin, double capPercent) {
  public static final AllocationSettings DEFAULT =
      new AllocationSettings("SPY", "TLT", "GLD", "BTC", 15);

  public AllocationSettings {
    if (!(capPercent >= 0 && capPercent <= 100)) {
      throw new IllegalArgumentException("capPercent must be from 0 to 100: " + capPercent);
    }
  }
}
