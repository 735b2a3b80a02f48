package lowtide.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lowtide.alert.Subscription;
import lowtide.alert.Topic;
import lowtide.chat.console.Console;
import lowtide.config.Settings;
import lowtide.config.Times;
import lowtide.schedule.ClockSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** demo: the whole bot on a made-up market in time-lapse, in this terminal. */
@Command(
    name = "demo",
    description = "The bot on a simulated market in time-lapse; no token, no network.")
final class DemoCommand extends Main.Subcommand {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "500000",
      description = "Market seconds a second (default ${DEFAULT-VALUE}).")
  private double speed;

  @Option(
      names = "--for",
      paramLabel = "30s",
      description = "Ends after this time; else at Ctrl-C.")
  private @Nullable String span;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Another seed makes other prices (default ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws Exception {
    Duration lasts = lasts();
    Settings settings = places().settingsOrShipped().simulated(clockSettings(), chats());
    Path data = Files.createTempDirectory("lowtide-demo");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(data), "delete demo store"));
    Console console = Terminal.console(data.resolve("charts"));
    System.out.println(
        "Lowtide demo: a SIMULATED market, %,.0f times as fast as a real one. Type /help, /corr, /phase or /dip; Ctrl-C ends it."
            .formatted(speed));
    try (Bot bot = new Bot(settings.faster(Duration.ofMillis(100)), data, clock(), console, seed)) {
      bot.start();
      CountDownLatch interrupted = new CountDownLatch(1);
      if (lasts == null) {
        interrupted.await();
      } else if (!interrupted.await(lasts.toMillis(), TimeUnit.MILLISECONDS)) {
        bot.deliver();
      }
    }
    return 0;
  }

  private @Nullable Duration lasts() throws Main.InputException {
    try {
      return span == null ? null : Times.span(span);
    } catch (IllegalArgumentException e) {
      throw new Main.InputException(
          "--for: %s: %s. For example: --for 30s".formatted(span, e.getMessage()));
    }
  }

  private ClockSettings clockSettings() throws Main.InputException {
    try {
      return new ClockSettings(START, speed);
    } catch (IllegalArgumentException e) {
      throw new Main.InputException(
          "--speed: %s. For example: --speed 500000".formatted(e.getMessage()));
    }
  }

  private static List<Subscription> chats() {
    return List.of(new Subscription(Console.CHAT, EnumSet.allOf(Topic.class)));
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // A temporary folder: the system clears it in the end.
    }
  }
}
