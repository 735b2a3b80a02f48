package lowtide.signal;

import java.time.LocalDate;
import java.util.List;

/**
 * What a portfolio is made of in /alloc.
 *
 * @param stock symbol; likewise {@code bond}, {@code gold} and {@code coin}
 * @param capPercent the largest sleeve of gold and coin that is shown unless asked for, 0 to 100
 * @param starts the days from which on it is worked out, at least two: what comes out depends on
 *     them
 */
public record AllocationSettings(
    String stock,
    String bond,
    String gold,
    String coin,
    double capPercent,
    List<LocalDate> starts) {
  public static final AllocationSettings DEFAULT =
      new AllocationSettings(
          "SPY",
          "TLT",
          "GLD",
          "BTC",
          15,
          List.of(LocalDate.of(2015, 1, 1), LocalDate.of(2018, 1, 1)));

  public AllocationSettings {
    starts = starts.stream().sorted().distinct().toList();
    if (!(capPercent >= 0 && capPercent <= 100)) {
      throw new IllegalArgumentException("capPercent must be from 0 to 100: " + capPercent);
    }
    if (starts.size() < 2 || starts.size() > 5) {
      throw new IllegalArgumentException("starts must be 2 to 5 different days: " + starts);
    }
  }
}
