package lowtide.signal;

/** What every function of two columns asks of them: one length, finite numbers. */
final class Pairs {
  private Pairs() {}

  /**
   * @return the common length
   * @throws IllegalArgumentException if the lengths differ or a value is NaN or infinite
   */
  static int require(double[] x, double[] y) {
    if (x.length != y.length) {
      throw unequal(x, y);
    }
    requireFinite("x", x);
    requireFinite("y", y);
    return x.length;
  }

  static void requireFinite(String name, double[] values) {
    requireFinite(name, values, 0, values.length);
  }

  /** Likewise of the values from {@code from} (inclusive) to {@code to} (exclusive). */
  static void requireFinite(String name, double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Double.isFinite(values[i])) {
        throw notFinite(name, i, values[i]);
      }
    }
  }

  /** The refusal of columns of unequal length. */
  static IllegalArgumentException unequal(double[] x, double[] y) {
    return new IllegalArgumentException(
        "x and y must have one length: %s and %s".formatted(x.length, y.length));
  }

  /** The refusal of a value that is NaN or infinite. */
  static IllegalArgumentException notFinite(String name, long i, double value) {
    return new IllegalArgumentException("%s[%s] must be finite: %s".formatted(name, i, value));
  }
}
