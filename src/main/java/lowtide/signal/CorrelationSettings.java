package lowtide.signal;

import java.util.List;

/**
 * What is correlated with what, and how a coefficient is put into words.
 *
 * @param assets symbols whose label is watched, e.g. BTC
 * @param proxy symbol that stands for small-cap tech
 * @param fallback symbol used where the proxy has too little data
 * @param windows sessions a coefficient may be asked over, ascending, each 10 to 500
 * @param labelWindow the window whose label is watched; one of {@code windows}
 * @param bands upper ends of the bands below "strong"
 * @param hysteresis how far beyond its band a coefficient must go before the label can change
 * @param confirmationSessions for how many sessions in a row it must stay there
 */
public record CorrelationSettings(
    List<String> assets,
    String proxy,
    String fallback,
    List<Integer> windows,
    int labelWindow,
    Bands bands,
    double hysteresis,
    int confirmationSessions) {

  /**
   * Coefficients below {@code inverse} are inverse, below {@code decoupled} decoupled, below {@code
   * weak} weak, below {@code moderate} moderate, the rest strong.
   */
  public record Bands(double inverse, double decoupled, double weak, double moderate) {
    public static final Bands DEFAULT = new Bands(-0.15, 0.15, 0.35, 0.55);

    public Bands {
      if (!(-1 < inverse
          && inverse < decoupled
          && decoupled < weak
          && weak < moderate
          && moderate < 1)) {
        throw new IllegalArgumentException(
            "bands must rise from above -1 to below 1: inverse %s, decoupled %s, weak %s, moderate %s"
                .formatted(inverse, decoupled, weak, moderate));
      }
    }
  }

  public static final CorrelationSettings DEFAULT =
      new CorrelationSettings(
          List.of("BTC"), "PSCT", "IWM", List.of(20, 60, 90, 180), 60, Bands.DEFAULT, 0.10, 5);

  public CorrelationSettings {
    assets = List.copyOf(assets);
    windows = List.copyOf(windows);
    if (!windows.contains(labelWindow)) {
      throw new IllegalArgumentException(
          "labelWindow must be one of %s: %s".formatted(windows, labelWindow));
    }
    if (!(hysteresis >= 0 && hysteresis < 0.5)) {
      throw new IllegalArgumentException("hysteresis must be from 0 to below 0.5: " + hysteresis);
    }
    if (confirmationSessions < 1) {
      throw new IllegalArgumentException(
          "confirmationSessions must be at least 1: " + confirmationSessions);
    }
    for (int i = 0; i < windows.size(); i++) {
      int window = windows.get(i);
      if (window < 10 || window > 500 || (i > 0 && window <= windows.get(i - 1))) {
        throw new IllegalArgumentException(
            "windows must rise and lie between 10 and 500: " + windows);
      }
    }
  }
}
