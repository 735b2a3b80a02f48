package lowtide.signal;

import java.util.Locale;

/** How risky the market is, by {@link RiskIndex}. */
public enum Phase {
  LOW,
  ELEVATED,
  HIGH;

  /** Lower case, as in a sentence. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The phase that an index enters when there was none before. */
  static Phase of(double risk, PhaseSettings settings) {
    if (risk < settings.lowEnter()) {
      return LOW;
    }
    return risk > settings.highEnter() ? HIGH : ELEVATED;
  }
}
