package lowtide.market;

import java.util.Arrays;

/**
 * Whether a series is labelled one bar too early or too late, seen beside another of the same
 * instrument: its returns then agree with those of the bar before or behind.
 *
 * <p>A shift by a day ruins a correlation and looks like good data in every other respect.
 */
public final class LabelShift {
  /** Fewer bars in common tell nothing. */
  public static final int BARS_NEEDED = 20;

  /** Shifted returns must agree better than unshifted ones by this factor. */
  private static final double MUCH_BETTER = 4;

  private LabelShift() {}

  /**
   * By how many bars {@code series} is late: 1 when it shows at each label what belongs to the bar
   * before, -1 for the bar behind, 0 when it is right or cannot be told.
   *
   * @param reference of the same instrument and interval
   */
  public static int of(Series series, Series reference) {
    double right = difference(series, reference, 0);
    double late = difference(series, reference, 1);
    double early = difference(series, reference, -1);
    // With NaN, for too few bars, every comparison is false.
    if (late * MUCH_BETTER < right && !(early < late)) {
      return 1;
    }
    return early * MUCH_BETTER < right ? -1 : 0;
  }

  /** The median absolute difference of log returns when labels are moved back; NaN for too few. */
  private static double difference(Series series, Series reference, int late) {
    double[] differences = new double[series.size()];
    int n = 0;
    for (int i = 1; i < series.size(); i++) {
      int label = i - late;
      if (label < 1 || label >= series.size()) {
        continue;
      }
      int now = reference.indexOf(series.opensAt(label));
      int before = reference.indexOf(series.opensAt(label - 1));
      if (now >= 0 && before >= 0) {
        double ours = Math.log(series.close(i) / series.close(i - 1));
        double theirs = Math.log(reference.close(now) / reference.close(before));
        differences[n++] = Math.abs(ours - theirs);
      }
    }
    if (n < BARS_NEEDED) {
      return Double.NaN;
    }
    double[] ordered = Arrays.copyOf(differences, n);
    Arrays.sort(ordered);
    return ordered[n / 2];
  }
}
