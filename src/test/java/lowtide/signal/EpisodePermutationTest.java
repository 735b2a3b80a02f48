package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lowtide.signal.EpisodePermutation.Run;
import org.junit.jupiter.api.Test;

class EpisodePermutationTest {

  @Test
  void groupsThatDifferAreToldApart() {
    List<Run> runs = alternating(new Random(1), 40);
    double[] outcomes = outcomes(runs, new Random(2), 1);
    assertThat(new EpisodePermutation(runs, 3).pValue(outcomes)).hasValue(1 / 2000.0);
  }

  @Test
  void groupsThatHaveNothingToDoWithTheOutcomesRarelyAre() {
    int toldApart = 0;
    for (int seed = 0; seed < 200; seed++) {
      List<Run> runs = alternating(new Random(seed), 40);
      double[] outcomes = outcomes(runs, new Random(1000 + seed), 0);
      double p = new EpisodePermutation(runs, 3).pValue(outcomes).orElseThrow();
      toldApart += p < .05 ? 1 : 0;
    }
    // 10 of 200 are expected; shuffled day by day it would be most of them.
    assertThat(toldApart).isBetween(2, 22);
  }

  @Test
  void theSameDaysGiveTheSamePAndItsScaleDoesNotMatter() {
    List<Run> runs = alternating(new Random(3), 20);
    double[] outcomes = outcomes(runs, new Random(4), .3);
    double[] scaled = Arrays.stream(outcomes).map(v -> 1000 + 8 * v).toArray();
    EpisodePermutation test = new EpisodePermutation(runs, 3);
    assertThat(test.pValue(outcomes)).isEqualTo(test.pValue(outcomes));
    assertThat(test.pValue(scaled)).isEqualTo(test.pValue(outcomes));
  }

  @Test
  void equalOutcomesTellNothingApart() {
    List<Run> runs =
        List.of(new Run(0, 3), new Run(1, 4), new Run(0, 2), new Run(2, 5), new Run(1, 1));
    assertThat(new EpisodePermutation(runs, 3).pValue(new double[15])).hasValue(1);
  }

  @Test
  void fewEpisodesOrOneGroupAreNotTested() {
    List<Run> four = List.of(new Run(0, 9), new Run(1, 9), new Run(0, 9), new Run(1, 9));
    assertThat(new EpisodePermutation(four, 3).pValue(new double[36])).isEmpty();
    assertThat(new EpisodePermutation(List.of(), 3).pValue(new double[0])).isEmpty();
    List<Run> same =
        List.of(new Run(2, 1), new Run(2, 1), new Run(2, 1), new Run(2, 1), new Run(2, 1));
    assertThat(new EpisodePermutation(same, 3).pValue(new double[5])).isEmpty();
  }

  private static List<Run> alternating(Random random, int n) {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      runs.add(new Run(i % 2 == 0 ? 1 : random.nextInt(2) * 2, 10 + random.nextInt(60)));
    }
    return runs;
  }

  /**
   * Means of 30 successive shocks, as outcomes of 30 days are, and a part of the group's number.
   */
  private static double[] outcomes(List<Run> runs, Random random, double effect) {
    int n = runs.stream().mapToInt(Run::length).sum();
    double[] shocks = random.doubles(n + 30, -1, 1).toArray();
    double[] outcomes = new double[n];
    int at = 0;
    for (Run run : runs) {
      for (int end = at + run.length(); at < end; at++) {
        outcomes[at] =
            Arrays.stream(shocks, at, at + 30).average().orElseThrow() + effect * run.group();
      }
    }
    return outcomes;
  }
}
