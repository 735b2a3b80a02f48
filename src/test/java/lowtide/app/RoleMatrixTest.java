package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lowtide.chat.CommandSpec;
import lowtide.chat.discord.LocalDiscord;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.config.ConfigFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command by everybody there is on each platform, typed and by button. */
class RoleMatrixTest {
  private static final String DENIED = "Only admins of this chat can do that here";

  /** What makes a command change something, where it is not all it does. */
  private static final Map<String, String> WORDS =
      Map.of(
          "snooze", "1h",
          "quiet", "off",
          "alert", "save BTC < 100",
          "alerts", "delete 1",
          "digest", "off",
          "settings", "look light");

  @TempDir private Path folder;
  private LocalTelegram telegram;
  private LocalDiscord discord;
  private Bot bot;
  private long lastChat;

  @BeforeEach
  void start() throws Exception {
    telegram = LocalTelegram.start();
    discord = LocalDiscord.start();
    Path file = folder.resolve("lowtide.yml");
    Files.writeString(
        file,
        """
        instruments:
          BTC: {name: Bitcoin, kind: crypto}
          PSCT: {name: Small-cap tech, kind: equity}
          IWM: {name: Russell 2000, kind: equity}
        sources: {use: simulated}
        clock: {start: 2025-07-10, speed: 1}
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

  private static String changing(CommandSpec spec) {
    return (spec.name() + " " + WORDS.getOrDefault(spec.name(), "")).strip();
  }

  /** A group of its own for each question: groups are paced. */
  private long telegramSays(String role, String text) {
    long chat = role.equals("private") ? ++lastChat : -1000 - ++lastChat;
    ObjectNode message = telegram.message(chat, "/" + text);
    switch (role) {
      case "admin" -> telegram.admin(chat);
      case "anonymous admin" -> message.set("sender_chat", message.get("chat"));
      case "channel" ->
          message.putObject("sender_chat").put("id", -4_000_000L).put("type", "channel");
      default -> {}
    }
    telegram.push("message", message);
    return chat;
  }

  @Test
  void onTelegramMembersAndChannelsReadAndAdminsChange() {
    Map<String, Long> asked = new LinkedHashMap<>();
    List<String> roles = List.of("member", "channel", "admin", "anonymous admin", "private");
    for (CommandSpec spec : bot.commands().specs()) {
      for (String role : roles) {
        asked.put(changing(spec) + " by " + role, telegramSays(role, changing(spec)));
      }
      if (WORDS.containsKey(spec.name())) {
        asked.put(spec.name() + " by asking member", telegramSays("member", spec.name()));
      }
    }
    Map<String, Boolean> denied = new TreeMap<>();
    Map<String, Boolean> expected = new TreeMap<>();
    asked.forEach(
        (what, chat) -> {
          await().atMost(Duration.ofSeconds(60)).until(() -> !telegram.texts(chat).isEmpty());
          denied.put(what, telegram.texts(chat).get(0).contains(DENIED));
          expected.put(
              what,
              bot.commands().specs().stream()
                  .anyMatch(
                      spec ->
                          spec.changes()
                              && (what.equals(changing(spec) + " by member")
                                  || what.equals(changing(spec) + " by channel"))));
        });

    assertThat(denied).isEqualTo(expected);
    assertThat(denied).hasSizeGreaterThan(130);
  }

  @Test
  void onTelegramAButtonIsNoWayAround() {
    telegram.say(-5, "/help");
    await().until(() -> telegram.texts(-5).size() == 1);
    LocalTelegram.Sent message = telegram.sent().get(0);
    List<String> changing =
        bot.commands().specs().stream()
            .filter(CommandSpec::changes)
            .map(RoleMatrixTest::changing)
            .toList();
    for (int i = 0; i < changing.size(); i++) {
      telegram.press(message, changing.get(i));
      int notes = i + 1;
      await().until(() -> telegram.notes().size() == notes);
      assertThat(telegram.notes().get(i).text()).as(changing.get(i)).contains(DENIED);
      assertThat(telegram.notes().get(i).alert()).isTrue();
    }
  }

  @Test
  void onDiscordMembersReadAndWhoManagesTheServerChanges() {
    await().until(() -> !discord.commands().isEmpty());
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (CommandSpec spec : bot.commands().specs()) {
      String words = WORDS.get(spec.name());
      Map<String, String> options =
          words == null ? Map.of() : Map.of(spec.options().get(0).name(), words);
      Map<String, String> answers =
          Map.of(
              "member", discord.slashByStranger(spec.name(), options),
              "admin", discord.slash(LocalDiscord.CHANNEL, spec.name(), options),
              "private", discord.slashPrivately(spec.name(), options));
      for (Map.Entry<String, String> answer : answers.entrySet()) {
        asked++;
        boolean deniedTo = isDenied(answer.getValue());
        if (deniedTo != (spec.changes() && answer.getKey().equals("member"))) {
          wrong.add(spec.name() + " by " + answer.getKey() + ": denied " + deniedTo);
        }
      }
      if (spec.changes()) {
        asked++;
        if (!isDenied(discord.press(changing(spec), false))) {
          wrong.add("button " + spec.name());
        }
      }
      if (words != null && isDenied(discord.slashByStranger(spec.name(), Map.of()))) {
        wrong.add(spec.name() + " only asked");
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(asked).isGreaterThan(80);
  }

  private boolean isDenied(String interaction) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                discord.replies(interaction).stream()
                    .anyMatch(
                        reply ->
                            reply.step() == LocalDiscord.Step.EDIT
                                || reply.step() == LocalDiscord.Step.FOLLOW_UP));
    return discord.replies(interaction).stream()
        .anyMatch(reply -> reply.body().toString().contains(DENIED));
  }
}
