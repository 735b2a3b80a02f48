package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lowtide.alert.Subscription;
import lowtide.alert.Topic;
import lowtide.chat.ChatId;
import lowtide.chat.Language;
import lowtide.chat.console.Console;
import lowtide.chat.discord.LocalDiscord;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.config.ConfigFile;
import lowtide.config.Settings;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.schedule.ClockSettings;
import lowtide.store.sql.SqlChatPolicies;
import lowtide.store.sql.SqlChatSettings;
import lowtide.store.sql.SqlPriceHistory;
import lowtide.store.sqlite.SqliteDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded prices in, alerts and answers out, over real HTTP and a real WebSocket. */
class EndToEndTest {
  // A private chat: groups are paced at one message in three seconds.
  private static final long CHAT_ID = 4242;
  static final Instant START = Instant.parse("2025-07-10T00:00:00Z");
  static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);

  /** Falls through one level, comes back, falls through both at once, comes back. */
  static final double[] PRICES = {
    121_000, 119_800, 119_100, 118_900, 119_300, 118_950, 119_700, 115_500, 116_400, 116_600,
    119_600, 119_650, 119_700
  };

  @TempDir private Path folder;
  private LocalTelegram telegram;
  private LocalDiscord discord;

  @BeforeEach
  void startServers() throws Exception {
    telegram = LocalTelegram.start();
    discord = LocalDiscord.start();
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("data"))) {
      List<Bar> bars = new ArrayList<>();
      for (int i = 0; i < PRICES.length; i++) {
        bars.add(Bar.ofClose(START.plus(Duration.ofHours(i - 1)), PRICES[i]));
      }
      new SqlPriceHistory(database).write(BTC, Interval.HOUR, bars, "imported");
    }
  }

  @AfterEach
  void stopServers() throws Exception {
    telegram.close();
    discord.close();
  }

  private Path config() throws Exception {
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
        chats:
          - {chat: "telegram:%d"}
          - {chat: "discord:%s", topics: [levels]}
        clock: {start: 2025-07-10, speed: 7200}
        terminal: false
        telegram: {token: env:TELEGRAM, url: "%s"}
        discord: {token: env:DISCORD, restUrl: "%s", gatewayUrl: "%s"}
        """
            .formatted(
                CHAT_ID,
                LocalDiscord.CHANNEL,
                telegram.url(),
                discord.restUrl(),
                discord.gatewayUrl()));
    return file;
  }

  private Settings settings() throws Exception {
    return ConfigFile.read(
        config(), Map.of("TELEGRAM", LocalTelegram.TOKEN, "DISCORD", LocalDiscord.TOKEN));
  }

  private Bot bot() throws Exception {
    return new Bot(settings(), folder.resolve("data"), Clock.systemUTC(), null, 1);
  }

  private List<String> alertsInTelegram() {
    return telegram.texts(CHAT_ID).stream()
        .map(text -> text.replaceAll("<[^>]+>", "").split("\n", 2)[0].strip())
        .toList();
  }

  private List<String> alertsInDiscord() {
    return discord.sent().stream()
        .map(post -> post.body().path("content").asText().strip())
        .toList();
  }

  static final List<String> EXPECTED =
      List.of(
          "BTC nears $119,000",
          "BTC below $119,000 (now $118,900)",
          "BTC back above $119,000",
          "BTC below $119,000 and $116,000 (now $115,500)",
          "BTC back above $116,000",
          "BTC back above $119,000");

  static void assertAlerts(List<String> alerts) {
    assertThat(alerts).hasSize(EXPECTED.size());
    for (int i = 0; i < EXPECTED.size(); i++) {
      assertThat(alerts.get(i)).contains(EXPECTED.get(i));
    }
  }

  @Test
  void alertsReachBothPlatformsOnceAndInOrder() throws Exception {
    try (Bot bot = bot()) {
      bot.start();
      await()
          .atMost(40, TimeUnit.SECONDS)
          .until(() -> alertsInTelegram().size() >= 6 && alertsInDiscord().size() >= 6);
    }
    assertAlerts(alertsInTelegram());
    assertAlerts(alertsInDiscord());
  }

  @Test
  void eachChatIsToldHowManyOfItsAlertsAreMuted() throws Exception {
    ChatId german = ChatId.of("discord", LocalDiscord.CHANNEL);
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("data"))) {
      SqlChatPolicies policies = new SqlChatPolicies(database);
      policies.mute(ChatId.of("telegram", "" + CHAT_ID), "phase:BTC");
      policies.mute(german, "phase:BTC");
      policies.mute(german, "setup:BTC");
      SqlChatSettings settings = new SqlChatSettings(database);
      settings.set(german, settings.of(german).withLanguage(Language.GERMAN));
    }
    try (Bot bot = bot()) {
      bot.start();
      await()
          .atMost(40, TimeUnit.SECONDS)
          .until(() -> !telegram.texts(CHAT_ID).isEmpty() && !discord.sent().isEmpty());
      assertThat(telegram.texts(CHAT_ID).get(0))
          .contains("0 of 2 levels breached", " · 1 muted here · Informational");
      assertThat(discord.sent().get(0).embed().path("footer").path("text").asText())
          .contains(" · 2 hier stumm · ");
      telegram.say(CHAT_ID, "/status");
      telegram.say(77, "/status");
      await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(
              () -> {
                assertThat(telegram.texts(CHAT_ID))
                    .anyMatch(text -> text.contains("Muted here until it recovers: phase:BTC."));
                assertThat(telegram.texts(77))
                    .anyMatch(text -> text.contains("This chat gets"))
                    .noneMatch(text -> text.contains("uted here"));
              });
    }
  }

  @Test
  void aRestartLosesNothingAndRepeatsNothing() throws Exception {
    try (Bot bot = bot()) {
      bot.start();
      await().atMost(20, TimeUnit.SECONDS).until(() -> alertsInTelegram().size() >= 2);
    }
    try (Bot bot = bot()) {
      bot.start();
      await()
          .atMost(40, TimeUnit.SECONDS)
          .until(() -> alertsInTelegram().size() >= 6 && alertsInDiscord().size() >= 6);
    }
    assertAlerts(alertsInTelegram());
    assertAlerts(alertsInDiscord());
  }

  /** The program as a process of its own, to be killed. */
  private Process process() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "lowtide.app.Main",
            "run",
            "--config",
            config().toString(),
            "--data",
            folder.resolve("data").toString());
    builder.environment().put("TELEGRAM", LocalTelegram.TOKEN);
    builder.environment().put("DISCORD", LocalDiscord.TOKEN);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log-" + System.nanoTime()).toFile())
        .start();
  }

  @Test
  void killedInTheMiddleItLosesNothingAndRepeatsAtMostTheMessageInFlight() throws Exception {
    Process first = process();
    await().atMost(60, TimeUnit.SECONDS).until(() -> alertsInTelegram().size() >= 2);
    first.destroyForcibly().waitFor();
    Process second = process();
    try {
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> new LinkedHashSet<>(telegram.texts(CHAT_ID)).size() >= 6);
    } finally {
      second.destroy();
      assertThat(second.waitFor(12, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(new LinkedHashSet<>(telegram.texts(CHAT_ID))).hasSize(6);
    assertThat(telegram.texts(CHAT_ID)).hasSizeBetween(6, 7);
    try (Stream<Path> logs = Files.list(folder)) {
      for (Path log :
          logs.filter(file -> file.getFileName().toString().startsWith("log-")).toList()) {
        assertThat(log)
            .content()
            .doesNotContain(LocalTelegram.TOKEN)
            .doesNotContain(LocalDiscord.TOKEN);
      }
    }
  }

  @Test
  void commandsAreAnsweredOnBothPlatforms() throws Exception {
    try (Bot bot = bot()) {
      bot.start();
      telegram.say(77, "/dip");
      await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(telegram.texts(77))
                      .anyMatch(text -> text.contains("levels breached")));
      telegram.say(77, "/corr");
      await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(telegram.texts(77))
                      .anyMatch(text -> text.contains("needs 54 of 60 sessions")));
      await().atMost(20, TimeUnit.SECONDS).until(() -> !discord.commands().isEmpty());
      String interaction = discord.slash(LocalDiscord.CHANNEL, "price", Map.of("asset", "BTC"));
      await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(discord.replies(interaction))
                      .anyMatch(reply -> reply.embed().path("title").asText().contains("BTC $")));
      String status = discord.slash(LocalDiscord.CHANNEL, "status", Map.of());
      await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(discord.replies(status))
                      .anyMatch(
                          reply ->
                              reply
                                  .embed()
                                  .toString()
                                  .contains("discord: UP, connected since <t:")));
    }
  }

  @Test
  void aDigestThatCameByItselfCanBeExplained() throws Exception {
    Clock real = Clock.systemUTC();
    Instant shortlyBefore = Instant.parse("2025-07-10T07:59:50Z");
    Clock clock = Clock.offset(real, Duration.between(real.instant(), shortlyBefore));
    try (Bot bot = new Bot(settings(), folder.resolve("data"), clock, null, 1)) {
      bot.start();
      telegram.say(77, "/digest daily 08:00");
      await().atMost(20, TimeUnit.SECONDS).until(() -> !telegram.texts(77).isEmpty());
      await()
          .atMost(40, TimeUnit.SECONDS)
          .untilAsserted(
              () -> assertThat(telegram.texts(77)).anyMatch(text -> text.contains("Today: BTC")));
      telegram.say(77, "/why");
      await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(telegram.texts(77))
                      .anyMatch(
                          text ->
                              text.contains("Why: Digest of a day")
                                  && text.contains(", to 2025-07-10 12:00 UTC")));
    }
  }

  @Test
  void aPlatformThatIsDownHoldsUpNothingAndGetsItsAlertsLater() throws Exception {
    telegram.down(true);
    try (Bot bot = bot()) {
      bot.start();
      await().atMost(40, TimeUnit.SECONDS).until(() -> alertsInDiscord().size() >= 6);
      assertThat(alertsInTelegram()).isEmpty();
      telegram.down(false);
      await().atMost(60, TimeUnit.SECONDS).until(() -> alertsInTelegram().size() >= 6);
    }
    assertAlerts(alertsInTelegram());
  }

  @Test
  void theDemoLabelsEveryMessage() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Console terminal =
        new Console(
            new StringReader("/help\n/corr\n/nonsense\n"),
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            folder.resolve("charts"));
    Settings simulated =
        settings()
            .simulated(
                new ClockSettings(Instant.parse("2026-01-05T00:00:00Z"), 500_000),
                List.of(new Subscription(Console.CHAT, EnumSet.allOf(Topic.class))))
            .faster(Duration.ofMillis(100));
    try (Bot bot = new Bot(simulated, folder.resolve("demo"), Clock.systemUTC(), terminal, 7)) {
      bot.start();
      await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> bytes.toString(StandardCharsets.UTF_8).contains("risk phase ELEVATED"));
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text.lines().filter(line -> !line.isBlank() && !line.startsWith("  ")))
        .hasSizeGreaterThan(8)
        .allMatch(line -> line.contains("SIMULATED: "));
    assertThat(text)
        .contains("BTC below $119,000 and $116,000")
        .contains("back above $119,000")
        .contains("correlation moderate, was decoupled");
  }
}
