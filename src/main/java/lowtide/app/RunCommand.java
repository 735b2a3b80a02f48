package lowtide.app;

import java.time.Duration;
import java.util.Optional;
import lowtide.chat.console.Console;
import lowtide.config.Settings;
import lowtide.store.StoreException;
import lowtide.store.sql.SqlBotAdmins;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** run: the bot, as configured, until it is stopped. */
@Command(name = "run", description = "The bot, as configured, until it is stopped.")
final class RunCommand extends Main.Subcommand {
  private static final Logger log = LoggerFactory.getLogger(RunCommand.class);
  private static final long SEED = 7;
  private static final Duration STORE_AGAIN = Duration.ofSeconds(1);

  private final SourceChoice sources = new SourceChoice(SEED);
  private final AdminCode adminCode = new AdminCode();
  private @Nullable Console terminal;

  @Override
  public Integer call() throws Exception {
    Settings settings = places().settings();
    WarmUp.of(settings);
    ConfigWatch watch = new ConfigWatch(places().config(), System.getenv(), settings, clock());
    run(settings, watch);
    return 0;
  }

  /**
   * The bot, and after every change of the config file the next one on the same store, which knows
   * what the rules remember.
   */
  private void run(Settings settings, ConfigWatch watch) throws Exception {
    Settings running = settings;
    Settings before = settings;
    boolean ran = false;
    while (true) {
      try {
        Optional<Settings> next = runUntilChanged(running, watch);
        ran = true;
        if (next.isEmpty()) {
          return;
        }
        before = running;
        running = next.get();
      } catch (StoreException e) {
        if (!ran || running.store() == null) {
          throw e;
        }
        // The server is away at the wrong moment: the same again, once it is back.
        log.warn("this node starts over in {}: {}", STORE_AGAIN, e.getMessage());
        Thread.sleep(STORE_AGAIN.toMillis());
      } catch (IllegalArgumentException | IllegalStateException e) {
        if (running == before) {
          throw e;
        }
        log.error("the changed config does not start, the one before goes on", e);
        running = before;
      }
    }
  }

  private Optional<Settings> runUntilChanged(Settings settings, ConfigWatch watch)
      throws Exception {
    if (terminal == null && settings.terminal()) {
      terminal = Terminal.console(places().data().resolve("charts"));
    }
    Logging.format(settings.jsonLog() ? Logging.Format.JSON : Logging.Format.PLAIN);
    Cluster cluster = Cluster.open(settings, places().data(), clock(), watch::version);
    Bot bot = bot(settings, cluster, watch);
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
      if (settings.telegram() != null || settings.discord() != null) {
        adminCode.offer(new SqlBotAdmins(cluster.database(), settings.admins()));
      }
      bot.start();
      AppliedConfig.keep(watch.inForce(), places().data());
      log.info("{}: running with {} on {}", Main.version(), places().config(), places().data());
      Optional<Settings> next =
          watch.next(
              () -> true, new ConfigNews(places().config(), cluster.database(), settings, clock()));
      return hook(() -> Runtime.getRuntime().removeShutdownHook(stop)) ? next : Optional.empty();
    }
  }

  private Bot bot(Settings settings, Cluster cluster, ConfigWatch watch) {
    Console chat = settings.terminal() ? terminal : null;
    try {
      return new Bot(settings, places().data(), cluster, clock(), chat, sources, watch::status);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
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
