package lowtide.signal;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Readings of the correlation of two instruments over a window of sessions.
 *
 * <p>The window is the last sessions of the calendar up to the last one with both prices; nine
 * returns in ten must be there.
 */
public final class CorrelationSignal {
  static final double LAMBDA = 0.94;
  private static final int SHORTEST = 10;
  private static final int LONGEST = 500;

  private final CorrelationSettings settings;
  private final LabelTracker tracker;

  public CorrelationSignal(CorrelationSettings settings) {
    this.settings = settings;
    this.tracker = new LabelTracker(settings);
  }

  /** The reading over the window whose label is watched. */
  public CorrelationResult read(PairedReturns returns) {
    return read(returns, settings.labelWindow());
  }

  /**
   * The newest reading.
   *
   * @param window sessions, 10 to 500
   * @throws IllegalArgumentException if the window is out of range
   */
  public CorrelationResult read(PairedReturns returns, int window) {
    return read(labels(returns, window, null));
  }

  /** The newest reading, where the label is known already. */
  CorrelationResult read(LabelHistory labels) {
    PairedReturns returns = labels.returns();
    return read(returns, labels.window(), returns.rowCount() - 1, labels.state());
  }

  /**
   * The reading of the session of one of its changes.
   *
   * @throws IllegalArgumentException if the label did not change on that session
   */
  CorrelationReading read(LabelHistory labels, LabelChange change) {
    PairedReturns returns = labels.returns();
    LabelState state = new LabelState(change.to(), change.session(), 0);
    if (labels.changes().contains(change)
        && read(returns, labels.window(), returns.rowOf(change.session()), state)
            instanceof CorrelationReading reading) {
      return reading;
    }
    throw new IllegalArgumentException("not a change of these labels: " + change);
  }

  /**
   * @param last the row whose reading is asked for, -1 if there is none
   */
  private CorrelationResult read(
      PairedReturns returns, int window, int last, @Nullable LabelState label) {
    if (last < 0) {
      return tooFew(returns, window, 0, "");
    }
    int from = returns.from(last, window);
    int to = returns.to(last);
    if (to - from < needed(window)) {
      LocalDate since = returns.row(returns.firstRow(last, window));
      return tooFew(returns, window, to - from, " (since " + since + ")");
    }
    double[] x = returns.assetReturns(from, to);
    double[] y = returns.proxyReturns(from, to);
    OptionalDouble pearson = Correlation.pearson(x, y, 0, x.length);
    if (pearson.isEmpty() || label == null) {
      return new Unknown(undefined(returns, window, x, y, returns.row(last)));
    }
    double r = pearson.getAsDouble();
    ConfidenceInterval interval = ConfidenceInterval.of(x, y).orElseThrow();
    return new CorrelationReading(
        returns.asset(),
        returns.proxy(),
        window,
        returns.closes(returns.row(last)),
        returns.row(last),
        x.length,
        EffectiveSize.of(x, y).orElseThrow(),
        r,
        RankCorrelation.spearman(x, y).orElseThrow(),
        RankCorrelation.kendall(x, y).orElseThrow(),
        Correlation.ewma(x, y, LAMBDA).orElseThrow(),
        Correlation.beta(x, y).orElseThrow(),
        interval.low(),
        interval.high(),
        label.label(),
        label.since(),
        Label.of(r, settings.bands()),
        interval.excludesZero(),
        flags(returns, last, window));
  }

  /**
   * The reading at every session that has one.
   *
   * @throws IllegalArgumentException if the window is not from 10 to 500
   */
  public RollingCorrelation rolling(PairedReturns returns, int window) {
    requireWindow(window);
    RollingCorrelation rolling = new RollingCorrelation(window, returns.rowCount());
    double[] quantiles = new double[window + 1]; // by n, each worked out once
    LabelState label = null;
    for (int k = 0; k < returns.rowCount(); k++) {
      OptionalDouble r = pearson(returns, k, window);
      if (r.isPresent()) {
        double[] x = returns.assetReturns(returns.from(k, window), returns.to(k));
        double[] y = returns.proxyReturns(returns.from(k, window), returns.to(k));
        if (quantiles[x.length] == 0) {
          quantiles[x.length] = ConfidenceInterval.tQuantile(x.length - 2);
        }
        label = tracker.next(label, r.getAsDouble(), returns.row(k));
        rolling.add(
            returns.row(k),
            r.getAsDouble(),
            ConfidenceInterval.of(x, y, quantiles[x.length]).orElseThrow(),
            label.label());
      }
    }
    return rolling;
  }

  /**
   * The label after all rows.
   *
   * @param before gone on with if it is of the same window and these returns continue its own; may
   *     be null
   */
  LabelHistory labels(PairedReturns returns, int window, @Nullable LabelHistory before) {
    requireWindow(window);
    LabelHistory labels = LabelHistory.before(returns, window);
    int k = 0;
    if (before != null && before.window() == window && before.returns().isContinuedBy(returns)) {
      labels = before;
      k = before.returns().rowCount();
    }
    for (; k < returns.rowCount(); k++) {
      OptionalDouble r = pearson(returns, k, window);
      if (r.isPresent()) {
        LocalDate session = returns.row(k);
        labels =
            labels.next(returns, tracker.next(labels.state(), r.getAsDouble(), session), session);
      }
    }
    return labels.over(returns);
  }

  private static OptionalDouble pearson(PairedReturns returns, int k, int window) {
    int from = returns.from(k, window);
    int to = returns.to(k);
    return to - from < needed(window) ? OptionalDouble.empty() : returns.pearson(from, to);
  }

  /** Nine in ten, rounded up. */
  static int needed(int window) {
    return (9 * window + 9) / 10;
  }

  private static void requireWindow(int window) {
    if (window < SHORTEST || window > LONGEST) {
      throw new IllegalArgumentException(
          "window must be from %s to %s sessions: %s".formatted(SHORTEST, LONGEST, window));
    }
  }

  private static Unknown tooFew(PairedReturns returns, int window, int has, String since) {
    return new Unknown(
        "needs %s of %s sessions of %s and %s, has %s%s"
            .formatted(
                needed(window),
                window,
                returns.asset().symbol(),
                returns.proxy().symbol(),
                has,
                since));
  }

  private static String undefined(
      PairedReturns returns, int window, double[] x, double[] y, LocalDate session) {
    boolean assetVaried = CoMoments.of(x, y, 0, x.length).isXVaried();
    return "the correlation is undefined: returns of %s did not vary over %s sessions to %s"
        .formatted((assetVaried ? returns.proxy() : returns.asset()).symbol(), window, session);
  }

  /** What is to be minded about the window that ends with row {@code k}. */
  static Set<Flag> flags(PairedReturns returns, int k, int window) {
    int from = returns.from(k, window);
    int to = returns.to(k);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    for (int i = from; i < to; i++) {
      if (returns.isAsync(i)) {
        flags.add(Flag.ASYNC);
      }
    }
    if (to - from < window) {
      flags.add(Flag.GAPS);
    }
    return flags;
  }
}
