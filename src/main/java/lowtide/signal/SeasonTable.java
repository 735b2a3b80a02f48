package lowtide.signal;

import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Mean log returns by calendar month, raw and shrunk towards the mean of all months, and whether
 * the months differ at all.
 *
 * <p>Twelve means of a dozen noisy returns each differ by chance. The one-way analysis of variance
 * asks whether by more: F = MSB / s^2 with 11 and N - 12 degrees of freedom. The variance of the
 * true means is estimated by moments, tau^2 = max(0, (MSB - s^2) / k) with k = (N - sum n_m^2 / N)
 * / 11, which is n where all months have n returns (Searle, Casella and McCulloch 1992, "Variance
 * Components", section 3.6). Each mean keeps 1 - B_m of its distance, B_m = (s^2 / n_m) / (s^2 /
 * n_m + tau^2) (Efron and Morris 1975); at tau^2 = 0 every B_m is 1 and every month has the mean of
 * all. O(N).
 *
 * @param from the first month
 * @param to the last month
 * @param n returns in all
 * @param mean of all returns
 * @param within s^2, the pooled variance within the months, above 0
 * @param between MSB, the mean square between the months
 * @param tau2 estimated variance of the true means, 0 or more
 * @param f MSB / s^2
 * @param p how often F would be as large if all months had the same mean
 * @param rows January to December
 */
public record SeasonTable(
    YearMonth from,
    YearMonth to,
    int n,
    double mean,
    double within,
    double between,
    double tau2,
    double f,
    double p,
    List<Row> rows) {
  static final int MONTHS = 12;

  /** So many returns a calendar month must have: one has no variance. */
  static final int LEAST = 2;

  /**
   * A calendar month.
   *
   * @param mean of its log returns
   * @param shrinkage B, from 0 (the raw mean is kept) to 1 (the mean of all months is taken)
   * @param shrunk mean of all + (1 - B) (mean - mean of all)
   * @param low lower end of the raw mean's 95 % interval, by s and Student's t; {@code high}
   *     likewise
   */
  public record Row(
      Month month, int n, double mean, double shrinkage, double shrunk, double low, double high) {}

  public SeasonTable {
    rows = List.copyOf(rows);
    if (rows.size() != MONTHS) {
      throw new IllegalArgumentException("rows must be 12: " + rows.size());
    }
  }

  public Row row(Month month) {
    return rows.get(month.getValue() - 1);
  }

  /** Whether all twelve months are taken for the same. */
  public boolean isPooled() {
    return tau2 == 0;
  }

  /**
   * @param months in order; empty is returned where a calendar month has fewer than two returns, or
   *     the returns do not vary within the months
   */
  public static Optional<SeasonTable> of(List<SeasonMonth> months) {
    int[] counts = new int[MONTHS];
    double[] means = new double[MONTHS];
    double mean = 0;
    for (SeasonMonth month : months) {
      int m = month.month().getMonthValue() - 1;
      counts[m]++;
      means[m] += month.logReturn();
      mean += month.logReturn() / months.size();
    }
    double squares = 0;
    for (int m = 0; m < MONTHS; m++) {
      if (counts[m] < LEAST) {
        return Optional.empty();
      }
      means[m] /= counts[m];
      squares += (double) counts[m] * counts[m];
    }
    int n = months.size();
    double within = 0;
    for (SeasonMonth month : months) {
      double off = month.logReturn() - means[month.month().getMonthValue() - 1];
      within += off * off / (n - MONTHS);
    }
    if (!(within > 0)) {
      return Optional.empty();
    }
    double between = 0;
    for (int m = 0; m < MONTHS; m++) {
      between += counts[m] * (means[m] - mean) * (means[m] - mean) / (MONTHS - 1);
    }
    double size = (n - squares / n) / (MONTHS - 1);
    double tau2 = Math.max(0, (between - within) / size);
    double t = new TDistribution(n - MONTHS).inverseCumulativeProbability(.975);
    List<Row> rows = new ArrayList<>();
    for (int m = 0; m < MONTHS; m++) {
      double noise = within / counts[m];
      double shrinkage = noise / (noise + tau2);
      double half = t * Math.sqrt(noise);
      rows.add(
          new Row(
              Month.of(m + 1),
              counts[m],
              means[m],
              shrinkage,
              mean + (1 - shrinkage) * (means[m] - mean),
              means[m] - half,
              means[m] + half));
    }
    double f = between / within;
    return Optional.of(
        new SeasonTable(
            months.get(0).month(),
            months.get(n - 1).month(),
            n,
            mean,
            within,
            between,
            tau2,
            f,
            1 - new FDistribution(MONTHS - 1, n - MONTHS).cumulativeProbability(f),
            rows));
  }
}
