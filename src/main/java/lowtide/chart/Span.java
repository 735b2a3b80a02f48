package lowtide.chart;

/**
 * A named stretch of time, told by a word, a shape and a background, such as a risk phase.
 *
 * @param from epoch second at which it begins
 * @param to epoch second at which it ends
 */
public record Span(String name, long from, long to, Ink ink, Sign sign) {

  /** A shape beside the word, which stays when the word finds no room. */
  public enum Sign {
    NONE,
    DOWN,
    LEVEL,
    UP
  }

  public Span {
    Times.check("from of span " + name, from);
    Times.check("to of span " + name, to);
    if (from >= to) {
      throw new IllegalArgumentException(
          "span %s must rise: from %s to %s".formatted(name, from, to));
    }
  }
}
