package lowtide.signal;

import java.util.Arrays;

/**
 * The middle one of some values, and the two of them between which the true median lies with at
 * least 95 %, whatever the distribution, if the values are independent (David and Nagaraja 2003,
 * "Order Statistics", 7.1).
 *
 * @param value NaN of no values
 * @param low the k-th smallest; NaN where there are fewer than six values
 * @param high the k-th largest; likewise
 */
public record MedianInterval(double value, double low, double high) {
  /** O(n log n). */
  static MedianInterval of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = lowRank(sorted.length);
    return new MedianInterval(
        sorted.length == 0 ? Double.NaN : ForwardOutcomes.median(sorted),
        rank == 0 ? Double.NaN : sorted[rank - 1],
        rank == 0 ? Double.NaN : sorted[sorted.length - rank]);
  }

  /** Whether there are enough values for the interval. */
  public boolean isBounded() {
    return !Double.isNaN(low);
  }

  /**
   * The largest k for which the median of n values lies between the k-th from either end with at
   * least 95 %; 0 where none is: fewer than six.
   */
  static int lowRank(int n) {
    double probability = Math.pow(.5, n); // of no value below the median
    double tail = 0;
    int k = 0;
    while (k < n && tail + probability <= .025) {
      tail += probability;
      probability *= (double) (n - k) / (k + 1);
      k++;
    }
    return k;
  }
}
