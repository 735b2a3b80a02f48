package lowtide.evidence;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.AlarmRates;
import lowtide.signal.ChangeHistory;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.LabelHistory;
import lowtide.signal.SignalEngine;

/** How often alerts about correlation come on real prices, beside how often by chance. */
final class AlarmClaim implements Claim {
  private final Instruments instruments;
  private final CorrelationSettings settings;
  private final SignalEngine engine;

  AlarmClaim(Instruments instruments, CorrelationSettings settings, SignalEngine engine) {
    this.instruments = instruments;
    this.settings = settings;
    this.engine = engine;
  }

  @Override
  public Section measure(MarketView view) {
    MarketView days = view.withoutHours();
    AlarmRates rates = engine.alarmRates();
    Instrument asset = instruments.get(settings.assets().get(0));
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("pair", "since", "label changes a year", "change points a year", "change points"));
    for (Instrument proxy : instruments.all()) {
      if (proxy.kind() != Instrument.Kind.EQUITY || days.daily(proxy).isEmpty()) {
        continue;
      }
      LabelHistory labels = engine.labels(days, asset, proxy);
      ChangeHistory changes = engine.changes(days, asset, proxy);
      if (changes.session() == null) {
        continue;
      }
      double years = ChronoUnit.DAYS.between(days.daily(proxy).date(0), changes.session()) / 365.25;
      rows.add(
          List.of(
              asset.symbol() + "/" + proxy.symbol(),
              days.daily(proxy).date(0).toString(),
              Figures.digits(labels.changes().size() / years, 2),
              Figures.digits(changes.points().size() / years, 2),
              String.valueOf(changes.points().size())));
    }
    return Section.of("How often the alerts are false", "A change of the correlation is news.")
        .text(
            "By simulation of fat-tailed returns at a constant correlation of .45: r changes its"
                + " band %s times a year, the label %s times, and a change point is found %s times."
                + " After a jump from .15 to .60 one is found within two windows in %s of 100 cases,"
                + " after %d sessions in the middle; the label has become a higher one in %s of"
                + " 100, after %d. `AlarmRatesTest` holds these figures.",
            Figures.digits(rates.bandChangesPerYear(), 2),
            Figures.digits(rates.labelChangesPerYear(), 2),
            Figures.digits(rates.falseChangesPerYear(), 2),
            Figures.digits(100 * rates.power(), 0),
            rates.medianLatency(),
            Figures.digits(100 * rates.labelPower(), 0),
            rates.labelLatency())
        .grid(rows)
        .text(
            "Where a pair has about as many change points a year as the simulation at a constant"
                + " correlation, their number alone does not show that real changes are found.")
        .build();
  }
}
