package lowtide.signal;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * A permutation test of whether a daily outcome differs between groups of days, where days come in
 * episodes: runs of days in one group.
 *
 * <p>Neighbouring days have nearly the same outcome, so single days must not be shuffled: that
 * would take every day for a witness of its own. Whole episodes are, with their lengths, over
 * outcomes that stay where they are. The statistic is the variance between the groups, sum of n
 * (mean - all)^2; p is (1 + arrangements at least as far apart) / (1 + arrangements), so never 0.
 * Phipson and Smyth 2010, "Permutation p-values should never be zero".
 *
 * <p>O(permutations x episodes) by prefix sums.
 */
final class EpisodePermutation {
  static final int PERMUTATIONS = 1_999;
  static final long SEED = 1;

  /** Below this many there are too few arrangements to tell anything. */
  static final int FEWEST_EPISODES = 5;

  private static final double ROUNDING = 1e-9;

  private final int[] groups;
  private final int[] lengths;
  private final double[] groupDays;

  /** A run of days in one group. */
  record Run(int group, int length) {}

  /**
   * @param runs one after the other, first to last
   * @param groupCount groups are numbered from 0 to below this
   */
  EpisodePermutation(List<Run> runs, int groupCount) {
    this.groups = runs.stream().mapToInt(Run::group).toArray();
    this.lengths = runs.stream().mapToInt(Run::length).toArray();
    this.groupDays = new double[groupCount];
    runs.forEach(run -> groupDays[run.group()] += run.length());
  }

  /**
   * The p value; empty with fewer than {@value #FEWEST_EPISODES} episodes or two groups.
   *
   * @param outcomes one a day, as many as the runs are long together
   */
  OptionalDouble pValue(double[] outcomes) {
    long there = Arrays.stream(groupDays).filter(days -> days > 0).count();
    if (groups.length < FEWEST_EPISODES || there < 2) {
      return OptionalDouble.empty();
    }
    double[] sums = centredSums(outcomes);
    int[] order = new int[groups.length];
    Arrays.setAll(order, i -> i);
    double seen = between(order, sums);
    SplittableRandom random = new SplittableRandom(SEED);
    int asFar = 0;
    for (int p = 0; p < PERMUTATIONS; p++) {
      shuffle(order, random);
      asFar += between(order, sums) >= seen * (1 - ROUNDING) ? 1 : 0;
    }
    return OptionalDouble.of((1.0 + asFar) / (1 + PERMUTATIONS));
  }

  /** Prefix sums of the outcomes less their mean: centred, so that little is lost by rounding. */
  private static double[] centredSums(double[] outcomes) {
    double mean = Arrays.stream(outcomes).average().orElse(0);
    double[] sums = new double[outcomes.length + 1];
    for (int i = 0; i < outcomes.length; i++) {
      sums[i + 1] = sums[i] + (outcomes[i] - mean);
    }
    return sums;
  }

  private double between(int[] order, double[] sums) {
    double[] groupSums = new double[groupDays.length];
    int at = 0;
    for (int run : order) {
      groupSums[groups[run]] += sums[at + lengths[run]] - sums[at];
      at += lengths[run];
    }
    double between = 0;
    for (int g = 0; g < groupSums.length; g++) {
      between += groupDays[g] == 0 ? 0 : groupSums[g] * groupSums[g] / groupDays[g];
    }
    return between;
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int k = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[k];
      order[k] = swapped;
    }
  }
}
