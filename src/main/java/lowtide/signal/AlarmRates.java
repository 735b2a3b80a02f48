package lowtide.signal;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How often the alerts about a correlation are false, and how soon they are true, by simulation.
 *
 * <p>Returns are jointly Student's t with 5 degrees of freedom. False: centuries of sessions at a
 * constant correlation. Power and latency: many jumps from one correlation to another, each after
 * two windows of the first. Always the same seed, so always the same figures.
 *
 * @param bandChangesPerYear how often r changes its band, at a constant correlation of .45
 * @param labelChangesPerYear likewise the label, with hysteresis and confirmation
 * @param falseChangesPerYear how often a change point is found, at the same correlation
 * @param power the share of jumps from .15 to .60 after which a change point is found within two
 *     windows, and {@code medianLatency} the sessions from the jump to the alert, of those found
 * @param labelPower the share of these jumps after which the label becomes a higher one within two
 *     windows, and {@code labelLatency} the sessions in the middle until it does
 */
public record AlarmRates(
    double bandChangesPerYear,
    double labelChangesPerYear,
    double falseChangesPerYear,
    double power,
    int medianLatency,
    double labelPower,
    int labelLatency) {

  /** Of the default settings, so that nobody waits for it; {@code AlarmRatesTest} holds it. */
  static final AlarmRates DEFAULT = new AlarmRates(18.48, 2.3475, .535, .764, 49, .976, 32);

  private static final int YEARS = 400;
  private static final int SESSIONS_A_YEAR = 252;
  private static final int JUMPS = 1000;
  private static final double CONSTANT = .45;
  private static final double FROM = .15;
  private static final double TO = .60;
  private static final long SEED = 20;

  /** Takes a second or two, unless the settings that matter are the default ones. */
  public static AlarmRates of(CorrelationSettings settings) {
    CorrelationSettings usual = CorrelationSettings.DEFAULT;
    return settings.labelWindow() == usual.labelWindow()
            && settings.bands().equals(usual.bands())
            && settings.hysteresis() == usual.hysteresis()
            && settings.confirmationSessions() == usual.confirmationSessions()
            && settings.change().equals(usual.change())
        ? DEFAULT
        : simulated(settings);
  }

  static AlarmRates simulated(CorrelationSettings settings) {
    SplittableRandom random = new SplittableRandom(SEED);
    int window = settings.labelWindow();
    int n = YEARS * SESSIONS_A_YEAR;
    double[][] constant = new double[2][n];
    fill(constant, 0, n, CONSTANT, random);
    Rolled rolled = Rolled.over(constant, window);
    Label band = null;
    int bandChanges = 0;
    for (int to = window; to <= n; to++) {
      Label nowBand = Label.of(rolled.rs()[to], settings.bands());
      bandChanges += band != null && band != nowBand ? 1 : 0;
      band = nowBand;
    }
    int jumpAt = 2 * window;
    int length = 4 * window;
    Delays changes = new Delays();
    Delays labels = new Delays();
    for (int jump = 0; jump < JUMPS; jump++) {
      double[][] pairs = new double[2][length];
      fill(pairs, 0, jumpAt, FROM, random);
      fill(pairs, jumpAt, length, TO, random);
      Rolled jumped = Rolled.over(pairs, window);
      changes.addFirst(changePoints(jumped, settings).filter(session -> session > jumpAt), jumpAt);
      labels.addFirst(labelRises(jumped, settings).filter(session -> session > jumpAt), jumpAt);
    }
    return new AlarmRates(
        (double) bandChanges / YEARS,
        (double) labelChanges(rolled, settings).count() / YEARS,
        (double) changePoints(rolled, settings).count() / YEARS,
        changes.share(),
        changes.median(),
        labels.share(),
        labels.median());
  }

  /**
   * The last window's coefficient and standard error at each session, counted from 1.
   *
   * @param window from whose length on there are any
   */
  private record Rolled(double[] rs, double[] errors, int window) {
    static Rolled over(double[][] pairs, int window) {
      int n = pairs[0].length;
      double[] rs = new double[n + 1];
      double[] errors = new double[n + 1];
      for (int to = window; to <= n; to++) {
        double[] x = Arrays.copyOfRange(pairs[0], to - window, to);
        double[] y = Arrays.copyOfRange(pairs[1], to - window, to);
        rs[to] = Correlation.pearson(x, y, 0, window).orElseThrow();
        errors[to] = ConfidenceInterval.standardError(x, y);
      }
      return new Rolled(rs, errors, window);
    }
  }

  /** How long after a jump it was told, of the jumps that were. */
  private static final class Delays {
    private final int[] sessions = new int[JUMPS];
    private int told;

    void addFirst(IntStream at, int jumpAt) {
      at.findFirst().ifPresent(session -> sessions[told++] = session - jumpAt);
    }

    double share() {
      return (double) told / JUMPS;
    }

    int median() {
      int[] sorted = Arrays.copyOf(sessions, told);
      Arrays.sort(sorted);
      return told == 0 ? 0 : sorted[told / 2];
    }
  }

  /** The sessions on which the label changed. */
  private static IntStream labelChanges(Rolled rolled, CorrelationSettings settings) {
    Label[] labels = labels(rolled, settings);
    return sessions(rolled, 1).filter(to -> labels[to] != labels[to - 1]);
  }

  /** Those on which it became a higher one. */
  private static IntStream labelRises(Rolled rolled, CorrelationSettings settings) {
    Label[] labels = labels(rolled, settings);
    return sessions(rolled, 1).filter(to -> labels[to].compareTo(labels[to - 1]) > 0);
  }

  private static Label[] labels(Rolled rolled, CorrelationSettings settings) {
    LabelTracker tracker = new LabelTracker(settings);
    Label[] labels = new Label[rolled.rs().length];
    LabelState state = null;
    for (int to = rolled.window(); to < labels.length; to++) {
      state = tracker.next(state, rolled.rs()[to], LocalDate.ofEpochDay(to));
      labels[to] = state.label();
    }
    return labels;
  }

  /** The sessions on which a change point was found. */
  private static IntStream changePoints(Rolled rolled, CorrelationSettings settings) {
    ChangeTracker tracker = new ChangeTracker(settings.change());
    int window = rolled.window();
    boolean[] fired = new boolean[rolled.rs().length];
    ChangeTracker.State state = null;
    for (int to = 2 * window; to < fired.length; to++) {
      state =
          tracker.next(
              state,
              CorrelationDifference.statistic(
                  rolled.rs()[to - window],
                  rolled.errors()[to - window],
                  rolled.rs()[to],
                  rolled.errors()[to]));
      fired[to] = state.fired();
    }
    return sessions(rolled, 0).filter(to -> fired[to]);
  }

  private static IntStream sessions(Rolled rolled, int afterFirst) {
    return IntStream.range(rolled.window() + afterFirst, rolled.rs().length);
  }

  /** Pairs of fat-tailed returns of correlation rho. */
  private static void fill(
      double[][] pairs, int from, int to, double rho, SplittableRandom random) {
    for (int i = from; i < to; i++) {
      double x = random.nextGaussian();
      double y = rho * x + Math.sqrt(1 - rho * rho) * random.nextGaussian();
      double chi = 0;
      for (int k = 0; k < 5; k++) {
        double gauss = random.nextGaussian();
        chi += gauss * gauss;
      }
      double scale = Math.sqrt(5 / chi);
      pairs[0][i] = x * scale;
      pairs[1][i] = y * scale;
    }
  }
}
