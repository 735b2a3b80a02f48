package lowtide.market;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finished bars of one instrument, oldest first, as columns.
 *
 * <p>Immutable. A prefix ({@link #first}) shares the columns, so the view of any past moment costs
 * nothing but its length. NaN stands for a price or volume that the source does not give; closes
 * are never NaN.
 */
public final class Series {
  private static final long DAY = Interval.DAY.length().toSeconds();

  private final Instrument instrument;
  private final Interval interval;
  private final int size;
  private final long[] opensAt; // epoch seconds, strictly increasing
  private final double[] open;
  private final double[] high;
  private final double[] low;
  private final double[] close;
  private final double[] volume;

  // The one asked for last: most looks at the market find no new bar.
  private volatile @Nullable Series prefix;

  private Series(
      Instrument instrument, Interval interval, int size, long[] opensAt, double[][] columns) {
    this.instrument = instrument;
    this.interval = interval;
    this.size = size;
    this.opensAt = opensAt;
    this.open = columns[0];
    this.high = columns[1];
    this.low = columns[2];
    this.close = columns[3];
    this.volume = columns[4];
  }

  /**
   * @throws IllegalArgumentException if the bars are not strictly increasing in time
   */
  public static Series of(Instrument instrument, Interval interval, List<Bar> bars) {
    int n = bars.size();
    Series series = new Series(instrument, interval, n, new long[n], new double[5][n]);
    for (int i = 0; i < n; i++) {
      series.set(i, bars.get(i));
    }
    return series;
  }

  /** A method of its own, as the loop around it is interpreted for a program's first seconds. */
  private void set(int i, Bar bar) {
    opensAt[i] = bar.opensAt().getEpochSecond();
    if (i > 0 && opensAt[i] <= opensAt[i - 1]) {
      throw new IllegalArgumentException(
          "bars of %s are not in order at %s".formatted(instrument.symbol(), bar.opensAt()));
    }
    open[i] = bar.open();
    high[i] = bar.high();
    low[i] = bar.low();
    close[i] = bar.close();
    volume[i] = bar.volume();
  }

  public static Series empty(Instrument instrument, Interval interval) {
    return of(instrument, interval, List.of());
  }

  public Instrument instrument() {
    return instrument;
  }

  public Interval interval() {
    return interval;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public Instant opensAt(int i) {
    return Instant.ofEpochSecond(opensAt[check(i)]);
  }

  /** The UTC date of the bar's label; for daily bars the day's or session's date. */
  public LocalDate date(int i) {
    return LocalDate.ofEpochDay(Math.floorDiv(opensAt[check(i)], DAY));
  }

  public double open(int i) {
    return open[check(i)];
  }

  public double high(int i) {
    return high[check(i)];
  }

  public double low(int i) {
    return low[check(i)];
  }

  public double close(int i) {
    return close[check(i)];
  }

  public double volume(int i) {
    return volume[check(i)];
  }

  /** A copy of the closes from {@code from} (inclusive) to {@code to} (exclusive). */
  public double[] closes(int from, int to) {
    return Arrays.copyOfRange(close, from, to);
  }

  /** When bar {@code i} was complete, and so first known. */
  public Instant closesAt(int i) {
    if (interval == Interval.DAY && instrument.kind() == Instrument.Kind.EQUITY) {
      return TradingCalendar.NEW_YORK.close(date(i));
    }
    return Instant.ofEpochSecond(opensAt[check(i)] + interval.length().toSeconds());
  }

  /** The bars that were complete at {@code at}: what was known then. */
  public Series until(Instant at) {
    return first(countUntil(at));
  }

  /** The oldest {@code n} bars. */
  public Series first(int n) {
    if (Objects.checkIndex(n, size + 1) == size) {
      return this;
    }
    Series known = prefix;
    if (known == null || known.size != n) {
      known =
          new Series(
              instrument, interval, n, opensAt, new double[][] {open, high, low, close, volume});
      prefix = known;
    }
    return known;
  }

  /**
   * The series with these bars added; a bar that is there already is replaced.
   *
   * @param bars in order of time
   */
  public Series with(List<Bar> bars) {
    if (bars.isEmpty()) {
      return this;
    }
    TreeMap<Instant, Bar> all = new TreeMap<>();
    int kept = opensBefore(bars.get(0).opensAt().getEpochSecond() - 1);
    for (int i = kept; i < size; i++) {
      all.put(opensAt(i), bar(i));
    }
    bars.forEach(bar -> all.put(bar.opensAt(), bar));
    return first(kept).followedBy(of(instrument, interval, List.copyOf(all.values())));
  }

  private Series followedBy(Series tail) {
    long[] times = Arrays.copyOf(opensAt, size + tail.size);
    System.arraycopy(tail.opensAt, 0, times, size, tail.size);
    double[][] columns = {open, high, low, close, volume};
    double[][] tails = {tail.open, tail.high, tail.low, tail.close, tail.volume};
    for (int c = 0; c < columns.length; c++) {
      double[] longer = Arrays.copyOf(columns[c], size + tail.size);
      System.arraycopy(tails[c], 0, longer, size, tail.size);
      columns[c] = longer;
    }
    return new Series(instrument, interval, times.length, times, columns);
  }

  /**
   * How many of the oldest bars are the same in both, to the last bit; none if they are of
   * different instruments or intervals. Costs nothing where both are prefixes of one series.
   */
  public int commonBars(Series other) {
    int n = Math.min(size, other.size);
    if (!instrument.equals(other.instrument) || interval != other.interval) {
      return 0;
    }
    if (opensAt == other.opensAt && close == other.close) {
      return n; // Columns are shared as a whole or not at all.
    }
    int times = Arrays.mismatch(opensAt, 0, n, other.opensAt, 0, n);
    int common = times < 0 ? n : times;
    double[][] columns = {open, high, low, close, volume};
    double[][] others = {other.open, other.high, other.low, other.close, other.volume};
    for (int c = 0; c < columns.length; c++) {
      int differs = Arrays.mismatch(columns[c], 0, common, others[c], 0, common);
      common = differs < 0 ? common : differs;
    }
    return common;
  }

  public Bar bar(int i) {
    return new Bar(opensAt(i), open(i), high(i), low(i), close(i), volume(i));
  }

  /** Whether this series begins with all the bars of an earlier one, unchanged. */
  public boolean startsWith(Series earlier) {
    return instrument.equals(earlier.instrument)
        && interval == earlier.interval
        && commonBars(earlier) == earlier.size;
  }

  /** How many bars were complete at {@code at}. */
  public int countUntil(Instant at) {
    int n = opensBefore(at.getEpochSecond());
    while (n > 0 && closesAt(n - 1).isAfter(at)) {
      n--;
    }
    return n;
  }

  /**
   * The position of the bar that opens at {@code at}; if there is none, -(the position it would
   * have) - 1.
   */
  public int indexOf(Instant at) {
    return Arrays.binarySearch(opensAt, 0, size, at.getEpochSecond());
  }

  /** How many bars open at or before {@code epochSecond}. */
  private int opensBefore(long epochSecond) {
    int found = Arrays.binarySearch(opensAt, 0, size, epochSecond);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private int check(int i) {
    return Objects.checkIndex(i, size);
  }

  @Override
  public String toString() {
    return "%s %s, %d bars".formatted(instrument.symbol(), interval, size)
        + (size == 0 ? "" : " from " + opensAt(0) + " to " + opensAt(size - 1));
  }
}
