package lowtide.signal;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;

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
 * @param power the share of jumps from .15 to .60 that are found within two windows
 * @param medianLatency sessions from the jump to the alert, of those found
 */
public record AlarmRates(
    double bandChangesPerYear,
    double labelChangesPerYear,
    double falseChangesPerYear,
    double power,
    int medianLatency) {

  /** Of the default settings, so that nobody waits for it; {@code AlarmRatesTest} holds it. */
  static final AlarmRates DEFAULT = new AlarmRates(18.48, 2.3475, .535, .764, 49);

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
    LabelTracker tracker = new LabelTracker(settings);
    LabelState label = null;
    Label band = null;
    int bandChanges = 0;
    int labelChanges = 0;
    for (int to = window; to <= n; to++) {
      double r = Correlation.pearson(constant[0], constant[1], to - window, to).orElseThrow();
      Label nowBand = Label.of(r, settings.bands());
      LabelState now = tracker.next(label, r, LocalDate.ofEpochDay(to));
      bandChanges += band != null && band != nowBand ? 1 : 0;
      labelChanges += label != null && label.label() != now.label() ? 1 : 0;
      band = nowBand;
      label = now;
    }
    int falseChanges = 0;
    for (int session : changes(constant, window, settings.change(), n)) {
      falseChanges += session > 0 ? 1 : 0;
    }
    int[] latencies = new int[JUMPS];
    int found = 0;
    for (int jump = 0; jump < JUMPS; jump++) {
      int length = 4 * window;
      double[][] pairs = new double[2][length];
      fill(pairs, 0, 2 * window, FROM, random);
      fill(pairs, 2 * window, length, TO, random);
      for (int session : changes(pairs, window, settings.change(), length)) {
        if (session > 2 * window) {
          latencies[found++] = session - 2 * window;
          break;
        }
      }
    }
    Arrays.sort(latencies, 0, found);
    return new AlarmRates(
        (double) bandChanges / YEARS,
        (double) labelChanges / YEARS,
        (double) falseChanges / YEARS,
        (double) found / JUMPS,
        found == 0 ? 0 : latencies[found / 2]);
  }

  /** On which sessions, counted from 1, a change was found. */
  private static int[] changes(
      double[][] pairs, int window, CorrelationSettings.Change settings, int n) {
    ChangeTracker tracker = new ChangeTracker(settings);
    ChangeTracker.State state = null;
    double[] rs = new double[n + 1];
    double[] errors = new double[n + 1];
    int[] sessions = new int[n];
    int found = 0;
    for (int to = window; to <= n; to++) {
      double[] x = Arrays.copyOfRange(pairs[0], to - window, to);
      double[] y = Arrays.copyOfRange(pairs[1], to - window, to);
      rs[to] = Correlation.pearson(x, y, 0, window).orElseThrow();
      errors[to] = ConfidenceInterval.standardError(x, y);
      if (to >= 2 * window) {
        state =
            tracker.next(
                state,
                CorrelationDifference.statistic(
                    rs[to - window], errors[to - window], rs[to], errors[to]));
        if (state.fired()) {
          sessions[found++] = to;
        }
      }
    }
    return Arrays.copyOf(sessions, found);
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
