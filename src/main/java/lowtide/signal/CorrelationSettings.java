package lowtide.signal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param change when the correlation of one window counts as another than that of the one before
 * @param companions what is shown beside an answer
 */
public record CorrelationSettings(
    List<String> assets,
    String proxy,
    String fallback,
    List<Integer> windows,
    int labelWindow,
    Bands bands,
    double hysteresis,
    int confirmationSessions,
    Change change,
    Companions companions) {

  /**
   * When two adjacent windows differ: by more than {@code fire} standard errors; told again only
   * after they differed by less than {@code rearm}.
   */
  public record Change(double fire, double rearm) {
    public static final Change DEFAULT = new Change(2.576, 1.5);

    public Change {
      if (!(0 < rearm && rearm < fire && fire < 10)) {
        throw new IllegalArgumentException(
            "need 0 < rearm < fire < 10: rearm %s, fire %s".formatted(rearm, fire));
      }
    }
  }

  /**
   * What is shown beside an answer.
   *
   * @param market symbol that stands for the market as a whole, held fixed in a partial
   *     correlation; null for none
   * @param controls symbols that the proxy is compared with
   * @param alts symbols of the coins that /corr alts compares with the first asset
   * @param since the first session of tables over all of a time
   */
  public record Companions(
      @Nullable String market, List<String> controls, List<String> alts, LocalDate since) {
    public static final Companions DEFAULT =
        new Companions(
            "SPY",
            List.of("QQQ", "SPY", "GLD"),
            List.of("ETH", "SOL", "XRP"),
            LocalDate.of(2020, 1, 1));

    public Companions {
      controls = List.copyOf(controls);
      alts = List.copyOf(alts);
      if (controls.size() > 6 || alts.size() > 8) {
        throw new IllegalArgumentException(
            "at most 6 controls and 8 alts: %s, %s".formatted(controls, alts));
      }
    }
  }

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
          List.of("BTC"),
          "PSCT",
          "IWM",
          List.of(20, 60, 90, 180),
          60,
          Bands.DEFAULT,
          0.10,
          5,
          Change.DEFAULT,
          Companions.DEFAULT);

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
