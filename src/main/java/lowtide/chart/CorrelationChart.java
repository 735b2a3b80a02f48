package lowtide.chart;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * How closely two instruments moved together: the asset's price above, the rolling coefficient with
 * its interval and the named ranges of its label below.
 *
 * @param asset symbol
 * @param proxy symbol of what it is compared with
 * @param window sessions that each coefficient looks back on
 * @param times the sessions' closes
 * @param price of the asset at those closes
 * @param r coefficients of the windows ending there; NaN where there is none
 * @param low lower ends of their 95 % intervals; likewise
 * @param high upper ends; likewise
 * @param zones the labels' ranges, e.g. moderate from .35 to .55
 * @param label the label in force, in lower case
 * @param significant whether the last interval leaves out zero
 * @param n pairs in the last window
 * @param asOf the last session
 * @param source where the prices come from
 */
public record CorrelationChart(
    String asset,
    String proxy,
    int window,
    Times times,
    Values price,
    Values r,
    Values low,
    Values high,
    List<Zone> zones,
    String label,
    boolean significant,
    int n,
    LocalDate asOf,
    String source) {
  public CorrelationChart {
    price.requireLength("price", times);
    r.requireLength("r", times);
    low.requireLength("low", times);
    high.requireLength("high", times);
    zones = List.copyOf(zones);
  }

  /** The labels' ranges by their borders, from inverse at -1 to strong at 1. */
  public static List<Zone> zones(double inverse, double decoupled, double weak, double moderate) {
    return List.of(
        new Zone("inverse", -1, inverse),
        new Zone("decoupled", inverse, decoupled),
        new Zone("weak", decoupled, weak),
        new Zone("moderate", weak, moderate),
        new Zone("strong", moderate, 1));
  }

  public ChartSpec spec() {
    int last = r.last();
    String latest = last < 0 ? "" : "r " + ValueFormat.COEFFICIENT.exact(r.at(last));
    String now = r.isCurrent() ? latest : "r undefined now";
    String interval =
        !r.isCurrent() || low.isGap(last) || high.isGap(last)
            ? ""
            : " · 95 %% %s to %s"
                .formatted(
                    ValueFormat.COEFFICIENT.exact(low.at(last)),
                    ValueFormat.COEFFICIENT.exact(high.at(last)));
    // The label holds on for some sessions while r lies in another range already.
    String byItself =
        zones.stream()
            .filter(zone -> r.isCurrent() && zone.contains(r.at(last)))
            .filter(zone -> !zone.name().equals(label))
            .map(zone -> " · r by itself " + zone.name())
            .findFirst()
            .orElse("");
    String title =
        "%s %s %s: %s (%s%s)"
            .formatted(asset, verb(), proxy, label, now, significant ? "" : ", not significant");
    String subtitle =
        "%s, %s sessions to %s · n %s%s%s · %s"
            .formatted(proxy, window, asOf, n, interval, byItself, source);
    Panel above =
        Panel.of(
            asset + ", US dollars", ValueFormat.DOLLARS, new Curve(asset, times, price, Ink.PRICE));
    Panel below =
        Panel.of(
                "correlation of daily returns, %s sessions, with 95 %% interval".formatted(window),
                ValueFormat.COEFFICIENT,
                new Curve("correlation with " + proxy, times, r, Ink.SIGNAL, latest))
            .withBands(List.of(new Band("95 % interval", times, low, high, Ink.SIGNAL)))
            .withZones(zones);
    return new ChartSpec(title, subtitle, List.of(above.withWeight(4), below.withWeight(5)));
  }

  private String verb() {
    return switch (label.toLowerCase(Locale.ROOT)) {
      case "inverse" -> "moves against";
      case "decoupled" -> "moves apart from";
      default -> "moves with";
    };
  }
}
