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
      throw new IllegalArgumentException(
          "x and y must have one length: %s and %s".formatted(x.length, y.length));
    }
    requireFinite("x", x);
    requireFinite("y", y);
    return x.length;
  }

  static void requireFinite(String name, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s[%s] must be finite: %s".formatted(name, i, values[i]));
      }
    }
  }
}
