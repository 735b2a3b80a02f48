package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lowtide.chat.discord.LocalDiscord;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.market.Bar;
import lowtide.market.Interval;
import lowtide.store.postgres.LocalPostgres;
import lowtide.store.postgres.PostgresDatabase;
import lowtide.store.postgres.PostgresSettings;
import lowtide.store.sql.SqlPriceHistory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of the bot on one PostgreSQL, both at work, one of which dies or freezes. */
@Timeout(240)
class TwoNodesTest {
  private static final int CHATS = 20;

  @TempDir private Path folder;
  private final PostgresSettings store = LocalPostgres.database();
  private final Map<String, Process> nodes = new HashMap<>();
  private LocalTelegram telegram;
  private LocalDiscord discord;

  @BeforeEach
  void startServers() throws Exception {
    telegram = LocalTelegram.start();
    discord = LocalDiscord.start();
    try (PostgresDatabase database = PostgresDatabase.open(store)) {
      List<Bar> bars = new ArrayList<>();
      for (int i = 0; i < EndToEndTest.PRICES.length; i++) {
        bars.add(
            Bar.ofClose(EndToEndTest.START.plus(Duration.ofHours(i - 1)), EndToEndTest.PRICES[i]));
      }
      new SqlPriceHistory(database).write(EndToEndTest.BTC, Interval.HOUR, bars, "imported");
    }
  }

  @AfterEach
  void stopServers() throws Exception {
    nodes.values().forEach(Process::destroyForcibly);
    telegram.close();
    discord.close();
  }

  private Path config() throws Exception {
    String chats =
        IntStream.rangeClosed(1, CHATS)
            .mapToObj("  - {chat: \"telegram:%d\"}\n"::formatted)
            .collect(Collectors.joining());
    Path file = folder.resolve("lowtide.yml");
    Files.writeString(
        file,
        """
        instruments:
          BTC: {name: Bitcoin, kind: crypto}
          PSCT: {name: Small-cap tech, kind: equity}
          IWM: {name: Russell 2000, kind: equity}
        sources: {use: history}
        polling: {prices: 100ms, deliver: 100ms}
        levels: {watch: {BTC: [119000, 116000]}}
        store: {url: "%s", user: postgres, password: env:STORE}
        chats:
        %s  - {chat: "discord:%s", topics: [levels]}
        clock: {start: 2025-07-10, speed: 1800}
        terminal: false
        telegram: {token: env:TELEGRAM, url: "%s"}
        discord: {token: env:DISCORD, shards: 2, restUrl: "%s", gatewayUrl: "%s"}
        """
            .formatted(
                store.url(),
                chats,
                LocalDiscord.CHANNEL,
                telegram.url(),
                discord.restUrl(),
                discord.gatewayUrl()));
    return file;
  }

  private void start(String name) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "lowtide.app.Main",
            "run",
            "--config",
            config().toString(),
            "--data",
            folder.resolve(name).toString());
    builder.environment().put("TELEGRAM", LocalTelegram.TOKEN);
    builder.environment().put("DISCORD", LocalDiscord.TOKEN);
    builder.environment().put("STORE", "postgres");
    Files.createDirectories(folder.resolve(name));
    nodes.put(
        name,
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start());
  }

  private String log(String name) {
    try {
      return Files.readString(folder.resolve(name + ".log"));
    } catch (IOException e) {
      return "";
    }
  }

  private void eventually(Runnable holds) {
    try {
      await()
          .atMost(90, TimeUnit.SECONDS)
          .pollInterval(Duration.ofMillis(200))
          .untilAsserted(holds::run);
    } catch (RuntimeException | Error e) {
      System.out.println("one:\n" + log("one") + "\ntwo:\n" + log("two"));
      throw e;
    }
  }

  private List<String> alerts(int chat) {
    return telegram.texts(chat).stream()
        .map(text -> text.replaceAll("<[^>]+>", "").split("\n", 2)[0].strip())
        .toList();
  }

  private void assertEachChatHeardEachAlertOnceInOrder() {
    for (int chat = 1; chat <= CHATS; chat++) {
      EndToEndTest.assertAlerts(alerts(chat));
    }
    EndToEndTest.assertAlerts(
        discord.sent().stream().map(post -> post.body().path("content").asText().strip()).toList());
  }

  @Test
  void bothWorkEachAlertIsToldOnceAndWhenOneDiesTheOtherGoesOn() throws Exception {
    start("one");
    start("two");
    eventually(() -> assertThat(log("one")).contains("Telegram is up"));
    eventually(() -> assertThat(log("two")).contains("Telegram is up"));
    eventually(() -> assertThat(discord.gateway().connectedShards()).containsExactly(0, 1));
    eventually(
        () -> {
          assertThat(log("one")).contains("takes shard");
          assertThat(log("two")).contains("takes shard");
        });

    eventually(this::assertEachChatHeardEachAlertOnceInOrder);
    for (String node : nodes.keySet()) {
      assertThat(log(node)).as("both send").contains("sent to telegram:");
      assertThat(log(node)).as("one polls").doesNotContain("another instance polls");
    }
    boolean onePolls = log("one").contains("Telegram is up: polling");
    assertThat(onePolls).isNotEqualTo(log("two").contains("Telegram is up: polling"));

    nodes.get(onePolls ? "one" : "two").destroyForcibly().waitFor();

    telegram.say(501, "/dip");
    eventually(() -> assertThat(telegram.texts(501)).hasSize(1));
    eventually(() -> assertThat(discord.gateway().connectedShards()).containsExactly(0, 1));
    String asked = discord.slash(LocalDiscord.CHANNEL, "price", Map.of("asset", "BTC"));
    eventually(() -> assertThat(discord.replies(asked)).isNotEmpty());
    assertEachChatHeardEachAlertOnceInOrder();
    assertThat(telegram.refusals()).isZero();
  }

  @Test
  void whoIsFrozenIsReplacedAndChangesNothingWhenItWakesUp() throws Exception {
    start("one");
    eventually(() -> assertThat(log("one")).contains("Telegram is up: polling"));
    start("two");
    eventually(() -> assertThat(log("two")).contains("another node polls"));

    signal("STOP");
    telegram.say(501, "/dip");
    eventually(() -> assertThat(telegram.texts(501)).hasSize(1));
    eventually(() -> assertThat(alerts(1)).hasSize(EndToEndTest.EXPECTED.size()));
    signal("CONT");

    eventually(() -> assertThat(log("one")).contains("Another node polls Telegram now"));
    telegram.say(502, "/dip");
    eventually(() -> assertThat(telegram.texts(502)).hasSize(1));
    eventually(this::assertEachChatHeardEachAlertOnceInOrder);
    assertThat(telegram.texts(501)).hasSize(1);
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, "" + nodes.get("one").pid()).start().waitFor();
  }
}
