package lowtide.evidence;

import java.util.List;
import lowtide.market.MarketView;
import lowtide.signal.AlarmRates;
import lowtide.signal.SignalEngine;

/** How often alerts about correlations are false. */
final class AlarmComparison implements Comparison {
  private final SignalEngine engine;

  AlarmComparison(SignalEngine engine) {
    this.engine = engine;
  }

  @Override
  public List<List<String>> rows(MarketView view) {
    AlarmRates rates = engine.alarmRates();
    return List.of(
        List.of(
            "label changes a year at a constant .45: band, label",
            "18.2, 2.3",
            Figures.digits(rates.bandChangesPerYear(), 1)
                + ", "
                + Figures.digits(rates.labelChangesPerYear(), 1),
            "another simulation"),
        List.of(
            "change points: false a year, power, latency",
            ".5, 74 %, 45 sessions",
            "%s, %s %%, %d sessions"
                .formatted(
                    Figures.digits(rates.falseChangesPerYear(), 2),
                    Figures.digits(100 * rates.power(), 0),
                    rates.medianLatency()),
            "another simulation; latency among those found within two windows"));
  }
}
