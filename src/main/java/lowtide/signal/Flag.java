package lowtide.signal;

/** Something about the data behind a reading that is to be said beside it. */
public enum Flag {
  /**
   * Some of the prices paired are hours apart: the day's close in UTC stands in for the price at
   * New York's close.
   */
  ASYNC,
  /** Prices are missing within the span that the reading looks at. */
  GAPS,
  /** The day has no MVRV, or too few came before it: the heat of the risk index has two parts. */
  NO_MVRV
}
