package lowtide.command;

import java.util.ArrayList;
import java.util.List;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.PhaseDistance;
import lowtide.signal.PhaseReading;
import lowtide.signal.PhaseSettings;
import lowtide.signal.SignalEngine;

/** The phases that can come next. */
final class PhaseTriggers implements Triggers {
  private final PhaseSettings settings;
  private final SignalEngine engine;

  PhaseTriggers(PhaseSettings settings, SignalEngine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  @Override
  public List<Trigger> armed(MarketView view, Instrument asset) {
    List<Trigger> triggers = new ArrayList<>();
    if (asset.symbol().equals(settings.instrument())
        && engine.phase(view, asset) instanceof PhaseReading reading) {
      for (PhaseDistance way : reading.ahead()) {
        boolean beyond = way.points() < 0;
        triggers.add(
            new Trigger(
                "phase",
                "%s risk phase %s".formatted(asset.symbol(), way.to()),
                reading.risk(),
                way.border(),
                beyond
                    ? "R %s is beyond %s"
                        .formatted(Words.number(reading.risk()), Words.number(way.border()))
                    : "R %s to %s, %s points"
                        .formatted(
                            Words.number(reading.risk()),
                            Words.number(way.border()),
                            Words.number(way.points())),
                way.days() == 0
                    ? ""
                    : "%d day%s at least".formatted(way.days(), way.days() == 1 ? "" : "s"),
                Math.max(0, way.points()) / 100));
      }
    }
    return triggers;
  }
}
