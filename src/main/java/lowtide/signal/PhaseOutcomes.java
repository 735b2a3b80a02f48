package lowtide.signal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What came after the days of each phase: how deep the price fell, how wide it swung and where it
 * went in the 30 days from the next close on.
 *
 * <p>Point-in-time: only days whose 30 days are over are counted, the last 31 are left out. Days
 * overlap and come in episodes, so the number of episodes says how much a row rests on, and {@link
 * EpisodePermutation} whether the phases differ. It describes the past; it is no test on data that
 * nobody had seen.
 *
 * @param from the first day counted, empty if there is none; likewise {@code to}, the last
 * @param rows one for each phase that had a day
 * @param drawdownP p value of the differences in drawdown; empty with too few episodes; likewise
 *     {@code volatilityP} and {@code returnP}
 * @param changes of the phase on all days up to now, and {@code changesPerYear}
 * @param tops all-time highs that a fall of a fifth or more followed
 */
public record PhaseOutcomes(
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    List<Row> rows,
    OptionalDouble drawdownP,
    OptionalDouble volatilityP,
    OptionalDouble returnP,
    int changes,
    double changesPerYear,
    List<PhaseTop> tops) {

  /** Days from the entry to the end. */
  public static final int HORIZON = 30;

  /** The test behind the p values, in words. */
  public static final String TEST =
      String.format(
          Locale.US,
          "episodes permuted %,d times, seed %d",
          EpisodePermutation.PERMUTATIONS,
          EpisodePermutation.SEED);

  static final double DAYS_A_YEAR = 365.25;

  /**
   * The outcomes after one phase.
   *
   * @param days counted
   * @param episodes that they come in
   * @param medianDrawdownFromStart of the episodes' first days
   */
  public record Row(
      Phase phase,
      int days,
      int episodes,
      Centre drawdown,
      Centre volatility,
      Centre logReturn,
      double medianDrawdownFromStart) {}

  /** Where the middle of many values lies. */
  public record Centre(double mean, double median) {
    static Centre of(double[] values) {
      return new Centre(
          Arrays.stream(values).average().orElseThrow(), ForwardOutcomes.median(values));
    }
  }

  public PhaseOutcomes {
    rows = List.copyOf(rows);
    tops = List.copyOf(tops);
  }

  /** After all days that have a phase. */
  public static PhaseOutcomes of(PhaseHistory history) {
    return since(history, LocalDate.MIN);
  }

  /** After the days from {@code since} on: what tables of one span of time are made of. */
  public static PhaseOutcomes since(PhaseHistory history, LocalDate since) {
    RiskIndex index = history.index();
    int first = first(index, since);
    ForwardOutcomes outcomes = outcomes(index, first);
    List<EpisodePermutation.Run> runs = runs(history, first, outcomes.size());
    EpisodePermutation test = new EpisodePermutation(runs, Phase.values().length);
    List<Row> rows = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      row(phase, runs, outcomes).ifPresent(rows::add);
    }
    boolean any = outcomes.size() > 0;
    int changes = Math.max(0, history.episodes().size() - 1);
    return new PhaseOutcomes(
        any ? Optional.of(index.day(first)) : Optional.empty(),
        any ? Optional.of(index.day(first + outcomes.size() - 1)) : Optional.empty(),
        rows,
        test.pValue(outcomes.drawdown()),
        test.pValue(outcomes.volatility()),
        test.pValue(outcomes.logReturn()),
        changes,
        history.size() == 0 ? 0 : changes / (history.span() / DAYS_A_YEAR),
        PhaseTop.of(history));
  }

  /**
   * p values of drawdown, volatility and return where episodes are cut into pieces no longer than
   * the horizon and the pieces permuted: less strict than permuting whole episodes, for the pieces
   * of one are no witnesses of their own.
   */
  public static List<OptionalDouble> pValuesByPieces(PhaseHistory history, LocalDate since) {
    int first = first(history.index(), since);
    ForwardOutcomes outcomes = outcomes(history.index(), first);
    List<EpisodePermutation.Run> pieces = new ArrayList<>();
    for (EpisodePermutation.Run run : runs(history, first, outcomes.size())) {
      for (int left = run.length(); left > 0; left -= HORIZON) {
        pieces.add(new EpisodePermutation.Run(run.group(), Math.min(left, HORIZON)));
      }
    }
    EpisodePermutation test = new EpisodePermutation(pieces, Phase.values().length);
    return Stream.of(outcomes.drawdown(), outcomes.volatility(), outcomes.logReturn())
        .map(test::pValue)
        .toList();
  }

  private static int first(RiskIndex index, LocalDate since) {
    int first = 0;
    while (first < index.size() && index.day(first).isBefore(since)) {
      first++;
    }
    return first;
  }

  private static ForwardOutcomes outcomes(RiskIndex index, int first) {
    double[] closes = index.daily().closes(0, index.daily().size());
    return ForwardOutcomes.of(
        closes, first < index.size() ? index.bar(first) : closes.length, HORIZON);
  }

  /** The row of a phase; empty if it had no day whose 30 days are over. */
  public Optional<Row> row(Phase phase) {
    return rows.stream().filter(row -> row.phase() == phase).findFirst();
  }

  private static List<EpisodePermutation.Run> runs(PhaseHistory history, int first, int days) {
    List<EpisodePermutation.Run> runs = new ArrayList<>();
    for (int from = 0; from < days; ) {
      Phase phase = history.phase(first + from);
      int to = from + 1;
      while (to < days && history.phase(first + to) == phase) {
        to++;
      }
      runs.add(new EpisodePermutation.Run(phase.ordinal(), to - from));
      from = to;
    }
    return runs;
  }

  private static Optional<Row> row(
      Phase phase, List<EpisodePermutation.Run> runs, ForwardOutcomes outcomes) {
    List<Integer> days = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    int at = 0;
    for (EpisodePermutation.Run run : runs) {
      if (run.group() == phase.ordinal()) {
        starts.add(at);
        for (int i = at; i < at + run.length(); i++) {
          days.add(i);
        }
      }
      at += run.length();
    }
    return days.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Row(
                phase,
                days.size(),
                starts.size(),
                Centre.of(at(outcomes.drawdown(), days)),
                Centre.of(at(outcomes.volatility(), days)),
                Centre.of(at(outcomes.logReturn(), days)),
                ForwardOutcomes.median(at(outcomes.drawdown(), starts))));
  }

  private static double[] at(double[] values, List<Integer> days) {
    return days.stream().mapToDouble(day -> values[day]).toArray();
  }
}
