package lowtide.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lowtide.alert.AlertDesk;
import lowtide.alert.AlertStore;
import lowtide.alert.Outbox;
import lowtide.chat.ChatPlatform;
import lowtide.chat.CommandSpec;
import lowtide.chat.Request;
import lowtide.command.CommandDesk;
import lowtide.config.Settings;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.PriceFeed;
import lowtide.market.PriceSource;
import lowtide.schedule.Task;
import lowtide.watch.Metrics;
import lowtide.watch.StatusPage;
import lowtide.watch.WatchServer;
import lowtide.watch.WatchSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the bot be watched: counts what its parts do, and shows it. */
final class Watching implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Watching.class);

  private final WatchSettings settings;
  private final Path data;
  private final Clock wallClock;
  private final Metrics metrics = new Metrics();
  private volatile Instant lastBeat;
  private @Nullable WatchServer server;

  /**
   * @param data whose disk must not be full
   */
  Watching(WatchSettings settings, Path data, Clock wallClock) {
    this.settings = settings;
    this.data = data;
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
    new Figures(of, wallClock).addTo(metrics);
    StatusPage page =
        new StatusPage(
            command -> of.commands().full(Request.ofPage(command)).message(),
            of.store(),
            of.config(),
            of.settings().feed() == Settings.Feed.SIMULATED
                ? Parts.VERSION + " · SIMULATED market"
                : Parts.VERSION,
            wallClock);
    try {
      server =
          new WatchServer(settings, new Vitals(of, data, wallClock, () -> lastBeat), metrics, page);
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

  @Override
  public void close() {
    WatchServer running = server;
    if (running != null) {
      running.close();
    }
    metrics.close();
  }
}
