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
import java.util.UUID;
import java.util.function.Supplier;
import lowtide.alert.AlertDesk;
import lowtide.alert.Dispatcher;
import lowtide.alert.Outbox;
import lowtide.alert.OwnDesk;
import lowtide.chat.ChatPlatform;
import lowtide.chat.CommandSpec;
import lowtide.chat.SeenUpdates;
import lowtide.chat.Whereabouts;
import lowtide.chat.console.Console;
import lowtide.chat.discord.DiscordPlatform;
import lowtide.chat.telegram.TelegramPlatform;
import lowtide.command.CommandDesk;
import lowtide.command.DigestDesk;
import lowtide.config.Settings;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.PriceFeed;
import lowtide.market.PriceSource;
import lowtide.schedule.ClockSettings;
import lowtide.schedule.MarketClock;
import lowtide.schedule.Scheduler;
import lowtide.schedule.Task;
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

  /** Recorded and simulated markets are looked at this often, however fast their clock runs. */
  private static final Duration FAST_POLL = Duration.ofMillis(200);

  private static final Duration DIGESTS = Duration.ofSeconds(20);
  private static final String ADMIN_CODE =
      "this bot has no admin yet: send it /start {} in a private chat to become the first; the code"
          + " works once, until the next start";
  private static final Duration FORGETTING = Duration.ofHours(1);

  private final Database database;
  private final Clock marketClock;
  private final PriceFeed feed;
  private final Ticker ticker;
  private final CommandDesk commands;
  private final List<ChatPlatform> platforms = new ArrayList<>();
  private final List<Dispatcher> dispatchers = new ArrayList<>();
  private final Scheduler scheduler;
  private final @Nullable Watching watching;
  private final Watching.Subject watched;
  private final boolean live;

  /**
   * @param terminal makes the terminal a chat; null for none
   * @param seed of the simulated market
   */
  Bot(Settings settings, Path data, Clock wallClock, @Nullable Console terminal, long seed) {
    this(settings, data, Stores.open(settings, data), wallClock, terminal, seed, List::of);
  }

  /**
   * @param database closed with the bot
   * @param config a line on the config that is in force, then its problems
   */
  Bot(
      Settings settings,
      Path data,
      Database database,
      Clock wallClock,
      @Nullable Console terminal,
      long seed,
      Supplier<List<String>> config) {
    this.database = database;
    SqlPriceHistory history = new SqlPriceHistory(database);
    SqlAlertStore store = new SqlAlertStore(database, wallClock, settings.delivery());
    Clock steadyClock = new MarketClock(new ClockSettings(database.time(wallClock.instant()), 1));
    SqlOutbox outbox = SqlOutbox.open(database, steadyClock.instant());
    SqlSubscriptions subscriptions = new SqlSubscriptions(database);
    SqlSeenUpdates seen = new SqlSeenUpdates(database, wallClock);
    subscriptions.configure(settings.chats());
    Parts parts = new Parts(settings);
    Optional<Instant> position = store.position();
    marketClock = clock(settings.clock(), position, wallClock);
    watching = settings.watch() == null ? null : new Watching(settings.watch(), data, wallClock);
    Map<Instrument, List<PriceSource>> sources =
        SourceChoice.of(settings, history, wallClock, seed);
    feed =
        new PriceFeed(
            watching == null ? sources : watching.timed(sources),
            history,
            settings.feed() == Settings.Feed.LIVE ? BackfillProgress.ofProcess() : page -> {});
    SqlOwnRules own = new SqlOwnRules(database, wallClock);
    OwnDesk ownDesk = parts.ownDesk(own, wallClock);
    AlertDesk desk = new AlertDesk(parts.rules(), ownDesk, parts.policy(), store);
    live = settings.feed() == Settings.Feed.LIVE;
    ticker =
        new Ticker(
            feed,
            desk,
            parts.pace(),
            marketClock,
            live,
            marketClock instanceof MarketClock chosen ? chosen.start() : wallClock.instant(),
            position,
            beat(new Heartbeat(data, wallClock)));
    Supplier<MarketView> market =
        live ? () -> feed.now(marketClock.instant()) : () -> feed.asOf(marketClock.instant());
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
                config),
            database,
            wallClock);
    commands = conversation.desk();
    Whereabouts whereabouts = new SqlWhereabouts(database, wallClock);
    addPlatforms(settings, commands.specs(), seen, whereabouts, wallClock, terminal);
    String node = UUID.randomUUID().toString();
    platforms.forEach(
        platform ->
            dispatchers.add(
                new Dispatcher(
                    platform,
                    outbox,
                    node,
                    rule -> desk.standing(rule, market.get()),
                    conversation.readers(),
                    steadyClock,
                    wallClock,
                    new SplittableRandom())));
    scheduler =
        new Scheduler(tasks(settings, outbox, seen, history, conversation.digests(), wallClock));
    watched =
        new Watching.Subject(
            settings, parts, market, feed, desk, store, outbox, commands, platforms, config);
    if (settings.telegram() != null || settings.discord() != null) {
      conversation.admins().offer().ifPresent(code -> log.info(ADMIN_CODE, code));
    }
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

  private void addPlatforms(
      Settings settings,
      List<CommandSpec> specs,
      SeenUpdates seen,
      Whereabouts whereabouts,
      Clock wallClock,
      @Nullable Console terminal) {
    List<ChatPlatform> all = new ArrayList<>();
    if (terminal != null) {
      terminal.offer(specs);
      all.add(terminal);
    }
    if (settings.telegram() != null) {
      all.add(new TelegramPlatform(settings.telegram(), specs, seen, whereabouts, wallClock));
    }
    if (settings.discord() != null) {
      all.add(new DiscordPlatform(settings.discord(), specs, seen, whereabouts, wallClock));
    }
    boolean simulated = settings.feed() == Settings.Feed.SIMULATED;
    for (ChatPlatform platform : all) {
      ChatPlatform shown = simulated ? new SimulatedLabel(platform) : platform;
      platforms.add(watching == null ? shown : watching.timed(shown, specs));
    }
  }

  private List<Task> tasks(
      Settings settings,
      Outbox outbox,
      SqlSeenUpdates seen,
      SqlPriceHistory history,
      DigestDesk digests,
      Clock wallClock) {
    List<Task> tasks = new ArrayList<>();
    Duration prices = live ? settings.polling().near() : settings.polling().prices();
    tasks.add(
        new Task(
            "prices", live || prices.compareTo(FAST_POLL) < 0 ? prices : FAST_POLL, ticker::tick));
    if (live) {
      tasks.add(
          new Task("bars", settings.polling().bars(), () -> feed.pollBars(marketClock.instant())));
    }
    tasks.add(
        new Task(
            "forget",
            FORGETTING,
            () -> {
              outbox.prune(wallClock.instant().minus(settings.delivery().kept()));
              seen.prune();
              history.pruneHours(marketClock.instant().minus(settings.hoursKept()));
            }));
    tasks.add(new Task("digests", DIGESTS, digests::look));
    for (int i = 0; i < dispatchers.size(); i++) {
      tasks.add(
          new Task(
              "deliver " + platforms.get(i).name(),
              settings.polling().deliver(),
              dispatchers.get(i)::deliver));
    }
    return tasks.stream()
        .map(task -> StoreTrouble.noted(task, wallClock))
        .map(task -> watching == null ? task : watching.timed(task))
        .toList();
  }

  void start() {
    if (!live) {
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
    database.close();
  }
}
