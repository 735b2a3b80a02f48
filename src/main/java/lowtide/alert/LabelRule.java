package lowtide.alert;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.CorrelationReading;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.LabelChange;
import lowtide.signal.LabelHistory;
import lowtide.signal.SignalEngine;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the word for an asset's correlation with small-cap tech changes.
 *
 * <p>The word itself, with its hysteresis and confirmation, comes from the signal. Every change
 * since the last look is told, each with the reading of its own session, so that it does not matter
 * how often somebody looks. What cannot be read changes nothing.
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
    Instrument stand = proxy;
    LabelHistory labels = engine.labels(view, asset, stand);
    if (labels.session() == null) {
      stand = fallback;
      labels = engine.labels(view, asset, stand);
    }
    LocalDate session = labels.session();
    if (session == null) {
      return new Outcome(before, List.of());
    }
    List<Alert> alerts = new ArrayList<>();
    if (before instanceof LabelMemory known && known.proxy().equals(stand.symbol())) {
      for (LabelChange change : labels.changesAfter(known.session())) {
        alerts.add(LabelTexts.of(key(), change, labels, engine, settings, view));
      }
    }
    return new Outcome(new LabelMemory(stand.symbol(), session), alerts);
  }

  @Override
  public String standing(MarketView view, @Nullable RuleState state) {
    return standing(view, engine, asset, proxy, fallback);
  }

  /** Label and coefficient of the watched window, of whichever proxy has one. */
  static String standing(
      MarketView view, SignalEngine engine, Instrument asset, Instrument proxy, Instrument other) {
    for (Instrument stand : List.of(proxy, other)) {
      if (engine.correlation(view, asset, stand) instanceof CorrelationReading reading) {
        return "%s and %s: %s, r %s"
            .formatted(
                asset.symbol(),
                stand.symbol(),
                reading.label().word(),
                Words.coefficient(reading.pearson()));
      }
    }
    return "%s has no correlation for want of data".formatted(asset.symbol());
  }
}
