package lowtide.chart;

import java.util.Arrays;

/** Numbers to be drawn; NaN stands for a gap. */
public final class Values {
  /** Far above any price; beyond it the differences that an axis needs lose their digits. */
  private static final double LARGEST = 1e15;

  private final double[] values;

  private Values(double[] values) {
    this.values = values;
  }

  /**
   * A copy of these numbers.
   *
   * @throws IllegalArgumentException if one is neither NaN nor within +-1e15
   */
  public static Values of(double... values) {
    double[] copy = values.clone();
    for (int i = 0; i < copy.length; i++) {
      if (!Double.isNaN(copy[i])) {
        check("values[" + i + "]", copy[i]);
      }
    }
    return new Values(copy);
  }

  static double check(String field, double value) {
    if (!(Math.abs(value) <= LARGEST)) {
      throw new IllegalArgumentException(
          "%s must be a number within +-1e15: %s".formatted(field, value));
    }
    return value;
  }

  /** Refuses what is not as long as its times. */
  Values requireLength(String field, Times times) {
    if (values.length != times.length()) {
      throw new IllegalArgumentException(
          "%s must be as long as its times (%s): %s"
              .formatted(field, times.length(), values.length));
    }
    return this;
  }

  public int length() {
    return values.length;
  }

  public double at(int i) {
    return values[i];
  }

  /** Whether there is no number at a position. */
  boolean isGap(int i) {
    return Double.isNaN(values[i]);
  }

  /** The position of the last number, or -1 if all are gaps. */
  int last() {
    int i = values.length - 1;
    while (i >= 0 && isGap(i)) {
      i--;
    }
    return i;
  }

  /** Whether the newest value is a number, so that the last number tells the present. */
  boolean isCurrent() {
    return values.length > 0 && !isGap(values.length - 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return values.length + " values";
  }
}
