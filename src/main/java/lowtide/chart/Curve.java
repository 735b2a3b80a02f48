package lowtide.chart;

/**
 * A line through values over time.
 *
 * @param name what the values are, for error messages and the text alternative, e.g. {@code BTC}
 * @param times epoch seconds, rising
 * @param values one for each time; NaN breaks the line
 * @param lastLabel what stands beside the last value; empty for the value itself
 */
public record Curve(String name, long[] times, double[] values, Ink ink, String lastLabel) {
  public Curve {
    times = Columns.times("times of " + name, times);
    values = Columns.values("values of " + name, values, times.length);
  }

  public Curve(String name, long[] times, double[] values, Ink ink) {
    this(name, times, values, ink, "");
  }

  @Override
  public long[] times() {
    return times.clone();
  }

  @Override
  public double[] values() {
    return values.clone();
  }

  /** The position of the last value that is not a gap, or -1 if all are. */
  int last() {
    int i = values.length - 1;
    while (i >= 0 && Double.isNaN(values[i])) {
      i--;
    }
    return i;
  }

  int length() {
    return times.length;
  }

  double value(int i) {
    return values[i];
  }

  long time(int i) {
    return times[i];
  }
}
