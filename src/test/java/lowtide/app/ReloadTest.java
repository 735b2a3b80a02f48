package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lowtide.chat.discord.LocalDiscord;
import lowtide.chat.telegram.LocalTelegram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bot whose config file is saved again and again while it runs, in a process of its own. */
class ReloadTest {
  private static final Pattern RUNS = Pattern.compile("running with .*lowtide\\.yml");

  @TempDir private Path folder;
  private LocalTelegram telegram;
  private LocalDiscord discord;
  private HttpServer venue;
  private Process bot;
  private int saved;

  @BeforeEach
  void start() throws Exception {
    telegram = LocalTelegram.start();
    discord = LocalDiscord.start();
    venue = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    venue.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(503, -1);
          }
        });
    venue.start();
    save();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:MarkSweepDeadRatio=0",
                "-cp",
                System.getProperty("java.class.path"),
                "lowtide.app.Main",
                "run",
                "--config",
                folder.resolve("lowtide.yml").toString(),
                "--data",
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().put("TELEGRAM", LocalTelegram.TOKEN);
    builder.environment().put("DISCORD", LocalDiscord.TOKEN);
    bot = builder.start();
    up();
  }

  @AfterEach
  void stop() throws Exception {

    bot.destroyForcibly().waitFor();
    venue.stop(0);
    telegram.close();
    discord.close();
  }

  /** Each time with another level. */
  private void save() throws Exception {
    Path fresh = folder.resolve("fresh.yml");
    Files.writeString(
        fresh,
        """
        instruments:
          BTC: {name: Bitcoin, kind: crypto, sources: {coinbase: BTC-USD}}
          PSCT: {name: Small-cap tech, kind: equity, sources: {yahoo: PSCT}}
          IWM: {name: Russell 2000, kind: equity, sources: {yahoo: IWM}}
        sources: {coinbase: {url: "%1$s"}, yahoo: {url: "%1$s"}}
        levels: {watch: {BTC: [119000, %2$d]}}
        terminal: false
        watch: {port: 0}
        telegram: {token: env:TELEGRAM, url: "%3$s"}
        discord: {token: env:DISCORD, restUrl: "%4$s", gatewayUrl: "%5$s"}
        """
            .formatted(
                "http://127.0.0.1:" + venue.getAddress().getPort(),
                116_000 - saved,
                telegram.url(),
                discord.restUrl(),
                discord.gatewayUrl()));
    Files.move(
        fresh,
        folder.resolve("lowtide.yml"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
    saved++;
  }

  private List<String> log() throws Exception {
    return Files.readAllLines(folder.resolve("log"));
  }

  private long lines(String with) throws Exception {
    return log().stream().filter(line -> line.contains(with)).count();
  }

  /** What was saved last is in force, and both platforms are connected. */
  private void up() {
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(
            () ->
                log().stream().filter(line -> RUNS.matcher(line).find()).count() == saved
                    && lines("Telegram is up") == saved
                    && lines("Discord: connected") == saved);
  }

  /** By name, without those of the JDK's client that end by themselves after a minute. */
  private Map<String, Long> threads() throws Exception {
    BotApart.Held.of(bot); // collects what is dead: a client nobody has any more ends its thread
    Map<String, Long> names = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/%d/task".formatted(bot.pid())))) {
      for (Path task : tasks.toList()) {
        try {
          names.merge(
              Files.readString(task.resolve("comm")).strip().replaceAll("[0-9]+", "N"),
              1L,
              Long::sum);
        } catch (IOException ended) {
          // Meanwhile.
        }
      }
    }
    names.keySet().removeIf(name -> name.startsWith("HttpClient-N-W"));
    return names;
  }

  private static long sum(Map<String, Long> threads) {
    return threads.values().stream().mapToLong(one -> one).sum();
  }

  @Test
  void eachOfManyLeavesNothingBehindAndTheFirstAdminsCodeStands() throws Exception {
    reload(2); // by then all is loaded
    Map<String, Long> threads = threads();
    BotApart.Held before = BotApart.Held.of(bot);

    reload(10);

    await("threads are as many as before, earlier than they would end for want of work")
        .atMost(Duration.ofSeconds(6))
        .untilAsserted(
            () -> {
              Map<String, Long> now = threads();
              assertThat(sum(now)).as("%s, before %s", now, threads).isLessThan(sum(threads) + 5);
            });
    BotApart.Held after = BotApart.Held.of(bot);
    assertThat(after.files()).as("%s, before %s", after, before).isLessThan(before.files() + 5);
    assertThat(after.heapKilobytes())
        .as("%s, before %s", after, before)
        .isLessThan(before.heapKilobytes() + 1_000);
    assertThat(log().stream().filter(line -> line.contains("has no admin yet"))).hasSize(1);
    assertThat(log()).noneMatch(line -> line.contains("ERROR"));
  }

  private void reload(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      save();
      up();
    }
  }
}
