package lowtide.signal;

import static lowtide.signal.Bars.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import lowtide.market.Series;
import org.junit.jupiter.api.Test;

class PhaseOutcomesTest {
  private static final LocalDate START = LocalDate.of(2016, 1, 1);
  private final double[] p = Bars.walk(new Random(4), 3300, .04);
  private final Series daily = Bars.daily(BTC, START, p);
  private final PhaseHistory history = history(daily);

  @Test
  void aRowIsTheMiddleOfWhatCameAfterThePhasesDays() {
    PhaseOutcomes outcomes = PhaseOutcomes.of(history);
    int last = 3300 - 32;
    for (Phase phase : Phase.values()) {
      List<Double> falls = new ArrayList<>();
      List<Double> fromStart = new ArrayList<>();
      for (int bar = 2128; bar <= last; bar++) {
        if (history.phase(bar - 2128) == phase) {
          falls.add(fall(bar + 1));
          if (bar == 2128 || history.phase(bar - 2129) != phase) {
            fromStart.add(fall(bar + 1));
          }
        }
      }
      PhaseOutcomes.Row row = outcomes.row(phase).orElseThrow();
      assertThat(row.days()).isEqualTo(falls.size()).isPositive();
      assertThat(row.episodes()).isEqualTo(fromStart.size());
      assertThat(row.drawdown().mean())
          .isCloseTo(falls.stream().mapToDouble(v -> v).average().orElseThrow(), within(1e-12));
      assertThat(row.drawdown().median()).isCloseTo(median(falls), within(1e-12));
      assertThat(row.medianDrawdownFromStart()).isCloseTo(median(fromStart), within(1e-12));
      PhaseRecord record = PhaseRecord.of(history, phase);
      assertThat(record.episodes()).isEqualTo(fromStart.size());
      assertThat(record.drawdown().orElseThrow().value())
          .isCloseTo(median(fromStart), within(1e-12));
      assertThat(record.from()).hasValue(START.plusDays(2128));
      assertThat(record.changesPerYear()).isCloseTo(outcomes.changesPerYear(), within(1e-12));
    }
    assertThat(outcomes.from()).hasValue(START.plusDays(2128));
    assertThat(outcomes.to()).hasValue(START.plusDays(last));
  }

  @Test
  void aDayCountsOnceItsThirtyDaysFromTheNextCloseAreOver() {
    assertThat(PhaseOutcomes.of(history(daily.first(2129 + 30))).rows()).isEmpty();
    PhaseOutcomes one = PhaseOutcomes.of(history(daily.first(2129 + 31)));
    assertThat(one.rows()).hasSize(1);
    assertThat(one.rows().get(0).days()).isEqualTo(1);
    assertThat(one.drawdownP()).isEmpty();
  }

  @Test
  void whatComesLaterDoesNotChangeWhatWasKnown() {
    double[] other = p.clone();
    for (int i = 3000; i < other.length; i++) {
      other[i] *= 3;
    }
    Series changed = Bars.daily(BTC, START, other);
    assertThat(PhaseOutcomes.of(history(changed.first(3000))))
        .isEqualTo(PhaseOutcomes.of(history(daily.first(3000))));
    assertThat(PhaseOutcomes.of(history(changed))).isNotEqualTo(PhaseOutcomes.of(history));
  }

  @Test
  void aSpanOfTimeCountsItsOwnDaysAlone() {
    LocalDate since = START.plusDays(2800);
    PhaseOutcomes outcomes = PhaseOutcomes.since(history, since);
    assertThat(outcomes.from()).hasValue(since);
    assertThat(outcomes.rows().stream().mapToInt(PhaseOutcomes.Row::days).sum())
        .isEqualTo(3300 - 31 - 2800);
    assertThat(PhaseOutcomes.since(history, START.plusDays(9000)).rows()).isEmpty();
  }

  @Test
  void piecesOfEpisodesAreMoreWitnessesThanEpisodes() {
    LocalDate since = START.plusDays(2128);
    List<OptionalDouble> byPieces = PhaseOutcomes.pValuesByPieces(history, since);
    PhaseOutcomes whole = PhaseOutcomes.since(history, since);
    assertThat(byPieces).hasSize(3);
    // The walk's phases do not tell what comes after them; cut up, they seem to all the same.
    assertThat(byPieces.get(0).orElseThrow() + byPieces.get(1).orElseThrow())
        .isLessThan(whole.drawdownP().orElseThrow() + whole.volatilityP().orElseThrow());
  }

  @Test
  void withoutAnIndexThereIsNothing() {
    PhaseOutcomes none = PhaseOutcomes.of(history(daily.first(100)));
    assertThat(none.rows()).isEmpty();
    assertThat(none.from()).isEmpty();
    assertThat(none.changes()).isZero();
    assertThat(none.changesPerYear()).isZero();
    assertThat(none.tops()).isEmpty();
    assertThat(PhaseRecord.of(history(daily.first(100)), Phase.LOW).from()).isEmpty();
  }

  @Test
  void theBaseRateIsChangesOverYears() {
    PhaseOutcomes outcomes = PhaseOutcomes.of(history);
    assertThat(outcomes.changes()).isEqualTo(history.episodes().size() - 1);
    assertThat(outcomes.changesPerYear())
        .isCloseTo(outcomes.changes() / (1172 / 365.25), within(1e-12));
  }

  @Test
  void aTopIsAnAllTimeHighBeforeAFallOfAFifth() {
    double[] path = new double[2300];
    Arrays.setAll(path, i -> 100 + i * .001);
    path[2200] = 150; // falls by less than a fifth before it is passed
    path[2201] = 125;
    path[2210] = 200; // falls to 110, is passed
    path[2220] = 110;
    path[2230] = 210; // falls to 120 by the end
    for (int i = 2202; i < 2300; i++) {
      path[i] = path[i] < 105 ? 190 : path[i];
    }
    path[2299] = 120;
    PhaseHistory made = history(Bars.daily(BTC, START, path));
    assertThat(PhaseTop.of(made))
        .extracting(PhaseTop::day)
        .containsExactly(START.plusDays(2210), START.plusDays(2230));
    PhaseTop first = PhaseTop.of(made).get(0);
    assertThat(first.close()).isEqualTo(200);
    assertThat(first.fall()).isCloseTo(.45, within(1e-12));
    assertThat(first.phase()).isEqualTo(made.phase(2210 - 2128));
    assertThat(PhaseTop.of(history(Bars.daily(BTC, START, Arrays.copyOf(path, 2220))))).isEmpty();
  }

  private static PhaseHistory history(Series daily) {
    return new RiskPhase(PhaseSettings.DEFAULT).history(daily, null);
  }

  /** Quadratic on purpose: every pair of a high and a later low. */
  private double fall(int entry) {
    double deepest = 0;
    for (int i = entry; i <= entry + 30; i++) {
      for (int k = i; k <= entry + 30; k++) {
        deepest = Math.max(deepest, 1 - p[k] / p[i]);
      }
    }
    return deepest;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }
}
