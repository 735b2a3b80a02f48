package lowtide.alert;

import java.util.List;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.PhaseOutcomes;
import lowtide.signal.PhaseReading;
import lowtide.signal.PhaseSettings;
import lowtide.signal.SignalEngine;
import org.jspecify.annotations.Nullable;

/**
 * Tells when an instrument's risk phase changes. Confirmation and dwell are the signal's; what
 * cannot be read changes nothing.
 */
public final class PhaseRule implements Rule {
  private final Instrument instrument;
  private final SignalEngine engine;
  private final PhaseSettings settings;

  public PhaseRule(Instrument instrument, SignalEngine engine, PhaseSettings settings) {
    this.instrument = instrument;
    this.engine = engine;
    this.settings = settings;
  }

  @Override
  public String key() {
    return "phase:" + instrument.symbol();
  }

  @Override
  public Outcome look(MarketView view, @Nullable RuleState before) {
    if (!(engine.phase(view, instrument) instanceof PhaseReading reading)) {
      return new Outcome(before, List.of());
    }
    PhaseMemory now = new PhaseMemory(reading.phase());
    if (before instanceof PhaseMemory told && told.phase() != now.phase()) {
      PhaseOutcomes outcomes = engine.phaseOutcomes(view, instrument);
      return new Outcome(
          now, List.of(PhaseTexts.of(key(), told.phase(), reading, outcomes, settings, view)));
    }
    return new Outcome(now, List.of());
  }
}
