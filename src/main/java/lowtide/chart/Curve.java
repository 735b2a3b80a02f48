package lowtide.chart;

/**
 * A line through values over time.
 *
 * @param name what the values are, for error messages and the text alternative, e.g. {@code BTC}
 * @param values one for each time; a gap breaks the line
 * @param lastLabel what stands beside the last value; empty for the value itself
 */
public record Curve(String name, Times times, Values values, Ink ink, String lastLabel) {
  public Curve {
    values.requireLength("values of " + name, times);
  }

  public Curve(String name, Times times, Values values, Ink ink) {
    this(name, times, values, ink, "");
  }

  /** The position of the last value that is not a gap, or -1 if all are. */
  int last() {
    return values.last();
  }

  int length() {
    return values.length();
  }

  double value(int i) {
    return values.at(i);
  }

  long time(int i) {
    return times.at(i);
  }
}
