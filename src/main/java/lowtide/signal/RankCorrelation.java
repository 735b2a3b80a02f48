package lowtide.signal;

import java.util.OptionalDouble;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.ranking.NaNStrategy;
import org.hipparchus.stat.ranking.NaturalRanking;
import org.hipparchus.stat.ranking.TiesStrategy;

/**
 * Coefficients that see only the order of values, so that one extreme day counts as one day.
 *
 * <p>Without unit, in -1 to 1; empty and refusals as in {@link Correlation}.
 */
public final class RankCorrelation {
  private RankCorrelation() {}

  /** Spearman's rho: Pearson's r of the ranks, where equal values share the mean of theirs. */
  public static OptionalDouble spearman(double[] x, double[] y) {
    Pairs.require(x, y);
    // A ranking holds no state between calls, but is not documented as safe to share.
    NaturalRanking ranking = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE);
    return x.length < 2
        ? OptionalDouble.empty()
        : Correlation.pearson(ranking.rank(x), ranking.rank(y));
  }

  /** Kendall's tau-b: pairs in the same order less pairs in opposite order, corrected for ties. */
  public static OptionalDouble kendall(double[] x, double[] y) {
    int n = Pairs.require(x, y);
    CoMoments moments = CoMoments.of(x, y, 0, n);
    return n >= 2 && moments.isXVaried() && moments.isYVaried()
        ? OptionalDouble.of(new KendallsCorrelation().correlation(x, y))
        : OptionalDouble.empty();
  }
}
