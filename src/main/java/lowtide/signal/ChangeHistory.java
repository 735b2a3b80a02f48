package lowtide.signal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The change points of a pair's correlation up to some session.
 *
 * <p>Each session costs O(window): the window before was the last one of an earlier session, whose
 * figures are kept.
 *
 * @param session the last one with two windows; null if there is none
 * @param armed whether the next large difference is told
 * @param statistic of the last two windows; NaN if there are none
 * @param points oldest first
 */
public record ChangeHistory(
    PairedReturns returns,
    int window,
    @Nullable LocalDate session,
    boolean armed,
    double statistic,
    List<ChangePoint> points) {

  public ChangeHistory {
    points = List.copyOf(points);
  }

  /** The points on sessions after this one. */
  public List<ChangePoint> pointsAfter(LocalDate day) {
    return points.stream().filter(point -> point.session().isAfter(day)).toList();
  }

  /** The correlation of the window that a change point ends. */
  public SpanCorrelation after(ChangePoint point) {
    return span(returns.rowOf(point.session()));
  }

  /** That of the window before it. */
  public SpanCorrelation before(ChangePoint point) {
    return span(rowBefore(point));
  }

  /** What is to be minded about either window. */
  public Set<Flag> flags(ChangePoint point) {
    int k = returns.rowOf(point.session());
    Set<Flag> flags = CorrelationSignal.flags(returns, k, window);
    flags.addAll(CorrelationSignal.flags(returns, rowBefore(point), window));
    return flags;
  }

  private int rowBefore(ChangePoint point) {
    return returns.rowAt(returns.ordinal(returns.rowOf(point.session())) - window);
  }

  private SpanCorrelation span(int k) {
    int from = returns.from(k, window);
    int to = returns.to(k);
    return SpanCorrelation.of(
            returns.session(from),
            returns.row(k),
            returns.assetReturns(from, to),
            returns.proxyReturns(from, to))
        .orElseThrow();
  }

  /** Finds change points. For one thread at a time; goes on where the returns go on. */
  static final class Finder {
    private final int window;
    private final ChangeTracker tracker;
    private @Nullable PairedReturns seen;
    private double[] rs = new double[64]; // by row, NaN where there is none
    private double[] errors = new double[64];
    private int rows;
    private ChangeTracker.@Nullable State state;
    private @Nullable LocalDate session;
    private List<ChangePoint> points = new ArrayList<>();

    Finder(int window, CorrelationSettings.Change settings) {
      this.window = window;
      this.tracker = new ChangeTracker(settings);
    }

    ChangeHistory upTo(PairedReturns returns) {
      PairedReturns last = seen;
      if (last == null || rows > returns.rowCount() || !last.isContinuedBy(returns)) {
        rows = 0;
        state = null;
        session = null;
        points = new ArrayList<>();
      }
      seen = returns;
      while (rows < returns.rowCount()) {
        take(returns, rows++);
      }
      ChangeTracker.State now = state;
      return new ChangeHistory(
          returns,
          window,
          session,
          now == null || now.armed(),
          now == null ? Double.NaN : now.statistic(),
          points);
    }

    private void take(PairedReturns returns, int k) {
      if (k == rs.length) {
        rs = Arrays.copyOf(rs, 2 * k);
        errors = Arrays.copyOf(errors, 2 * k);
      }
      estimate(returns, k);
      // The window before ended as many sessions earlier; without a price there, there is none.
      int earlier = returns.rowAt(returns.ordinal(k) - window);
      if (Double.isNaN(errors[k]) || earlier < 0 || Double.isNaN(errors[earlier])) {
        return;
      }
      double statistic =
          CorrelationDifference.statistic(rs[earlier], errors[earlier], rs[k], errors[k]);
      ChangeTracker.State next = tracker.next(state, statistic);
      state = next;
      session = returns.row(k);
      if (next.fired()) {
        points.add(
            new ChangePoint(
                returns.row(k), statistic, rs[earlier], rs[k], errors[earlier], errors[k]));
      }
    }

    private void estimate(PairedReturns returns, int k) {
      int from = returns.from(k, window);
      int to = returns.to(k);
      rs[k] = Double.NaN;
      errors[k] = Double.NaN;
      if (to - from >= CorrelationSignal.needed(window)) {
        OptionalDouble r = returns.pearson(from, to);
        if (r.isPresent()) {
          rs[k] = r.getAsDouble();
          errors[k] =
              ConfidenceInterval.standardError(
                  returns.assetReturns(from, to), returns.proxyReturns(from, to));
        }
      }
    }
  }
}
