package lowtide.chart;

/**
 * The area between two values over time, such as an interval around an estimate.
 *
 * @param times epoch seconds, rising
 * @param low lower edge; NaN in either edge leaves a gap
 * @param high upper edge, never below {@code low}
 */
public record Band(String name, long[] times, double[] low, double[] high, Ink ink) {
  public Band {
    times = Columns.times("times of " + name, times);
    low = Columns.values("low of " + name, low, times.length);
    high = Columns.values("high of " + name, high, times.length);
    for (int i = 0; i < low.length; i++) {
      if (high[i] < low[i]) {
        throw new IllegalArgumentException(
            "high of %s must not be below low: [%d] %s, %s".formatted(name, i, high[i], low[i]));
      }
    }
  }

  @Override
  public long[] times() {
    return times.clone();
  }

  @Override
  public double[] low() {
    return low.clone();
  }

  @Override
  public double[] high() {
    return high.clone();
  }
}
