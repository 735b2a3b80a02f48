package lowtide.signal;

import java.math.BigDecimal;
import lowtide.market.Instrument;

/** How an event at a level came to be. */
public final class LevelExplanation {
  private LevelExplanation() {}

  public static Explanation of(
      Instrument instrument,
      LevelEvent event,
      DipState after,
      LevelSettings settings,
      String sources) {
    Explanation.Builder why =
        Explanation.of("%s levels: %s".formatted(instrument.symbol(), event.kind()))
            .formula(
                "A price below a level breaches it, an hour that closes there confirms it; the"
                    + " level is armed again once the price is back above it by the re-arm"
                    + " distance: the larger of a percentage and a part of the hourly average true"
                    + " range.")
            .input("price", event.price());
    for (BigDecimal level : event.levels()) {
      why.input("level", level);
    }
    for (LevelState level : after.levels()) {
      why.input(level.level().toPlainString() + " is", level.side() + ", " + level.breach());
    }
    return why.parameter("approach within %", settings.approachPercent())
        .parameter("approach re-arms above %", settings.approachRearmPercent())
        .parameter("re-arm %", settings.rearmPercent())
        .parameter("re-arm part of the range", settings.rearmAtrFraction())
        .sample(event.confirmed() ? "one hour's close" : "one price")
        .sources(sources)
        .asOf(event.at())
        .build();
  }
}
