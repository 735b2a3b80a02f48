package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lowtide.chat.ChatId;
import lowtide.chat.CommandSpec;
import lowtide.chat.Request;
import lowtide.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what: every command of the bot for everybody who may be there. */
class RightsTest {
  private static final String DENIED = "Only admins of this chat can do that here";
  private static final Set<String> CHANGING =
      Set.of(
          "subscribe",
          "unsubscribe",
          "snooze",
          "quiet",
          "forget",
          "alert",
          "alerts",
          "settings",
          "digest",
          "test");

  /** What makes a command change something, for those that also only show. */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "snooze", List.of("1h"),
          "quiet", List.of("off"),
          "alert", List.of("save", "BTC", "<", "100"),
          "alerts", List.of("delete", "1"),
          "digest", List.of("off"),
          "settings", List.of("look", "light"));

  private static final Set<String> READING = WORDS.keySet(); // without words

  @TempDir private Path folder;

  @Test
  void everybodyReadsAdminsChangeAndInPrivateEverybodyIsOne() throws Exception {
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
        admins: ["telegram:99"]
        """);
    Clock clock = Clock.fixed(Instant.parse("2025-07-14T20:00:00Z"), ZoneOffset.UTC);
    try (Bot bot =
        new Bot(ConfigFile.read(file, Map.of()), folder.resolve("data"), clock, null, 7)) {
      assertThat(
              bot.commands().specs().stream()
                  .filter(CommandSpec::changes)
                  .map(CommandSpec::name)
                  .collect(Collectors.toSet()))
          .isEqualTo(CHANGING);
      Map<String, List<Boolean>> denied = new LinkedHashMap<>();
      for (CommandSpec spec : bot.commands().specs()) {
        denied.put(
            spec.name(),
            Stream.of("member", "admin", "private", "bot admin")
                .map(
                    role ->
                        isDenied(
                            bot, spec.name(), WORDS.getOrDefault(spec.name(), List.of()), role))
                .toList());
      }
      denied.forEach(
          (command, by) ->
              assertThat(by)
                  .as("/" + command + " denied to member, admin, in private, to the bot's admin")
                  .containsExactly(CHANGING.contains(command), false, false, false));
      assertThat(
              bot.commands().specs().stream()
                  .filter(CommandSpec::adminsOnly)
                  .map(CommandSpec::name)
                  .collect(Collectors.toSet()))
          .as("those that show nothing to others are not in their menus")
          .isEqualTo(
              CHANGING.stream()
                  .filter(command -> !READING.contains(command))
                  .collect(Collectors.toSet()));
      for (String command : READING) {
        assertThat(isDenied(bot, command, List.of(), "member")).as("/" + command).isFalse();
      }
      assertThat(
              bot.commands()
                  .full(request("digest", List.of("weekly", "fri", "07:30"), "admin"))
                  .message()
                  .title())
          .isEqualTo("A digest comes here weekly fri 07:30");
      assertThat(isDenied(bot, "why", List.of("/forget", "yes"), "member")).isFalse();
      assertThat(
              bot.commands()
                  .full(request("why", List.of("/forget", "yes"), "private"))
                  .message()
                  .title())
          .as("a question changes nothing")
          .doesNotContain("deleted");
    }
  }

  private static boolean isDenied(Bot bot, String command, List<String> words, String role) {
    return bot.commands().full(request(command, words, role)).message().title().equals(DENIED);
  }

  private static Request request(String command, List<String> words, String role) {
    return role.equals("private")
        ? new Request(ChatId.of("telegram", "7"), "7", true, command, words)
        : new Request(
            ChatId.of("telegram", "-100"),
            role.equals("bot admin") ? "99" : "7",
            false,
            command,
            words,
            role.equals("admin"));
  }
}
