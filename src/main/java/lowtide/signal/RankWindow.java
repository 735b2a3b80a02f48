package lowtide.signal;

import java.util.Arrays;

/**
 * The values within a window, in order of size, to rank one among them. Mutable.
 *
 * <p>A value goes in and out by binary search and one move of those above it, which is several
 * times as fast as comparing with all of them. Counts are whole numbers, so a rank does not depend
 * on the order in which values came. Negative and positive zero count as different, as in {@link
 * Double#compare}; the measures that are ranked here know but one zero.
 */
final class RankWindow {
  private double[] sorted;
  private int size;

  RankWindow(int room) {
    this.sorted = new double[room];
  }

  void add(double value) {
    int at = position(value);
    if (size == sorted.length) {
      sorted = Arrays.copyOf(sorted, 2 * size + 1);
    }
    System.arraycopy(sorted, at, sorted, at + 1, size - at);
    sorted[at] = value;
    size++;
  }

  /**
   * @throws IllegalArgumentException if it is not there
   */
  void remove(double value) {
    int at = Arrays.binarySearch(sorted, 0, size, value);
    if (at < 0) {
      throw new IllegalArgumentException("not in the window: " + value);
    }
    System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
    size--;
  }

  int size() {
    return size;
  }

  /**
   * The mid-rank of a value that is in the window: (values below + half of those equal) / values.
   */
  double percentile(double value) {
    int below = position(value);
    int equal = 1;
    while (below + equal < size && sorted[below + equal] == value) {
      equal++;
    }
    return 100 * (below + equal / 2.0) / size;
  }

  /** How many values are below. */
  private int position(double value) {
    int at = Arrays.binarySearch(sorted, 0, size, value);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && sorted[at - 1] == value) {
      at--;
    }
    return at;
  }
}
