package lowtide.command;

import java.util.List;
import java.util.Optional;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.SetupDay;
import lowtide.signal.SetupLabel;
import lowtide.signal.SetupSettings;
import lowtide.signal.SignalEngine;

/** The wording of the setup that can come next. */
final class SetupTriggers implements Triggers {
  private final SetupSettings settings;
  private final SignalEngine engine;

  SetupTriggers(SetupSettings settings, SignalEngine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  @Override
  public List<Trigger> armed(MarketView view, Instrument asset) {
    if (!asset.symbol().equals(settings.instrument())) {
      return List.of();
    }
    Optional<SetupDay> last = engine.setups(view, asset).last();
    return last.map(
            day -> {
              boolean isMore = day.confirmed() == SetupLabel.MORE;
              int border = isMore ? settings.more() - 1 : settings.more();
              return List.of(
                  new Trigger(
                      "setup",
                      isMore
                          ? asset.symbol() + " setup: no longer more conditions met"
                          : asset.symbol() + " setup: more conditions met",
                      day.count(),
                      border,
                      "%d conditions to %d".formatted(day.count(), border),
                      "%d days in a row".formatted(settings.confirmationDays()),
                      Math.max(0, Math.abs(border - day.count())) / 7.0));
            })
        .orElse(List.of());
  }
}
