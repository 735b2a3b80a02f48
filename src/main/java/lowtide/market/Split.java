package lowtide.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A split or reverse split of shares: {@code newShares} for each {@code oldShares}. Prices before
 * it are divided by the one over the other, volumes multiplied.
 */
record Split(int newShares, int oldShares) {
  private static final int MOST_SHARES = 20;

  /** Prices that differ by less are no split but a correction or a move. */
  private static final double SMALLEST = 1.2;

  private static final double TOLERANCE = .01;

  /** What turned prices into these: their common ratio, if it is that of a split. */
  static Optional<Split> between(double[] before, double[] after) {
    if (before.length == 0) {
      return Optional.empty();
    }
    double[] ratios = new double[before.length];
    Arrays.setAll(ratios, i -> before[i] / after[i]);
    Arrays.sort(ratios);
    boolean same = ratios[ratios.length - 1] / ratios[0] < 1 + TOLERANCE;
    return same ? of(ratios[ratios.length / 2], TOLERANCE) : Optional.empty();
  }

  /**
   * The split that divides prices by a ratio.
   *
   * @param tolerance how far off the ratio may be, as a part of it
   */
  static Optional<Split> of(double ratio, double tolerance) {
    if (Math.max(ratio, 1 / ratio) < SMALLEST) {
      return Optional.empty();
    }
    for (int oldShares = 1; oldShares <= MOST_SHARES; oldShares++) {
      long newShares = Math.round(ratio * oldShares);
      if (newShares >= 1
          && newShares <= MOST_SHARES
          && Math.abs(ratio * oldShares / newShares - 1) < tolerance) {
        return Optional.of(new Split((int) newShares, oldShares));
      }
    }
    return Optional.empty();
  }

  /** The bars as if the split had always been. */
  List<Bar> adjusted(Series series) {
    double ratio = (double) newShares / oldShares;
    List<Bar> bars = new ArrayList<>(series.size());
    for (int i = 0; i < series.size(); i++) {
      bars.add(
          new Bar(
              series.opensAt(i),
              series.open(i) / ratio,
              series.high(i) / ratio,
              series.low(i) / ratio,
              series.close(i) / ratio,
              series.volume(i) * ratio));
    }
    return bars;
  }

  @Override
  public String toString() {
    return "%d for %d".formatted(newShares, oldShares);
  }
}
