package lowtide.app;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import lowtide.alert.AlertDesk;
import lowtide.alert.Dispatcher;
import lowtide.alert.OwnDesk;
import lowtide.chat.ChatPlatform;
import lowtide.chat.Whereabouts;
import lowtide.chat.console.Console;
import lowtide.command.CommandDesk;
import lowtide.config.Settings;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.PriceFeed;
import lowtide.market.PriceSource;
import lowtide.schedule.ClockSettings;
import lowtide.schedule.MarketClock;
import lowtide.schedule.Scheduler;
import lowtide.store.sql.Database;
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sql.SqlOutbox;
import lowtide.store.sql.SqlOwnRules;
import lowtide.store.sql.SqlPriceHistory;
import lowtide.store.sql.SqlSeenUpdates;
import lowtide.store.sql.SqlSubscriptions;
import lowtide.store.sql.SqlWhereabouts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root: puts the parts together, starts them and stops them.
 *
 * <p>Two clocks: the market's, which may run from another time at another pace, and the wall's, by
 * which messages are sent, because the platforms live by that one.
 */
final class Bot implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Bot.class);

  private final Cluster cluster;
  private final PriceFeed feed;
  private final Ticker ticker;
  private final CommandDesk commands;
  private final List<ChatPlatform> platforms = new ArrayList<>();
  private final List<Dispatcher> dispatchers = new ArrayList<>();
  private final Scheduler scheduler;
  private final @Nullable Watching watching;
  private final Watching.Subject watched;

  /**
   * @param terminal makes the terminal a chat; null for none
   * @param seed of the simulated market
   */
  Bot(Settings settings, Path data, Clock wallClock, @Nullable Console terminal, long seed) {
    this(
        settings,
        data,
        Cluster.open(settings, data, wallClock, () -> ""),
        wallClock,
        terminal,
        new SourceChoice(seed),
        List::of);
  }

  /**
   * @param cluster closed with the bot
   * @param config a line on the config that is in force, then its problems
   */
  Bot(
      Settings settings,
      Path data,
      Cluster cluster,
      Clock wallClock,
      @Nullable Console terminal,
      SourceChoice choice,
      Supplier<List<String>> config) {
    this.cluster = cluster;
    Database database = cluster.database();
    SqlPriceHistory history = new SqlPriceHistory(database);
    SqlAlertStore store = new SqlAlertStore(database, wallClock, settings.delivery());
    Clock steadyClock = cluster.steadyClock();
    SqlOutbox outbox = SqlOutbox.open(database, steadyClock.instant());
    SqlSubscriptions subscriptions = new SqlSubscriptions(database);
    SqlSeenUpdates seen = new SqlSeenUpdates(database, wallClock);
    subscriptions.configure(settings.chats());
    Parts parts = new Parts(settings);
    Clock marketClock = clock(settings.clock(), store.position(), wallClock);
    watching = settings.watch() == null ? null : new Watching(settings.watch(), data, wallClock);
    Map<Instrument, List<PriceSource>> sources = choice.of(settings, history, wallClock);
    feed =
        new PriceFeed(
            watching == null ? sources : watching.timed(sources),
            history,
            settings.feed() == Settings.Feed.LIVE ? BackfillProgress.ofProcess() : page -> {});
    SqlOwnRules own = new SqlOwnRules(database, wallClock);
    OwnDesk ownDesk = parts.ownDesk(own, wallClock);
    AlertDesk desk = new AlertDesk(parts.rules(), ownDesk, parts.policy(), store);
    boolean live = settings.feed() == Settings.Feed.LIVE;
    ticker =
        new Ticker(
            feed,
            desk,
            parts.pace(),
            marketClock,
            live,
            marketClock instanceof MarketClock chosen ? chosen.start() : wallClock.instant(),
            cluster.isShared(),
            beat(new Heartbeat(data, wallClock)));
    Supplier<MarketView> market =
        live ? () -> feed.now(marketClock.instant()) : () -> feed.asOf(ticker.asOf());
    Conversation conversation =
        new Conversation(
            new Conversation.Subject(
                settings,
                parts,
                market,
                feed,
                desk,
                store,
                outbox,
                subscriptions,
                own,
                ownDesk,
                platforms,
                () -> cluster.described(config.get())),
            database,
            wallClock);
    commands = conversation.desk();
    Whereabouts whereabouts = new SqlWhereabouts(database, wallClock);
    for (ChatPlatform platform :
        Platforms.of(
            settings, commands.specs(), seen, whereabouts, wallClock, cluster.nodes(), terminal)) {
      platforms.add(watching == null ? platform : watching.timed(platform, commands.specs()));
    }
    Work work = new Work(settings, cluster, ticker);
    work.fetchBars(feed, history, marketClock);
    work.forget(outbox, seen, wallClock);
    work.owe(conversation.digests(), desk);
    for (ChatPlatform platform : platforms) {
      Dispatcher dispatcher =
          new Dispatcher(
              platform,
              outbox,
              cluster.node(),
              rule -> desk.standing(rule, market.get()),
              conversation.readers(),
              steadyClock,
              wallClock,
              new SplittableRandom());
      dispatchers.add(dispatcher);
      work.deliver(platform, dispatcher);
    }
    scheduler =
        cluster.scheduler(
            work.tasks(wallClock, task -> watching == null ? task : watching.timed(task)));
    watched =
        new Watching.Subject(
            settings,
            parts,
            market,
            feed,
            desk,
            store,
            outbox,
            commands,
            platforms,
            () -> cluster.described(config.get()));
  }

  private Runnable beat(Heartbeat heartbeat) {
    Watching also = watching;
    return also == null
        ? heartbeat::beat
        : () -> {
          heartbeat.beat();
          also.beat();
        };
  }

  private static Clock clock(
      @Nullable ClockSettings settings, Optional<Instant> position, Clock wallClock) {
    if (settings == null) {
      return wallClock;
    }
    Instant start = position.map(at -> Parts.later(at, settings.start())).orElse(settings.start());
    if (start.isAfter(settings.start())) {
      log.info("the clock goes on at {}, where the store was left", start);
    }
    return new MarketClock(new ClockSettings(start, settings.speed()));
  }

  void start() {
    if (!ticker.isLive()) {
      // Whoever asks first is to find the history there.
      ticker.tick();
    }
    platforms.forEach(platform -> platform.start(commands));
    scheduler.start();
    if (watching != null) {
      watching.start(watched);
    }
  }

  /** Where it can be watched; -1 for nowhere. */
  int watchPort() {
    return watching == null ? -1 : watching.port();
  }

  /** What can be asked. */
  CommandDesk commands() {
    return commands;
  }

  /** Sends what is owed now, for an orderly end. */
  void deliver() {
    dispatchers.forEach(Dispatcher::deliver);
  }

  @Override
  public void close() {
    if (watching != null) {
      watching.close();
    }
    dispatchers.forEach(Dispatcher::stop);
    List<Thread> closing = new ArrayList<>();
    closing.add(new Thread(scheduler::close, "close scheduler"));
    platforms.forEach(p -> closing.add(new Thread(p::close, "close " + p.name())));
    closing.forEach(
        thread -> {
          thread.setDaemon(true);
          thread.start();
        });
    for (Thread thread : closing) {
      try {
        thread.join(Duration.ofSeconds(9).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    feed.close();
    cluster.close();
  }
}
