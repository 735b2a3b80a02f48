package lowtide.signal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Log returns of several instruments on the sessions on which all of them have one.
 *
 * <p>The first column is the proxy's, then come the assets' in their order.
 *
 * @param sessions rising; columns are as long
 */
public record AlignedReturns(List<LocalDate> sessions, double[][] columns) {

  public AlignedReturns {
    sessions = List.copyOf(sessions);
    for (double[] column : columns) {
      if (column.length != sessions.size()) {
        throw new IllegalArgumentException(
            "columns must have %s values: %s".formatted(sessions.size(), column.length));
      }
    }
  }

  /**
   * Lines up pairs that share their proxy, in O(sessions).
   *
   * @param from the first session that counts
   * @throws IllegalArgumentException if the proxies differ
   */
  public static AlignedReturns of(List<PairedReturns> pairs, LocalDate from) {
    List<Map<LocalDate, Integer>> positions = new ArrayList<>();
    for (PairedReturns pair : pairs) {
      if (!pair.proxy().equals(pairs.get(0).proxy())) {
        throw new IllegalArgumentException(
            "proxies differ: %s, %s"
                .formatted(pairs.get(0).proxy().symbol(), pair.proxy().symbol()));
      }
      Map<LocalDate, Integer> bySession = new HashMap<>();
      for (int i = 0; i < pair.size(); i++) {
        bySession.put(pair.session(i), i);
      }
      positions.add(bySession);
    }
    PairedReturns first = pairs.get(0);
    List<LocalDate> sessions = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      LocalDate session = first.session(i);
      if (!session.isBefore(from) && positions.stream().allMatch(p -> p.containsKey(session))) {
        double[] row = new double[pairs.size() + 1];
        row[0] = first.proxyReturn(i);
        for (int k = 0; k < pairs.size(); k++) {
          row[k + 1] = pairs.get(k).assetReturn(positions.get(k).getOrDefault(session, 0));
        }
        sessions.add(session);
        rows.add(row);
      }
    }
    double[][] columns = new double[pairs.size() + 1][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int k = 0; k < columns.length; k++) {
        columns[k][i] = rows.get(i)[k];
      }
    }
    return new AlignedReturns(sessions, columns);
  }

  /** The last {@code n} sessions, or all there are. */
  public AlignedReturns last(int n) {
    int from = Math.max(0, sessions.size() - n);
    double[][] tail = new double[columns.length][];
    for (int k = 0; k < columns.length; k++) {
      tail[k] = Arrays.copyOfRange(columns[k], from, sessions.size());
    }
    return new AlignedReturns(sessions.subList(from, sessions.size()), tail);
  }

  public int size() {
    return sessions.size();
  }

  /** The proxy's returns. */
  public double[] proxy() {
    return columns[0];
  }

  /** The returns of an asset, counted from 0. */
  public double[] asset(int k) {
    return columns[k + 1];
  }

  /** The equal-weight mean of some assets' returns on each session. */
  public double[] basket(int from, int to) {
    double[] mean = new double[size()];
    for (int k = from; k < to; k++) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += columns[k + 1][i] / (to - from);
      }
    }
    return mean;
  }
}
