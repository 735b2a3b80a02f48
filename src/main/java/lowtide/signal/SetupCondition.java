package lowtide.signal;

/** One of the seven conditions of a setup, in the order in which they are shown. */
public enum SetupCondition {
  /** Percent below the highest of 90 closes. */
  DRAWDOWN,
  /** (20-day mean - price) / 14-day average true range. */
  PULLBACK,
  /** Wilder's index of 14 days, and whether it rose. */
  RSI,
  /** The price over its 200-day mean. */
  TREND,
  /** Volume over its 30-day median, on a day that closes higher after one that closed lower. */
  VOLUME,
  /** Rank of the 30-day volatility among the trailing 1,460 days. */
  VOLATILITY,
  /** The risk phase. */
  PHASE
}
