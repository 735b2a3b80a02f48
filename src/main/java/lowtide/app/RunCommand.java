package lowtide.app;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import lowtide.chat.console.Console;
import lowtide.config.Settings;
import lowtide.store.StoreException;
import lowtide.store.postgres.PostgresDatabase;
import lowtide.store.postgres.PostgresLead;
import lowtide.store.postgres.PostgresSettings;
import lowtide.store.sql.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** run: the bot, as configured, until it is stopped. */
@Command(name = "run", description = "The bot, as configured, until it is stopped.")
final class RunCommand extends Main.Subcommand {
  private static final Logger log = LoggerFactory.getLogger(RunCommand.class);
  private static final long SEED = 7;

  private @Nullable Console terminal;

  @Override
  public Integer call() throws Exception {
    Settings settings = places().settings();
    WarmUp.of(settings);
    ConfigWatch watch = new ConfigWatch(places().config(), System.getenv(), settings, clock());
    PostgresSettings server = settings.store();
    if (server == null) {
      Settings used = settings;
      run(settings, () -> Stores.open(used, places().data()), watch, () -> true);
      return 0;
    }
    // Brings the tables up to date, which holds the lead among others.
    PostgresDatabase.open(server).close();
    try (PostgresLead lead = new PostgresLead(server, UUID.randomUUID().toString())) {
      // Who stands by is well.
      Heartbeat heartbeat = new Heartbeat(places().data(), clock());
      while (lead.await(heartbeat::beat)) {
        AtomicBoolean leads = new AtomicBoolean(true);
        keep(lead, leads);
        try {
          settings = run(settings, () -> PostgresDatabase.open(server, lead), watch, leads::get);
        } catch (StoreException e) {
          // The server went away at the wrong moment: the same again, once it is back.
          log.warn("this node starts over: {}", e.getMessage());
          lead.yield();
        }
      }
    }
    return 0;
  }

  private static void keep(PostgresLead lead, AtomicBoolean leads) {
    Thread keeping =
        new Thread(
            () -> {
              try {
                lead.keep();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                leads.set(false);
              }
            },
            "lead");
    keeping.setDaemon(true);
    keeping.start();
  }

  /**
   * The bot, and after every change of the config file the next one on the same store, which knows
   * what the rules remember.
   *
   * @return the settings it ended with
   */
  private Settings run(
      Settings settings, Supplier<Database> store, ConfigWatch watch, BooleanSupplier goesOn)
      throws Exception {
    Settings running = settings;
    Settings before = settings;
    while (true) {
      try {
        Optional<Settings> next = runUntilChanged(running, store.get(), watch, goesOn);
        if (next.isEmpty()) {
          return running;
        }
        before = running;
        running = next.get();
      } catch (IllegalArgumentException | IllegalStateException e) {
        if (running == before) {
          throw e;
        }
        log.error("the changed config does not start, the one before goes on", e);
        running = before;
      }
    }
  }

  private Optional<Settings> runUntilChanged(
      Settings settings, Database database, ConfigWatch watch, BooleanSupplier goesOn)
      throws Exception {
    if (terminal == null && settings.terminal()) {
      terminal = Terminal.console(places().data().resolve("charts"));
    }
    Logging.format(settings.jsonLog() ? Logging.Format.JSON : Logging.Format.PLAIN);
    Console chat = settings.terminal() ? terminal : null;
    Bot bot = new Bot(settings, places().data(), database, clock(), chat, SEED, watch::status);
    Thread stop =
        new Thread(
            () -> {
              log.info("stopping");
              bot.close();
            },
            "stop");
    try (bot) {
      if (!hook(() -> Runtime.getRuntime().addShutdownHook(stop))) {
        return Optional.empty();
      }
      bot.start();
      AppliedConfig.keep(watch.inForce(), places().data());
      log.info("{}: running with {} on {}", Main.version(), places().config(), places().data());
      Optional<Settings> next =
          watch.next(goesOn, new ConfigNews(places().config(), database, settings, clock()));
      return hook(() -> Runtime.getRuntime().removeShutdownHook(stop)) ? next : Optional.empty();
    }
  }

  /** False if the program is ending: then nothing begins any more. */
  private static boolean hook(Runnable change) {
    try {
      change.run();
      return true;
    } catch (IllegalStateException ending) {
      return false;
    }
  }
}
