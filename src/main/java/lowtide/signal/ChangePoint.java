package lowtide.signal;

import java.time.LocalDate;

/**
 * A session on which a window's correlation was found to differ from that of the window before it.
 *
 * @param statistic |z1 - z2| / sqrt(se1^2 + se2^2), z = atanh r
 * @param before r of the earlier window; {@code after} of the later one, not overlapping it
 */
public record ChangePoint(
    LocalDate session, double statistic, double before, double after, double se1, double se2) {

  /** How often a statistic this large comes by chance at one look, on either side. */
  public double probability() {
    return CorrelationDifference.probability(statistic);
  }
}
