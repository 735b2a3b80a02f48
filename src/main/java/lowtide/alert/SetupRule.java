package lowtide.alert;

import java.util.ArrayList;
import java.util.List;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.SetupDay;
import lowtide.signal.SetupHistory;
import lowtide.signal.SetupLabel;
import lowtide.signal.SetupSettings;
import lowtide.signal.SignalEngine;
import org.jspecify.annotations.Nullable;

/**
 * Tells when an instrument's setup comes to meet more conditions, and when it no longer does.
 * Confirmation is the signal's; every such change since the last look is told. Between "few" and
 * "mixed" the count wanders many times a year: that is for those who ask.
 */
public final class SetupRule implements Rule {
  private final Instrument instrument;
  private final SignalEngine engine;
  private final SetupSettings settings;

  public SetupRule(Instrument instrument, SignalEngine engine, SetupSettings settings) {
    this.instrument = instrument;
    this.engine = engine;
    this.settings = settings;
  }

  @Override
  public String key() {
    return "setup:" + instrument.symbol();
  }

  @Override
  public Outcome look(MarketView view, @Nullable RuleState before) {
    SetupHistory history = engine.setups(view, instrument);
    int last = history.size() - 1;
    if (last < 0) {
      return new Outcome(before, List.of());
    }
    List<Alert> alerts = new ArrayList<>();
    if (before instanceof SetupMemory known) {
      int from = last;
      while (from > 0 && history.day(from - 1).day().isAfter(known.day())) {
        from--;
      }
      for (int i = Math.max(1, from); i <= last; i++) {
        SetupDay day = history.day(i);
        boolean isMore = day.confirmed() == SetupLabel.MORE;
        boolean wasMore = history.day(i - 1).confirmed() == SetupLabel.MORE;
        if (day.day().isAfter(known.day()) && isMore != wasMore) {
          alerts.add(SetupTexts.of(key(), history, i, settings, view));
        }
      }
    }
    return new Outcome(new SetupMemory(history.day(last).day()), alerts);
  }

  @Override
  public String standing(MarketView view, @Nullable RuleState state) {
    return engine
        .setups(view, instrument)
        .last()
        .map(day -> "%s setup: %s".formatted(instrument.symbol(), day.confirmed().words()))
        .orElse("%s has no setup for want of data".formatted(instrument.symbol()));
  }
}
