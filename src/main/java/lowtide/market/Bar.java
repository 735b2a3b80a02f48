package lowtide.market;

import java.time.Instant;

/**
 * A finished bar: prices of one interval.
 *
 * @param opensAt when the interval begins; for {@link Interval#DAY} midnight UTC of the day's or
 *     session's date, whatever the session's hours
 * @param open NaN where the source gives closes only; likewise {@code high} and {@code low}
 * @param close positive and finite
 * @param volume NaN where unknown
 */
public record Bar(
    Instant opensAt, double open, double high, double low, double close, double volume) {

  /** Above this a price is a fault of its source, whatever the instrument. */
  public static final double HIGHEST_PRICE = 1e9;

  /** Below this too: the return from such a price has no number. */
  private static final double LOWEST_PRICE = 1e-12;

  public Bar {
    requirePrice("close", close);
    requirePriceOrNaN("open", open);
    requirePriceOrNaN("high", high);
    requirePriceOrNaN("low", low);
    if (!Double.isNaN(volume) && (volume < 0 || Double.isInfinite(volume))) {
      throw new IllegalArgumentException("volume must not be negative or infinite: " + volume);
    }
    // Comparisons with NaN are false, so absent prices pass.
    if (high < low || high < close || low > close || high < open || low > open) {
      throw new IllegalArgumentException(
          "high %s, low %s, open %s and close %s contradict each other"
              .formatted(high, low, open, close));
    }
  }

  /** A bar of which only the close is known. */
  public static Bar ofClose(Instant opensAt, double close) {
    return new Bar(opensAt, Double.NaN, Double.NaN, Double.NaN, close, Double.NaN);
  }

  private static void requirePrice(String field, double price) {
    if (!(price >= LOWEST_PRICE && price < HIGHEST_PRICE)) {
      throw new IllegalArgumentException(field + " must be above 0 and below 1e9: " + price);
    }
  }

  private static void requirePriceOrNaN(String field, double price) {
    if (!Double.isNaN(price)) {
      requirePrice(field, price);
    }
  }
}
