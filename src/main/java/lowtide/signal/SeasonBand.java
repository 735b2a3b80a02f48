package lowtide.signal;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far a month's log return may lie from its mean: a conformal band.
 *
 * <p>Past misses, each out of sample and in units of the volatility of its time, |r - shrunk mean|
 * / sigma_60m, are ranked; the ceil((n + 1) x coverage)-th smallest times today's sigma_60m is half
 * the band's width (Vovk, Gammerman and Shafer 2005; Lei et al. 2018). Exact were the scores
 * exchangeable, which months in a market are not quite: that is why the coverage measured is told
 * with it. O(n log n).
 *
 * @param sigma standard deviation (n - 1) of the last 60 monthly log returns
 * @param quantile of the past scores
 * @param scores how many there were
 */
public record SeasonBand(double sigma, double quantile, int scores) {
  /** The months of sigma_60m. */
  public static final int MONTHS = 60;

  /** With fewer past scores there is no band. */
  public static final int LEAST_SCORES = 24;

  /** Half the width, as a log return. */
  public double half() {
    return quantile * sigma;
  }

  /** Standard deviation (n - 1) of the last 60 log returns; empty where there are fewer. */
  static OptionalDouble sigma(List<SeasonMonth> months) {
    if (months.size() < MONTHS) {
      return OptionalDouble.empty();
    }
    double[] returns =
        months.subList(months.size() - MONTHS, months.size()).stream()
            .mapToDouble(SeasonMonth::logReturn)
            .toArray();
    double mean = Arrays.stream(returns).average().orElse(0);
    double sum = Arrays.stream(returns).map(r -> (r - mean) * (r - mean)).sum();
    return sum > 0 ? OptionalDouble.of(Math.sqrt(sum / (MONTHS - 1))) : OptionalDouble.empty();
  }

  /**
   * The ceil((n + 1) x coverage)-th smallest score; empty with fewer than 24, or too few for such a
   * coverage.
   *
   * @param coverage wanted, above 0 and below 1
   */
  static OptionalDouble quantile(double[] scores, double coverage) {
    int rank = (int) Math.ceil((scores.length + 1) * coverage - 1e-9);
    if (scores.length < LEAST_SCORES || rank > scores.length) {
      return OptionalDouble.empty();
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return OptionalDouble.of(sorted[rank - 1]);
  }
}
