package lowtide.signal;

import java.util.Arrays;
import java.util.ConcurrentModificationException;

/**
 * Levels in the order of price, then id, in blocks under a directory of what each begins with.
 *
 * <p>Two binary searches find a place: in the directory, then in a block. Adding or removing moves
 * half a block on average, some hundred numbers side by side, which is cheaper than following
 * pointers through memory. A full block is split and a nearly empty one goes into its neighbour;
 * only then does the directory move, by n / 128 entries at most each 64 changes or more.
 */
final class LevelBlocks {
  /** Adding takes as long with 64 as with 1,024; hits are a fifth slower with 128 or fewer. */
  private static final int CAPACITY = 256;

  private double[][] prices = {new double[CAPACITY]};
  private long[][] ids = {new long[CAPACITY]};
  private int[] sizes = new int[1];

  /** What each block begins with; of the first block, less than everything. */
  private double[] firstPrices = {Double.NEGATIVE_INFINITY};

  private long[] firstIds = {Long.MIN_VALUE};
  private int blocks = 1;
  private int size;
  private int changes;

  int size() {
    return size;
  }

  /** False if it is there already. */
  boolean add(double price, long id) {
    int b = block(price, id);
    int i = place(b, price, id);
    if (isAt(b, i, price, id)) {
      return false;
    }
    if (sizes[b] == CAPACITY) {
      split(b);
      int half = sizes[b];
      if (i > half) {
        b++;
        i -= half;
      }
    }
    System.arraycopy(prices[b], i, prices[b], i + 1, sizes[b] - i);
    System.arraycopy(ids[b], i, ids[b], i + 1, sizes[b] - i);
    prices[b][i] = price;
    ids[b][i] = id;
    sizes[b]++;
    size++;
    changes++;
    return true;
  }

  /** False if it is not there. */
  boolean remove(double price, long id) {
    int b = block(price, id);
    int i = place(b, price, id);
    if (!isAt(b, i, price, id)) {
      return false;
    }
    sizes[b]--;
    size--;
    changes++;
    System.arraycopy(prices[b], i + 1, prices[b], i, sizes[b] - i);
    System.arraycopy(ids[b], i + 1, ids[b], i, sizes[b] - i);
    if (sizes[b] < CAPACITY / 4 && blocks > 1) {
      int left = Math.min(b, blocks - 2);
      if (sizes[left] + sizes[left + 1] <= CAPACITY * 3 / 4) {
        merge(left);
      }
    }
    return true;
  }

  /** Hands over the levels from {@code from} (inclusive) up to {@code to} (exclusive). */
  int ascending(double from, double to, LevelIndex.HitConsumer consumer) {
    int before = changes;
    int hits = 0;
    int b = block(from, Long.MIN_VALUE);
    int i = place(b, from, Long.MIN_VALUE);
    for (; b < blocks; b++, i = 0) {
      double[] block = prices[b];
      for (; i < sizes[b]; i++, hits++) {
        if (block[i] >= to) {
          return hits;
        }
        consumer.accept(block[i], ids[b][i]);
        requireUnchanged(before);
      }
    }
    return hits;
  }

  /** Hands over the levels from {@code from} (inclusive) down to {@code to} (exclusive). */
  int descending(double from, double to, LevelIndex.HitConsumer consumer) {
    int before = changes;
    int hits = 0;
    double above = Math.nextUp(from);
    int b = block(above, Long.MIN_VALUE);
    int i = place(b, above, Long.MIN_VALUE) - 1;
    while (true) {
      double[] block = prices[b];
      for (; i >= 0; i--, hits++) {
        if (block[i] <= to) {
          return hits;
        }
        consumer.accept(block[i], ids[b][i]);
        requireUnchanged(before);
      }
      if (--b < 0) {
        return hits;
      }
      i = sizes[b] - 1;
    }
  }

  private void requireUnchanged(int before) {
    if (changes != before) {
      throw new ConcurrentModificationException("levels changed while hits are handed over");
    }
  }

  /** The last block that begins at or before a level. */
  private int block(double price, long id) {
    int low = 0;
    int high = blocks;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (isBefore(price, id, firstPrices[middle], firstIds[middle])) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /** The place in a block of its first level that is not before the one given. */
  private int place(int b, double price, long id) {
    double[] block = prices[b];
    long[] blockIds = ids[b];
    int low = 0;
    int high = sizes[b];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(block[middle], blockIds[middle], price, id)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isAt(int b, int i, double price, long id) {
    return i < sizes[b] && prices[b][i] == price && ids[b][i] == id;
  }

  private static boolean isBefore(double price, long id, double otherPrice, long otherId) {
    return price < otherPrice || (price == otherPrice && id < otherId);
  }

  private void split(int b) {
    if (blocks == sizes.length) {
      int capacity = 2 * blocks;
      prices = Arrays.copyOf(prices, capacity);
      ids = Arrays.copyOf(ids, capacity);
      sizes = Arrays.copyOf(sizes, capacity);
      firstPrices = Arrays.copyOf(firstPrices, capacity);
      firstIds = Arrays.copyOf(firstIds, capacity);
    }
    shift(b + 1, b + 2, blocks - b - 1);
    blocks++;
    int half = CAPACITY / 2;
    prices[b + 1] = new double[CAPACITY];
    ids[b + 1] = new long[CAPACITY];
    System.arraycopy(prices[b], half, prices[b + 1], 0, CAPACITY - half);
    System.arraycopy(ids[b], half, ids[b + 1], 0, CAPACITY - half);
    sizes[b] = half;
    sizes[b + 1] = CAPACITY - half;
    firstPrices[b + 1] = prices[b + 1][0];
    firstIds[b + 1] = ids[b + 1][0];
  }

  /** Puts the levels of the block after {@code b} behind those of {@code b}. */
  private void merge(int b) {
    System.arraycopy(prices[b + 1], 0, prices[b], sizes[b], sizes[b + 1]);
    System.arraycopy(ids[b + 1], 0, ids[b], sizes[b], sizes[b + 1]);
    sizes[b] += sizes[b + 1];
    shift(b + 2, b + 1, blocks - b - 2);
    blocks--;
    prices[blocks] = new double[0]; // lets go of the block
    ids[blocks] = new long[0];
  }

  private void shift(int from, int to, int count) {
    System.arraycopy(prices, from, prices, to, count);
    System.arraycopy(ids, from, ids, to, count);
    System.arraycopy(sizes, from, sizes, to, count);
    System.arraycopy(firstPrices, from, firstPrices, to, count);
    System.arraycopy(firstIds, from, firstIds, to, count);
  }
}
