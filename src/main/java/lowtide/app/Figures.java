package lowtide.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lowtide.chat.ChatPlatform;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.watch.Metrics;
import lowtide.watch.Metrics.Figure;

/** The figures of which Prometheus is told, each asked for when it asks. */
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
    new RuleFigures(of).addTo(metrics);
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

  private double oldest() {
    Instant oldest = of.outbox().backlog().oldest();
    return oldest == null
        ? 0
        : Math.max(0, Duration.between(oldest, wallClock.instant()).toMillis() / 1e3);
  }
}
