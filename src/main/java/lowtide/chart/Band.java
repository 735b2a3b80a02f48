package lowtide.chart;

/**
 * The area between two values over time, such as an interval around an estimate.
 *
 * @param low lower edge; a gap in either edge is one in the band
 * @param high upper edge, never below {@code low}
 */
public record Band(String name, Times times, Values low, Values high, Ink ink) {
  public Band {
    low.requireLength("low of " + name, times);
    high.requireLength("high of " + name, times);
    for (int i = 0; i < low.length(); i++) {
      if (high.at(i) < low.at(i)) {
        throw new IllegalArgumentException(
            "high of %s must not be below low: [%s] %s, %s"
                .formatted(name, i, high.at(i), low.at(i)));
      }
    }
  }
}
