package lowtide.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import lowtide.signal.CorrelationSettings;

/** The section of the correlation. What is absent takes its default. */
final class CorrelationReader {
  private final Section top;

  CorrelationReader(Section top) {
    this.top = top;
  }

  CorrelationSettings read() {
    Section section = top.section("correlation");
    CorrelationSettings usual = CorrelationSettings.DEFAULT;
    Section label = section.section("label");
    Section bands = label.section("bands");
    List<String> assets = section.list("assets", "BTC", text -> text).orElse(usual.assets());
    String proxy = section.value("proxy", usual.proxy(), "PSCT", text -> text);
    String fallback = section.value("fallback", usual.fallback(), "IWM", text -> text);
    List<Integer> windows =
        section.list("windows", "60", Scalars::wholeNumber).orElse(usual.windows());
    int window = label.value("window", usual.labelWindow(), "60", Scalars::wholeNumber);
    double hysteresis = label.value("hysteresis", usual.hysteresis(), "0.10", Scalars::number);
    int confirm =
        label.value("confirmSessions", usual.confirmationSessions(), "5", Scalars::wholeNumber);
    double inverse = band(bands, "inverse", usual.bands().inverse());
    double decoupled = band(bands, "decoupled", usual.bands().decoupled());
    double weak = band(bands, "weak", usual.bands().weak());
    double moderate = band(bands, "moderate", usual.bands().moderate());
    CorrelationSettings.Change change = change(section.section("change"));
    CorrelationSettings.Companions companions = companions(section);
    bands.end();
    label.end();
    section.end();
    CorrelationSettings.Bands checked =
        bands
            .make(
                () -> new CorrelationSettings.Bands(inverse, decoupled, weak, moderate),
                "bands: {inverse: -0.15, decoupled: 0.15, weak: 0.35, moderate: 0.55}")
            .orElse(usual.bands());
    return section
        .make(
            () ->
                new CorrelationSettings(
                    assets,
                    proxy,
                    fallback,
                    windows,
                    window,
                    checked,
                    hysteresis,
                    confirm,
                    change,
                    companions),
            "windows: [20, 60, 90, 180] with label: {window: 60, hysteresis: 0.10}")
        .orElse(usual);
  }

  private static CorrelationSettings.Change change(Section section) {
    CorrelationSettings.Change usual = CorrelationSettings.Change.DEFAULT;
    double fire = section.value("fire", usual.fire(), "2.576", Scalars::number);
    double rearm = section.value("rearm", usual.rearm(), "1.5", Scalars::number);
    section.end();
    return section
        .make(
            () -> new CorrelationSettings.Change(fire, rearm), "change: {fire: 2.576, rearm: 1.5}")
        .orElse(usual);
  }

  /** Usual companions count only where they are among the instruments. */
  private CorrelationSettings.Companions companions(Section section) {
    CorrelationSettings.Companions usual = CorrelationSettings.Companions.DEFAULT;
    Set<String> known = top.section("instruments").keys();
    String usualMarket = usual.market();
    String market =
        section
            .optional("market", "SPY", text -> text)
            .orElse(usualMarket != null && known.contains(usualMarket) ? usualMarket : null);
    List<String> controls =
        section
            .list("controls", "QQQ", text -> text)
            .orElse(usual.controls().stream().filter(known::contains).toList());
    List<String> alts =
        section
            .list("alts", "ETH", text -> text)
            .orElse(usual.alts().stream().filter(known::contains).toList());
    LocalDate since = section.value("since", usual.since(), "2020-01-01", Times::day);
    return section
        .make(
            () -> new CorrelationSettings.Companions(market, controls, alts, since),
            "controls: [QQQ, SPY, GLD]")
        .orElse(usual);
  }

  private static double band(Section bands, String key, double usual) {
    return bands.value(key, usual, Double.toString(usual), Scalars::number);
  }
}
