package lowtide.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lowtide.alert.LevelMemory;
import lowtide.alert.LevelRule;
import lowtide.chat.ChatPlatform;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.signal.CorrelationReading;
import lowtide.signal.LevelSettings;
import lowtide.signal.LevelState;
import lowtide.signal.PhaseReading;
import lowtide.watch.Metrics;
import lowtide.watch.Metrics.Figure;

/** The readings and states of which Prometheus is told, each asked for when it asks. */
final class Figures {
  private final Watching.Subject of;
  private final Clock wallClock;

  Figures(Watching.Subject of, Clock wallClock) {
    this.of = of;
    this.wallClock = wallClock;
  }

  void addTo(Metrics metrics) {
    metrics.figures("price", "Last price", "", () -> prices(Figures::price));
    metrics.figures("price.age", "Age of the last price", "seconds", () -> prices(this::age));
    metrics.figures(
        "source.troubles",
        "Sources that do not answer as they should",
        "",
        () -> List.of(new Figure(of.feed().troubles().size())));
    metrics.figures("correlation", "Pearson's r over the watched window", "", () -> correlations());
    metrics.figures("risk.index", "The risk index R, 0 to 100", "", () -> risk());
    metrics.figures("level.breached", "1 while a level is breached", "", () -> levels());
    metrics.figures(
        "outbox.owed",
        "Messages that are owed",
        "",
        () -> List.of(new Figure(of.outbox().backlog().owed())));
    metrics.figures(
        "outbox.oldest",
        "Age of the oldest message that is owed",
        "seconds",
        () -> List.of(new Figure(oldest())));
    metrics.figures(
        "platform.up",
        "1 while a platform is connected",
        "",
        () ->
            of.platforms().stream()
                .map(
                    platform ->
                        new Figure(
                            platform.health().state() == ChatPlatform.Health.State.UP ? 1 : 0,
                            "platform",
                            platform.name()))
                .toList());
    metrics.figures("build.info", "1", "", () -> List.of(new Figure(1, "version", Parts.VERSION)));
  }

  @FunctionalInterface
  private interface OfQuote {
    double of(Quote quote, MarketView view);
  }

  private static double price(Quote quote, MarketView view) {
    return quote.price().doubleValue();
  }

  private double age(Quote quote, MarketView view) {
    return quote.age(view.at()).toMillis() / 1e3;
  }

  private List<Figure> prices(OfQuote figure) {
    MarketView view = of.market().get();
    List<Figure> figures = new ArrayList<>();
    for (Instrument instrument : of.feed().instruments()) {
      view.quote(instrument)
          .ifPresent(
              quote ->
                  figures.add(
                      new Figure(figure.of(quote, view), "instrument", instrument.symbol())));
    }
    return figures;
  }

  private List<Figure> correlations() {
    MarketView view = of.market().get();
    var settings = of.settings().signals().correlation();
    Instrument proxy = of.parts().instruments().get(settings.proxy());
    List<Figure> figures = new ArrayList<>();
    for (String asset : settings.assets()) {
      if (of.parts().engine().correlation(view, of.parts().instruments().get(asset), proxy)
          instanceof CorrelationReading reading) {
        figures.add(new Figure(reading.pearson(), "asset", asset, "proxy", proxy.symbol()));
      }
    }
    return figures;
  }

  private List<Figure> risk() {
    Instrument instrument =
        of.parts().instruments().get(of.settings().signals().phase().instrument());
    return of.parts().engine().phase(of.market().get(), instrument) instanceof PhaseReading reading
        ? List.of(
            new Figure(
                reading.risk(), "instrument", instrument.symbol(), "phase", reading.phase().name()))
        : List.of();
  }

  private List<Figure> levels() {
    List<Figure> figures = new ArrayList<>();
    for (LevelSettings watched : of.settings().signals().levels()) {
      if (of.alerts().state(LevelRule.key(watched.instrument())).orElse(null)
          instanceof LevelMemory memory) {
        for (LevelState level : memory.levels().levels()) {
          figures.add(
              new Figure(
                  level.side() == LevelState.Side.BEYOND ? 1 : 0,
                  "instrument",
                  watched.instrument(),
                  "level",
                  level.level().toPlainString()));
        }
      }
    }
    return figures;
  }

  private double oldest() {
    Instant oldest = of.outbox().backlog().oldest();
    return oldest == null
        ? 0
        : Math.max(0, Duration.between(oldest, wallClock.instant()).toMillis() / 1e3);
  }
}
