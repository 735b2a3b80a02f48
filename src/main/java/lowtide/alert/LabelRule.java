package lowtide.alert;

import java.util.List;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.CorrelationReading;
import lowtide.signal.CorrelationResult;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.SignalEngine;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the word for an asset's correlation with small-cap tech changes.
 *
 * <p>The word itself, with its hysteresis and confirmation, comes from the signal; the rule only
 * compares it with the one that was last told. What cannot be read changes nothing.
 */
public final class LabelRule implements Rule {
  private final Instrument asset;
  private final Instrument proxy;
  private final Instrument fallback;
  private final SignalEngine engine;
  private final CorrelationSettings settings;

  public LabelRule(
      Instrument asset,
      Instrument proxy,
      Instrument fallback,
      SignalEngine engine,
      CorrelationSettings settings) {
    this.asset = asset;
    this.proxy = proxy;
    this.fallback = fallback;
    this.engine = engine;
    this.settings = settings;
  }

  @Override
  public String key() {
    return "correlation:" + asset.symbol();
  }

  @Override
  public Outcome look(MarketView view, @Nullable RuleState before) {
    CorrelationResult result = engine.correlation(view, asset, proxy);
    if (!(result instanceof CorrelationReading)) {
      result = engine.correlation(view, asset, fallback);
    }
    if (!(result instanceof CorrelationReading reading)) {
      return new Outcome(before, List.of());
    }
    LabelMemory now = new LabelMemory(reading.proxy().symbol(), reading.label());
    if (before instanceof LabelMemory told
        && told.proxy().equals(now.proxy())
        && told.label() != now.label()) {
      return new Outcome(now, List.of(LabelTexts.of(key(), told.label(), reading, settings, view)));
    }
    return new Outcome(now, List.of());
  }
}
