package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lowtide.chat.ChatId;
import lowtide.chat.CommandSpec;
import lowtide.chat.Request;
import lowtide.chat.discord.LocalDiscord;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.config.ConfigFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is typed is answered, and every request that comes of it is what the platform documents:
 * the local servers hold each against a schema and refuse what is not, and so fail on closing.
 */
class HostileChatTest {
  private static final int LINES = 90;

  private static final List<String> BRICKS =
      List.of(
          "BTC",
          "PSCT",
          "<",
          ">",
          "116000",
          "-1",
          "1e999",
          "NaN",
          "0x7f",
          "24h",
          "+5%",
          "save",
          "<b>",
          "</b>",
          "<a href=\"http://evil.example\">",
          "&amp;",
          "&#0;",
          "*",
          "_",
          "`",
          "```",
          "||",
          "~~",
          "#",
          "-#",
          "@everyone",
          "@here",
          "<@1100000000000000002>",
          "<@&1>",
          "<#1>",
          "[free](http://evil.example)",
          "http://evil.example",
          "tg://user?id=1",
          "\u202Eevil",
          "\u2066",
          "a\u0301\u0302\u0303\u0304\u0305".repeat(9),
          "😀",
          "👩‍👩‍👧‍👦",
          "\u200B",
          "\uFEFF",
          "\uD83D",
          "\uDE00",
          "\u0000",
          "\u0007",
          "\u001B[31m",
          "\t",
          "\n",
          "\r\n/help",
          "\\",
          "\"",
          "'; DROP TABLE chat;--",
          "%s%n%d",
          "${jndi:ldap://x}",
          "{1}",
          "{}",
          "../../etc/passwd",
          "x".repeat(5_000),
          "ﷺ".repeat(300),
          "=cmd|' /C calc'!A0",
          "٣",
          "Ⅷ",
          "İ",
          "ß",
          "null");

  @TempDir private Path folder;
  private LocalTelegram telegram;
  private LocalDiscord discord;
  private Bot bot;

  @BeforeEach
  void start() throws Exception {
    telegram = LocalTelegram.start();
    discord = LocalDiscord.start();
    Path file = folder.resolve("lowtide.yml");
    Files.writeString(
        file,
        Files.readString(Path.of("config/lowtide.yml")).replace("use: live", "use: simulated")
            + """
            clock: {start: 2026-01-05, speed: 1}
            telegram: {token: env:TELEGRAM, url: "%s"}
            discord: {token: env:DISCORD, restUrl: "%s", gatewayUrl: "%s"}
            """
                .formatted(telegram.url(), discord.restUrl(), discord.gatewayUrl()));
    bot =
        new Bot(
            ConfigFile.read(
                file, Map.of("TELEGRAM", LocalTelegram.TOKEN, "DISCORD", LocalDiscord.TOKEN)),
            folder.resolve("data"),
            Clock.systemUTC(),
            null,
            7);
    bot.start();
  }

  @AfterEach
  void stop() throws Exception {
    bot.close();
    telegram.close();
    discord.close();
  }

  private static String anything(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      text.append(BRICKS.get(random.nextInt(BRICKS.size())));
      if (random.nextBoolean()) {
        text.append(' ');
      }
    }
    return text.toString();
  }

  private String command(Random random) {
    List<CommandSpec> specs = bot.commands().specs();
    return random.nextInt(10) == 0 ? "nonsense" : specs.get(random.nextInt(specs.size())).name();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whateverIsTypedInTelegramIsAnsweredByWhatTelegramTakes(long seed) {
    Random random = new Random(seed);
    List<Long> chats = new ArrayList<>();
    for (int i = 1; i <= LINES; i++) {
      long chat = seed * 1_000 + i;
      if (i % 3 == 0) {
        bot.commands()
            .answer(
                new Request(
                    ChatId.of("telegram", Long.toString(chat)),
                    "1",
                    true,
                    "settings",
                    List.of("language", "de")));
      }
      telegram.say(chat, "/" + command(random) + " " + anything(random));
      chats.add(chat);
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(chats)
                    .allSatisfy(chat -> assertThat(telegram.texts(chat)).isNotEmpty()));
    assertThat(telegram.refused()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void whateverIsTypedInDiscordIsAnsweredByWhatDiscordTakes(long seed) {
    await().until(() -> !discord.commands().isEmpty());
    Random random = new Random(seed);
    List<CommandSpec> withOptions =
        bot.commands().specs().stream().filter(spec -> !spec.options().isEmpty()).toList();
    for (int i = 0; i < LINES / 2; i++) {
      CommandSpec spec = withOptions.get(random.nextInt(withOptions.size()));
      String option = spec.options().get(random.nextInt(spec.options().size())).name();
      String asked =
          discord.slash(LocalDiscord.CHANNEL, spec.name(), Map.of(option, anything(random)));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(discord.replies(asked))
                      .as("/%s", spec.name())
                      .anyMatch(reply -> !reply.step().equals(LocalDiscord.Step.DEFER)));
    }
  }

  /** Whose data somebody made up, or another bot's: a press ends with a note in any case. */
  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void whateverAButtonSaysItsPressIsAnswered(long seed) {
    await().until(() -> !discord.commands().isEmpty());
    Random random = new Random(seed);
    telegram.say(seed, "/help");
    await().until(() -> telegram.texts(seed).size() == 1);
    LocalTelegram.Sent message = telegram.sent().get(0);
    for (int i = 1; i <= 20; i++) {
      int presses = i;
      String data = command(random) + " " + anything(random);
      telegram.press(message, data.substring(0, Math.min(64, data.length())));
      String pressed = discord.press(data.substring(0, Math.min(100, data.length())), i % 2 == 0);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(telegram.calls("answerCallbackQuery")).isEqualTo(presses);
                assertThat(discord.replies(pressed)).hasSizeGreaterThan(1);
              });
    }
    assertThat(telegram.refused()).isEmpty();
  }
}
