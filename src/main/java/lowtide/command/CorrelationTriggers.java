package lowtide.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.ChangeHistory;
import lowtide.signal.CorrelationReading;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.LabelHistory;
import lowtide.signal.LabelState;
import lowtide.signal.SignalEngine;

/** The label that can change, and the change point that can be found. */
final class CorrelationTriggers implements Triggers {
  private final Instruments instruments;
  private final CorrelationSettings settings;
  private final SignalEngine engine;

  CorrelationTriggers(Instruments instruments, CorrelationSettings settings, SignalEngine engine) {
    this.instruments = instruments;
    this.settings = settings;
    this.engine = engine;
  }

  @Override
  public List<Trigger> armed(MarketView view, Instrument asset) {
    if (!settings.assets().contains(asset.symbol())) {
      return List.of();
    }
    Instrument proxy = instruments.get(settings.proxy());
    if (engine.labels(view, asset, proxy).session() == null) {
      proxy = instruments.get(settings.fallback());
    }
    List<Trigger> triggers = new ArrayList<>();
    LabelHistory labels = engine.labels(view, asset, proxy);
    LabelState state = labels.state();
    if (state != null
        && engine.correlation(view, asset, proxy) instanceof CorrelationReading reading) {
      addLabel(triggers, state, reading, -1);
      addLabel(triggers, state, reading, 1);
    }
    addChange(triggers, engine.changes(view, asset, proxy));
    return triggers;
  }

  private void addLabel(
      List<Trigger> triggers, LabelState state, CorrelationReading reading, int sign) {
    double border = state.label().border(sign, settings);
    if (Math.abs(border) >= 1) {
      return;
    }
    double r = reading.pearson();
    boolean beyond = sign * (r - border) > 0;
    int needed = settings.confirmationSessions() - (beyond ? state.beyond() : 0);
    triggers.add(
        new Trigger(
            "label",
            "%s and %s %s %s"
                .formatted(
                    reading.asset().symbol(),
                    reading.proxy().symbol(),
                    sign > 0 ? "rise above" : "fall below",
                    state.label().word()),
            r,
            border,
            beyond
                ? "r %s is beyond %s".formatted(Words.coefficient(r), Words.coefficient(border))
                : "r %s to %s".formatted(Words.coefficient(r), Words.coefficient(border)),
            "%d session%s in a row".formatted(needed, needed == 1 ? "" : "s"),
            beyond ? 0 : Math.abs(border - r)));
  }

  private void addChange(List<Trigger> triggers, ChangeHistory changes) {
    if (changes.session() == null) {
      return;
    }
    double border = changes.armed() ? settings.change().fire() : settings.change().rearm();
    triggers.add(
        new Trigger(
            "change",
            changes.armed()
                ? "%s and %s: change point"
                    .formatted(
                        changes.returns().asset().symbol(), changes.returns().proxy().symbol())
                : "%s and %s: change point armed again"
                    .formatted(
                        changes.returns().asset().symbol(), changes.returns().proxy().symbol()),
            changes.statistic(),
            border,
            String.format(Locale.US, "%.2f to %.2f standard errors", changes.statistic(), border),
            "",
            Math.abs(border - changes.statistic()) / settings.change().fire()));
  }
}
