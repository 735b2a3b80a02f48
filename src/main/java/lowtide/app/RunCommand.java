package lowtide.app;

import java.util.concurrent.CountDownLatch;
import lowtide.chat.console.Console;
import lowtide.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** run: the bot, as configured, until it is stopped. */
@Command(name = "run", description = "The bot, as configured, until it is stopped.")
final class RunCommand extends Main.Subcommand {
  private static final long SEED = 7;

  @Override
  public Integer call() throws Exception {
    Settings settings = places().settings();
    Logger log = LoggerFactory.getLogger(RunCommand.class);
    Console terminal =
        settings.terminal() ? Terminal.console(places().data().resolve("charts")) : null;
    Bot bot = new Bot(settings, places().data(), clock(), terminal, SEED);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  log.info("stopping");
                  bot.close();
                  stopped.countDown();
                },
                "stop"));
    bot.start();
    log.info("running with {} on {}", places().config(), places().data());
    stopped.await();
    return 0;
  }
}
