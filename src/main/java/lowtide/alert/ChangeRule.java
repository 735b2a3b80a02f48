package lowtide.alert;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.ChangeHistory;
import lowtide.signal.ChangePoint;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.SignalEngine;
import org.jspecify.annotations.Nullable;

/**
 * Tells when an asset's correlation with small-cap tech is another than it was a window ago.
 *
 * <p>Apart from the label: it compares two windows that share no session, so what it tells is a
 * change and not a border crossed. Every one since the last look is told.
 */
public final class ChangeRule implements Rule {
  private final Instrument asset;
  private final Instrument proxy;
  private final Instrument fallback;
  private final SignalEngine engine;
  private final CorrelationSettings settings;

  public ChangeRule(
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
    return "change:" + asset.symbol();
  }

  @Override
  public Outcome look(MarketView view, @Nullable RuleState before) {
    Instrument stand = proxy;
    ChangeHistory changes = engine.changes(view, asset, stand);
    if (changes.session() == null) {
      stand = fallback;
      changes = engine.changes(view, asset, stand);
    }
    LocalDate session = changes.session();
    if (session == null) {
      return new Outcome(before, List.of());
    }
    List<Alert> alerts = new ArrayList<>();
    if (before instanceof ChangeMemory known && known.proxy().equals(stand.symbol())) {
      for (ChangePoint point : changes.pointsAfter(known.session())) {
        alerts.add(ChangeTexts.of(key(), point, changes, engine.alarmRates(), settings, view));
      }
    }
    return new Outcome(new ChangeMemory(stand.symbol(), session), alerts);
  }

  @Override
  public String standing(MarketView view, @Nullable RuleState state) {
    return LabelRule.standing(view, engine, asset, proxy, fallback);
  }
}
