package lowtide.signal;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of prices or of returns by session, as columns that grow; what is in them never changes.
 *
 * <p>Written by one thread at a time. Whoever reads while it grows reads a {@link Part}.
 */
final class SessionColumns {
  private LocalDate[] sessions = new LocalDate[64];
  private int[] ordinals = new int[64];
  private double[] asset = new double[64];
  private double[] proxy = new double[64];
  private boolean[] async = new boolean[64];
  private int size;

  /**
   * The columns as they stood once, not to be written to; longer than {@code size}.
   *
   * @param ordinals position of each session among all sessions, rising
   */
  record Part(
      LocalDate[] sessions,
      int[] ordinals,
      double[] asset,
      double[] proxy,
      boolean[] async,
      int size) {

    /** How many sessions lie before this position. */
    int before(int ordinal) {
      int found = Arrays.binarySearch(ordinals, 0, size, ordinal);
      return found >= 0 ? found : -found - 1;
    }

    /** Whether the session at this position has just these values, or none if null. */
    boolean holds(int ordinal, PairedPrices.@Nullable Session session) {
      int k = Arrays.binarySearch(ordinals, 0, size, ordinal);
      return k < 0
          ? session == null
          : session != null
              && asset[k] == session.asset()
              && proxy[k] == session.proxy()
              && async[k] == session.async();
    }
  }

  Part part() {
    return new Part(sessions, ordinals, asset, proxy, async, size);
  }

  int size() {
    return size;
  }

  void add(LocalDate date, int ordinal, PairedPrices.Session session) {
    if (size == sessions.length) {
      sessions = Arrays.copyOf(sessions, 2 * size);
      ordinals = Arrays.copyOf(ordinals, 2 * size);
      asset = Arrays.copyOf(asset, 2 * size);
      proxy = Arrays.copyOf(proxy, 2 * size);
      async = Arrays.copyOf(async, 2 * size);
    }
    sessions[size] = date;
    ordinals[size] = ordinal;
    asset[size] = session.asset();
    proxy[size] = session.proxy();
    async[size++] = session.async();
  }
}
