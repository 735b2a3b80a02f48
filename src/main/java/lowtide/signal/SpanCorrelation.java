package lowtide.signal;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A correlation over all sessions of a span of time.
 *
 * @param n returns in it
 * @param low lower end of the 95 % interval; {@code high} the upper
 */
public record SpanCorrelation(
    LocalDate from, LocalDate to, int n, double nEff, double pearson, double low, double high) {

  /** Fewer returns than this say nothing worth an interval. */
  static final int LEAST = 20;

  /** Of the returns since a session; empty where there are too few, or one does not vary. */
  public static Optional<SpanCorrelation> since(PairedReturns returns, LocalDate from) {
    int first = 0;
    while (first < returns.size() && returns.session(first).isBefore(from)) {
      first++;
    }
    int n = returns.size() - first;
    if (n < LEAST) {
      return Optional.empty();
    }
    return of(
        returns.session(first),
        returns.session(returns.size() - 1),
        returns.assetReturns(first, returns.size()),
        returns.proxyReturns(first, returns.size()));
  }

  static Optional<SpanCorrelation> of(LocalDate from, LocalDate to, double[] x, double[] y) {
    var pearson = Correlation.pearson(x, y);
    var interval = ConfidenceInterval.of(x, y);
    var size = EffectiveSize.of(x, y);
    if (pearson.isEmpty() || interval.isEmpty() || size.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SpanCorrelation(
            from,
            to,
            x.length,
            size.getAsDouble(),
            pearson.getAsDouble(),
            interval.get().low(),
            interval.get().high()));
  }
}
