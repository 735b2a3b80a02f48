package lowtide.signal;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a correlation looks in large moves, beside what mere truncation makes of it.
 *
 * <p>Exceedance correlations (Longin and Solnik 2001): of the sessions on which both returns,
 * standardised over the whole span, lie beyond a threshold on the same side. Tails by the proxy's
 * absolute return, corrected for the tail's greater variance (Forbes and Rigobon 2002): r / sqrt(1
 * + delta (1 - r^2)), delta = variance of the proxy in the tail / over all - 1. Leaving out a month
 * is O(sessions) each.
 *
 * @param whole over all sessions
 * @param corners exceedance correlations, downside first, theta rising from 0 to 1
 * @param tails by the proxy's absolute return
 * @param month the one month without which the downside beyond half a deviation changes most; null
 *     where that is not defined
 * @param cornersWithout the corners without that month, in the same order
 */
public record ShiftTable(
    SpanCorrelation whole,
    List<Corner> corners,
    List<Tail> tails,
    @Nullable YearMonth month,
    List<Corner> cornersWithout) {
  private static final double[] THETAS = {0, .5, 1};
  private static final double[] SHARES = {.5, .2, .1};
  private static final int LEAST = 30;

  /**
   * Sessions on which both moved beyond theta standard deviations the same way.
   *
   * @param correlation empty where there are fewer than 30
   * @param benchmark what jointly normal returns of the whole span's correlation would show
   */
  public record Corner(
      boolean down, double theta, int n, Optional<SpanCorrelation> correlation, double benchmark) {}

  /**
   * Sessions of the proxy's largest moves.
   *
   * @param share of all sessions
   * @param corrected for the tail's variance; NaN where there is no correlation
   */
  public record Tail(
      double share, int n, Optional<SpanCorrelation> correlation, double corrected) {}

  public ShiftTable {
    corners = List.copyOf(corners);
    tails = List.copyOf(tails);
    cornersWithout = List.copyOf(cornersWithout);
  }

  /** Empty where the whole span has no correlation. */
  public static Optional<ShiftTable> of(AlignedReturns returns) {
    double[] x = returns.asset(0);
    double[] y = returns.proxy();
    List<LocalDate> sessions = returns.sessions();
    int n = sessions.size();
    if (n < LEAST) {
      return Optional.empty();
    }
    return SpanCorrelation.of(sessions.get(0), sessions.get(n - 1), x, y)
        .filter(whole -> Math.abs(whole.pearson()) < 1)
        .map(
            whole -> {
              List<Corner> corners = corners(x, y, sessions, null);
              YearMonth month = mostInfluential(x, y, sessions);
              return new ShiftTable(
                  whole,
                  corners,
                  tails(x, y, sessions),
                  month,
                  month == null ? List.of() : corners(x, y, sessions, month));
            });
  }

  private static List<Corner> corners(
      double[] x, double[] y, List<LocalDate> sessions, @Nullable YearMonth without) {
    int[] kept =
        IntStream.range(0, x.length)
            .filter(i -> without == null || !YearMonth.from(sessions.get(i)).equals(without))
            .toArray();
    double[] u = standardised(pick(x, kept));
    double[] v = standardised(pick(y, kept));
    double rho = Correlation.pearson(u, v).orElse(0);
    List<Corner> corners = new ArrayList<>();
    for (boolean down : new boolean[] {true, false}) {
      for (double theta : THETAS) {
        int sign = down ? -1 : 1;
        IntPredicate inside = i -> sign * u[i] > theta && sign * v[i] > theta;
        int[] at = IntStream.range(0, u.length).filter(inside).toArray();
        corners.add(
            new Corner(
                down,
                theta,
                at.length,
                correlation(u, v, at, kept, sessions),
                TruncatedNormal.correlationBeyond(theta, rho)));
      }
    }
    return corners;
  }

  private static Optional<SpanCorrelation> correlation(
      double[] u, double[] v, int[] at, int[] kept, List<LocalDate> sessions) {
    return at.length < LEAST
        ? Optional.empty()
        : SpanCorrelation.of(
            sessions.get(kept[at[0]]),
            sessions.get(kept[at[at.length - 1]]),
            pick(u, at),
            pick(v, at));
  }

  private static List<Tail> tails(double[] x, double[] y, List<LocalDate> sessions) {
    double[] moves = Arrays.stream(y).map(Math::abs).sorted().toArray();
    int[] all = IntStream.range(0, y.length).toArray();
    double whole = variance(y);
    List<Tail> tails = new ArrayList<>();
    for (double share : SHARES) {
      int count = (int) Math.round(share * moves.length);
      double least = count == 0 ? Double.POSITIVE_INFINITY : moves[moves.length - count];
      int[] at = IntStream.range(0, y.length).filter(i -> Math.abs(y[i]) >= least).toArray();
      Optional<SpanCorrelation> correlation = correlation(x, y, at, all, sessions);
      double delta = at.length < 2 ? Double.NaN : variance(pick(y, at)) / whole - 1;
      tails.add(
          new Tail(
              share,
              at.length,
              correlation,
              correlation.map(c -> forbesRigobon(c.pearson(), delta)).orElse(Double.NaN)));
    }
    return tails;
  }

  /** What a tail's correlation would be at the whole span's variance of the proxy. */
  static double forbesRigobon(double r, double delta) {
    return r / Math.sqrt(1 + delta * (1 - r * r));
  }

  private static @Nullable YearMonth mostInfluential(
      double[] x, double[] y, List<LocalDate> sessions) {
    Optional<SpanCorrelation> all = downside(corners(x, y, sessions, null));
    if (all.isEmpty()) {
      return null;
    }
    YearMonth found = null;
    double largest = 0;
    TreeSet<YearMonth> months = new TreeSet<>();
    sessions.forEach(session -> months.add(YearMonth.from(session)));
    for (YearMonth month : months) {
      Optional<SpanCorrelation> without = downsideWithout(x, y, sessions, month);
      double change = without.map(c -> Math.abs(c.pearson() - all.get().pearson())).orElse(0.0);
      if (change > largest) {
        largest = change;
        found = month;
      }
    }
    return found;
  }

  private static Optional<SpanCorrelation> downsideWithout(
      double[] x, double[] y, List<LocalDate> sessions, YearMonth month) {
    int[] kept =
        IntStream.range(0, x.length)
            .filter(i -> !YearMonth.from(sessions.get(i)).equals(month))
            .toArray();
    double[] u = standardised(pick(x, kept));
    double[] v = standardised(pick(y, kept));
    int[] at = IntStream.range(0, u.length).filter(i -> u[i] < -.5 && v[i] < -.5).toArray();
    return correlation(u, v, at, kept, sessions);
  }

  private static Optional<SpanCorrelation> downside(List<Corner> corners) {
    return corners.stream()
        .filter(corner -> corner.down() && corner.theta() == .5)
        .findFirst()
        .flatMap(Corner::correlation);
  }

  private static double[] pick(double[] values, int[] at) {
    return Arrays.stream(at).mapToDouble(i -> values[i]).toArray();
  }

  private static double[] standardised(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double deviation = Math.sqrt(variance(values));
    return Arrays.stream(values).map(value -> (value - mean) / deviation).toArray();
  }

  /** Population variance. */
  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum()
        / values.length;
  }
}
