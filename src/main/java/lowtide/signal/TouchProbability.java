package lowtide.signal;

import java.util.OptionalDouble;
import lowtide.market.Series;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * How likely a price that goes nowhere on average touches a level all the same.
 *
 * <p>By the reflection principle for a Brownian motion of the log price without drift: P = 2 (1 -
 * Phi(|ln(L / P_0)| / (sigma sqrt(T)))), the same upwards and downwards. It supposes a price
 * watched all the time and a volatility that stays; see Karatzas and Shreve 1991, section 2.6.A.
 * O(1); the volatility is O(returns).
 */
final class TouchProbability {
  private static final NormalDistribution NORMAL = new NormalDistribution();

  private TouchProbability() {}

  /**
   * @param price above 0, in the unit of {@code level}
   * @param dailyVolatility standard deviation of a day's log return, above 0
   * @param days left, at least 0
   * @return from 0 to 1
   */
  static double of(double price, double level, double dailyVolatility, double days) {
    if (!(price > 0 && level > 0 && dailyVolatility > 0 && days >= 0)) {
      throw new IllegalArgumentException(
          "need a price, level and volatility above 0 and days of at least 0: %s, %s, %s, %s"
              .formatted(price, level, dailyVolatility, days));
    }
    if (price == level) {
      return 1;
    }
    double distance = Math.abs(Math.log(level / price)) / (dailyVolatility * Math.sqrt(days));
    return 2 * NORMAL.cumulativeProbability(-distance);
  }

  /**
   * Sample standard deviation (n - 1) of the {@code n} log returns up to bar {@code end}, a day's;
   * empty where there are fewer or the price stood still.
   */
  static OptionalDouble volatility(Series daily, int end, int n) {
    if (end < n) {
      return OptionalDouble.empty();
    }
    double mean = Math.log(daily.close(end) / daily.close(end - n)) / n;
    double sum = 0;
    for (int i = end - n + 1; i <= end; i++) {
      double off = Math.log(daily.close(i) / daily.close(i - 1)) - mean;
      sum += off * off;
    }
    return sum > 0 ? OptionalDouble.of(Math.sqrt(sum / (n - 1))) : OptionalDouble.empty();
  }

  /**
   * The first bar after {@code start} up to {@code end} that reached the level, by its high or low
   * where they are known, else by its close; -1 for none.
   */
  static int touchedAt(Series daily, int start, int end, double level) {
    boolean up = level >= daily.close(start);
    for (int i = start + 1; i <= end; i++) {
      double extreme = up ? daily.high(i) : daily.low(i);
      double reached = Double.isNaN(extreme) ? daily.close(i) : extreme;
      if (up ? reached >= level : reached <= level) {
        return i;
      }
    }
    return -1;
  }
}
