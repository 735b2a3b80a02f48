package lowtide.app;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import lowtide.chat.console.Console;
import lowtide.config.Settings;
import lowtide.store.StoreException;
import lowtide.store.postgres.PostgresDatabase;
import lowtide.store.postgres.PostgresLead;
import lowtide.store.postgres.PostgresSettings;
import lowtide.store.sql.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** run: the bot, as configured, until it is stopped. */
@Command(name = "run", description = "The bot, as configured, until it is stopped.")
final class RunCommand extends Main.Subcommand {
  private static final Logger log = LoggerFactory.getLogger(RunCommand.class);
  private static final long SEED = 7;

  @Override
  public Integer call() throws Exception {
    Settings settings = places().settings();
    PostgresSettings server = settings.store();
    if (server == null) {
      run(settings, Stores.open(settings, places().data()), () -> new CountDownLatch(1).await());
      return 0;
    }
    // Brings the tables up to date, which holds the lead among others.
    PostgresDatabase.open(server).close();
    try (PostgresLead lead = new PostgresLead(server, UUID.randomUUID().toString())) {
      // Who stands by is well.
      Heartbeat heartbeat = new Heartbeat(places().data(), clock());
      while (lead.await(heartbeat::beat)) {
        try {
          run(settings, PostgresDatabase.open(server, lead), lead::keep);
        } catch (StoreException e) {
          // The server went away at the wrong moment: the same again, once it is back.
          log.warn("this node starts over: {}", e.getMessage());
          lead.yield();
        }
      }
    }
    return 0;
  }

  /** The bot until the end of what is waited for, or of the process. */
  private void run(Settings settings, Database database, Waiting until) throws Exception {
    Console terminal =
        settings.terminal() ? Terminal.console(places().data().resolve("charts")) : null;
    Bot bot = new Bot(settings, places().data(), database, clock(), terminal, SEED);
    Thread stop =
        new Thread(
            () -> {
              log.info("stopping");
              bot.close();
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try (bot) {
      bot.start();
      log.info("running with {} on {}", places().config(), places().data());
      until.end();
    }
    Runtime.getRuntime().removeShutdownHook(stop);
  }

  /** Returns when the bot is to end. */
  @FunctionalInterface
  private interface Waiting {
    void end() throws InterruptedException;
  }
}
