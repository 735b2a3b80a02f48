package lowtide.chart;

/** What a colour stands for; the {@link Theme} says which one it is. */
public enum Ink {
  /** A price. */
  PRICE,
  /** A figure worked out from prices. */
  SIGNAL,
  /** Low risk, or a level that holds. */
  CALM,
  /** Neither low nor high, or something about to happen. */
  CAUTION,
  /** High risk, or a level that broke. */
  DANGER,
  /** Context that must not catch the eye. */
  MUTED
}
