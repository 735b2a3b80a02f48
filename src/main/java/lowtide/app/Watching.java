package lowtide.app;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lowtide.alert.AlertDesk;
import lowtide.alert.AlertStore;
import lowtide.alert.LevelMemory;
import lowtide.alert.LevelRule;
import lowtide.alert.Outbox;
import lowtide.chat.ChatPlatform;
import lowtide.chat.CommandSpec;
import lowtide.chat.Request;
import lowtide.chat.console.Console;
import lowtide.command.CommandDesk;
import lowtide.config.Settings;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.PriceFeed;
import lowtide.market.PriceSource;
import lowtide.market.Quote;
import lowtide.schedule.Task;
import lowtide.signal.CorrelationReading;
import lowtide.signal.LevelSettings;
import lowtide.signal.LevelState;
import lowtide.signal.PhaseReading;
import lowtide.store.StoreException;
import lowtide.watch.Health;
import lowtide.watch.Metrics;
import lowtide.watch.Metrics.Figure;
import lowtide.watch.StatusPage;
import lowtide.watch.WatchServer;
import lowtide.watch.WatchSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the bot be watched: counts what its parts do, and shows it. */
final class Watching implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Watching.class);

  /** The market is looked at every few seconds: after so long nobody does any more. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);

  private final WatchSettings settings;
  private final Clock wallClock;
  private final Metrics metrics = new Metrics();
  private volatile Instant lastBeat;
  private @Nullable WatchServer server;

  Watching(WatchSettings settings, Clock wallClock) {
    this.settings = settings;
    this.wallClock = wallClock;
    this.lastBeat = wallClock.instant();
  }

  /** Notes that the market was looked at. */
  void beat() {
    lastBeat = wallClock.instant();
  }

  /** The same sources, timed; one that several instruments share stays one. */
  Map<Instrument, List<PriceSource>> timed(Map<Instrument, List<PriceSource>> sources) {
    Map<PriceSource, PriceSource> known = new LinkedHashMap<>();
    Map<Instrument, List<PriceSource>> timed = new LinkedHashMap<>();
    sources.forEach(
        (instrument, own) ->
            timed.put(
                instrument,
                own.stream()
                    .map(source -> known.computeIfAbsent(source, metrics::timed))
                    .toList()));
    return timed;
  }

  ChatPlatform timed(ChatPlatform platform, List<CommandSpec> commands) {
    Set<String> names = commands.stream().map(CommandSpec::name).collect(Collectors.toSet());
    return metrics.timed(platform, names);
  }

  Task timed(Task task) {
    return metrics.timed(task);
  }

  /** What is watched. */
  record Subject(
      Settings settings,
      Parts parts,
      Supplier<MarketView> market,
      PriceFeed feed,
      AlertDesk alerts,
      AlertStore store,
      Outbox outbox,
      CommandDesk commands,
      List<ChatPlatform> platforms,
      Supplier<List<String>> config) {}

  /** Begins to show it. An address that is taken keeps the page away, not the bot. */
  void start(Subject of) {
    figures(of);
    StatusPage page =
        new StatusPage(
            command ->
                of.commands()
                    .full(new Request(Console.CHAT, "watch", true, command, List.of()))
                    .message(),
            of.store(),
            of.config(),
            of.settings().feed() == Settings.Feed.SIMULATED
                ? Parts.VERSION + " · SIMULATED market"
                : Parts.VERSION,
            wallClock);
    try {
      server = new WatchServer(settings, health(of), metrics, page);
    } catch (IOException e) {
      log.error(
          "the bot cannot be watched at {}:{}: {}. For example: watch: {port: 8081}",
          settings.bind(),
          settings.port(),
          e.getMessage());
    }
  }

  int port() {
    WatchServer running = server;
    return running == null ? -1 : running.port();
  }

  private Health health(Subject of) {
    return new Health() {
      @Override
      public List<String> dead() {
        Duration silence = Duration.between(lastBeat, wallClock.instant());
        return silence.compareTo(LONGEST_SILENCE) > 0
            ? List.of("the market was last looked at %d s ago".formatted(silence.toSeconds()))
            : List.of();
      }

      @Override
      public List<String> unready() {
        List<String> problems = new ArrayList<>(dead());
        if (!of.feed().isFilled()) {
          problems.add("history is still being fetched");
        }
        try {
          of.outbox().backlog();
        } catch (StoreException e) {
          problems.add("the store: " + e.getMessage());
        }
        for (ChatPlatform platform : of.platforms()) {
          if (platform.health().state() != ChatPlatform.Health.State.UP) {
            problems.add(
                "%s: %s, %s"
                    .formatted(
                        platform.name(), platform.health().state(), platform.health().detail()));
          }
        }
        return problems;
      }
    };
  }

  private void figures(Subject of) {
    metrics.figures("price", "Last price", "", () -> prices(of, Watching::price));
    metrics.figures("price.age", "Age of the last price", "seconds", () -> prices(of, this::age));
    metrics.figures(
        "source.troubles",
        "Sources that do not answer as they should",
        "",
        () -> List.of(new Figure(of.feed().troubles().size())));
    metrics.figures(
        "correlation", "Pearson's r over the watched window", "", () -> correlations(of));
    metrics.figures("risk.index", "The risk index R, 0 to 100", "", () -> risk(of));
    metrics.figures("level.breached", "1 while a level is breached", "", () -> levels(of));
    metrics.figures(
        "outbox.owed",
        "Messages that are owed",
        "",
        () -> List.of(new Figure(of.outbox().backlog().owed())));
    metrics.figures(
        "outbox.oldest",
        "Age of the oldest message that is owed",
        "seconds",
        () -> List.of(new Figure(oldest(of))));
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

  private static List<Figure> prices(Subject of, OfQuote figure) {
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

  private static List<Figure> correlations(Subject of) {
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

  private static List<Figure> risk(Subject of) {
    Instrument instrument =
        of.parts().instruments().get(of.settings().signals().phase().instrument());
    return of.parts().engine().phase(of.market().get(), instrument) instanceof PhaseReading reading
        ? List.of(
            new Figure(
                reading.risk(), "instrument", instrument.symbol(), "phase", reading.phase().name()))
        : List.of();
  }

  private static List<Figure> levels(Subject of) {
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

  private double oldest(Subject of) {
    Instant oldest = of.outbox().backlog().oldest();
    return oldest == null
        ? 0
        : Math.max(0, Duration.between(oldest, wallClock.instant()).toMillis() / 1e3);
  }

  @Override
  public void close() {
    WatchServer running = server;
    if (running != null) {
      running.close();
    }
    metrics.close();
  }
}
