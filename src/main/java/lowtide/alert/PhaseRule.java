package lowtide.alert;

import java.util.ArrayList;
import java.util.List;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.PhaseHistory;
import lowtide.signal.PhaseReading;
import lowtide.signal.PhaseRecord;
import lowtide.signal.PhaseSettings;
import lowtide.signal.SignalEngine;
import org.jspecify.annotations.Nullable;

/**
 * Tells when an instrument's risk phase changes. Confirmation and dwell are the signal's. Every
 * change since the last look is told, each as it was known at the end of its day; what cannot be
 * read changes nothing.
 */
public final class PhaseRule implements Rule {
  private final String key;
  private final Instrument instrument;
  private final SignalEngine engine;
  private final PhaseSettings settings;

  public PhaseRule(Instrument instrument, SignalEngine engine, PhaseSettings settings) {
    this("phase:" + instrument.symbol(), instrument, engine, settings);
  }

  PhaseRule(String key, Instrument instrument, SignalEngine engine, PhaseSettings settings) {
    this.key = key;
    this.instrument = instrument;
    this.engine = engine;
    this.settings = settings;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public Outcome look(MarketView view, @Nullable RuleState before) {
    PhaseHistory history = engine.phases(view, instrument);
    int last = history.size() - 1;
    if (last < 0) {
      return new Outcome(before, List.of());
    }
    PhaseMemory now = new PhaseMemory(history.index().day(last));
    List<Alert> alerts = new ArrayList<>();
    if (before instanceof PhaseMemory known) {
      int first = last;
      while (first > 1 && history.index().day(first - 1).isAfter(known.day())) {
        first--;
      }
      for (int i = first; i <= last && i > 0; i++) {
        if (history.index().day(i).isAfter(known.day())
            && history.phase(i) != history.phase(i - 1)) {
          alerts.add(alert(history, i, view));
        }
      }
    }
    return new Outcome(now, alerts);
  }

  @Override
  public String standing(MarketView view, @Nullable RuleState state) {
    PhaseHistory history = engine.phases(view, instrument);
    return history.size() == 0
        ? "%s has no risk phase for want of data".formatted(instrument.symbol())
        : "%s risk phase %s".formatted(instrument.symbol(), history.phase(history.size() - 1));
  }

  private Alert alert(PhaseHistory history, int i, MarketView view) {
    MarketView then = view.until(history.index().asOf(i));
    return PhaseTexts.of(
        key(),
        history.phase(i - 1),
        (PhaseReading) engine.phase(then, instrument),
        PhaseRecord.of(engine.phases(then, instrument), history.phase(i)),
        settings,
        view);
  }
}
