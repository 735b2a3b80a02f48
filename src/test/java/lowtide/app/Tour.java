package lowtide.app;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lowtide.chat.Audience;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.console.Console;
import lowtide.chat.discord.LocalDiscord;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.config.ConfigFile;

/**
 * Asks every command on every platform, on a simulated market, and writes down what came: {@code
 * mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=lowtide.app.Tour
 * -Dexec.args=docs}. The figures differ from run to run.
 */
final class Tour {
  private static final long FIRST_CHAT = 1_000;

  /** In the order of a first day. */
  private static final List<String> LINES =
      List.of(
          "start",
          "help",
          "dip",
          "phase",
          "corr",
          "corr ETH IWM 90",
          "corr years",
          "corr shifts",
          "corr alts",
          "corr since 2024-01-01",
          "levels",
          "setup",
          "season",
          "alloc",
          "next",
          "price BTC",
          "chart BTC",
          "why /phase",
          "subscribe levels",
          "alert BTC < 100000",
          "alert save BTC < 100000",
          "alerts",
          "settings",
          "settings zone Berlin",
          "digest",
          "test",
          "snooze 4h",
          "quiet 22:00-07:00",
          "unsubscribe",
          "status",
          "about",
          "forget",
          "prize BTC",
          "price BTX");

  private final Path docs;
  private final StringBuilder page = new StringBuilder();

  private Tour(Path docs) {
    this.docs = docs;
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("java.awt.headless", "true");
    new Tour(Path.of(args.length > 0 ? args[0] : "docs")).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Path folder = Files.createTempDirectory("lowtide-tour");
    Files.createDirectories(docs.resolve("pictures/tour"));
    try (LocalTelegram telegram = LocalTelegram.start();
        LocalDiscord discord = LocalDiscord.start();
        PipedWriter typed = new PipedWriter();
        PipedReader reading = new PipedReader(typed)) {
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      Console console =
          new Console(
              reading,
              new PrintStream(printed, true, StandardCharsets.UTF_8),
              folder.resolve("charts"),
              false);
      var settings =
          ConfigFile.read(
              config(folder, telegram, discord),
              Map.of("TELEGRAM", LocalTelegram.TOKEN, "DISCORD", LocalDiscord.TOKEN));
      try (Bot bot = new Bot(settings, folder, Clock.systemUTC(), console, 7)) {
        bot.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> discord.commands().size() > 20);
        await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> telegram.texts(FIRST_CHAT).size() > 5 && discord.sent().size() > 5);
        head();
        alerts(telegram, discord);
        for (int i = 0; i < LINES.size(); i++) {
          ask(LINES.get(i), FIRST_CHAT + 1 + i, bot, telegram, discord, typed, printed);
        }
        gallery(bot);
      }
    }
    Files.writeString(docs.resolve("tour.md"), page);
    System.out.println("written: " + docs.resolve("tour.md"));
  }

  private static Path config(Path folder, LocalTelegram telegram, LocalDiscord discord)
      throws IOException {
    String shipped = Files.readString(Path.of("config/lowtide.yml"));
    return Files.writeString(
        folder.resolve("lowtide.yml"),
        shipped
                .replace("use: live", "use: simulated")
                .replace("deliver: 1s", "deliver: 100ms")
                .replace("near: 5s, prices: 20s", "near: 100ms, prices: 100ms")
                .replace("- {chat: \"terminal:here\"}", "- {chat: \"telegram:1000\"}")
                .replace(
                    "#  - {chat: \"discord:112233445566778899\"}",
                    "  - {chat: \"discord:%s\"}".formatted(LocalDiscord.CHANNEL))
            + """
            clock: {start: 2026-01-05, speed: 500000}
            telegram: {token: env:TELEGRAM, url: "%s"}
            discord: {token: env:DISCORD, restUrl: "%s", gatewayUrl: "%s"}
            """
                .formatted(telegram.url(), discord.restUrl(), discord.gatewayUrl()));
  }

  private void head() {
    page.append(
        """
        # A tour

        What every command answers on Telegram, on Discord and in a terminal, and what alerts look like: from the bot itself, on a
        simulated market, through local servers that behave as the platforms' documents say. Made by

        ```
        mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=lowtide.app.Tour -Dexec.args=docs
        ```

        Figures differ from run to run. On Telegram bold and fixed-width text is shown here without its markup; `[...]` are buttons.
        Discord shows times in each reader's own zone: `<t:...:f>` is one.

        ## Alerts

        """);
  }

  private void alerts(LocalTelegram telegram, LocalDiscord discord) {
    block("Telegram", shown(telegram, sent(telegram, FIRST_CHAT).get(0)));
    block("Discord", shown(discord.sent().get(0).body()));
  }

  private static List<LocalTelegram.Sent> sent(LocalTelegram telegram, long chat) {
    return telegram.sent().stream().filter(one -> one.chat().equals("" + chat)).toList();
  }

  private void ask(
      String line,
      long chat,
      Bot bot,
      LocalTelegram telegram,
      LocalDiscord discord,
      PipedWriter typed,
      ByteArrayOutputStream printed)
      throws Exception {
    System.out.println("/" + line);
    page.append("## `/%s`\n\n".formatted(line));
    int before = printed.size();
    typed.write("/" + line + "\n");
    typed.flush();
    telegram.say(chat, "/" + line);
    String[] words = line.split(" ");
    String asked =
        bot.commands().specs().stream().anyMatch(spec -> spec.name().equals(words[0]))
            ? discord.slashPrivately(words[0], options(bot, words))
            : "";
    await().atMost(Duration.ofSeconds(30)).until(() -> !sent(telegram, chat).isEmpty());
    List<LocalTelegram.Sent> answers = settled(telegram, chat);
    block(
        "Telegram",
        answers.stream().map(one -> shown(telegram, one)).collect(Collectors.joining("\n\n")));
    for (LocalTelegram.Sent one : answers) {
      if (one.photo().length > 0) {
        String name = line.replaceAll("[^A-Za-z0-9]+", "-") + ".png";
        Files.write(docs.resolve("pictures/tour").resolve(name), one.photo());
        page.append("![%s](pictures/tour/%s)\n\n".formatted("/" + line, name));
      }
    }
    if (!asked.isEmpty()) {
      await().atMost(Duration.ofSeconds(30)).until(() -> discord.replies(asked).size() > 1);
      block("Discord", shown(discord.replies(asked).get(1).body()));
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> printed.size() > before);
    byte[] all = printed.toByteArray();
    String text = new String(all, before, all.length - before, StandardCharsets.UTF_8);
    block(
        "Terminal",
        text.replaceAll("(?m)^ {2}chart: .*/", "  chart: .../")
            .lines()
            .limit(60)
            .collect(Collectors.joining("\n")));
  }

  /** The same charts in every look. */
  private void gallery(Bot bot) throws IOException {
    StringBuilder gallery =
        new StringBuilder(
            """
            # Charts

            What `/settings look dark`, `light` and `plain` make of the same answers; `plain` tells things apart by shape, dash, hatching and
            word alone. Made with [the tour](tour.md), on a simulated market.

            """);
    for (String line : List.of("corr", "phase", "dip", "corr years", "season", "alloc")) {
      String[] words = line.split(" ");
      gallery.append("## `/%s`\n\n| dark | light | plain |\n|---|---|---|\n|".formatted(line));
      for (Audience.Look look : Audience.Look.values()) {
        Request request =
            new Request(
                Console.CHAT, "terminal", true, words[0], List.of(words).subList(1, words.length));
        Message.Picture picture =
            Audience.USUAL
                .withLook(look)
                .tell(() -> bot.commands().full(request))
                .message()
                .picture();
        String name = "%s-%s.png".formatted(line.replace(' ', '-'), look);
        Files.createDirectories(docs.resolve("pictures/gallery"));
        Files.write(docs.resolve("pictures/gallery").resolve(name), picture.png());
        gallery.append(" ![%s](pictures/gallery/%s) |".formatted(picture.altText(), name));
      }
      gallery.append("\n\n");
    }
    Files.writeString(docs.resolve("gallery.md"), gallery);
  }

  /** All its parts: they come a second apart. */
  private static List<LocalTelegram.Sent> settled(LocalTelegram telegram, long chat) {
    int known = 0;
    while (sent(telegram, chat).size() > known) {
      known = sent(telegram, chat).size();
      int most = known;
      try {
        await().atMost(Duration.ofMillis(1_500)).until(() -> sent(telegram, chat).size() > most);
      } catch (org.awaitility.core.ConditionTimeoutException last) {
        break;
      }
    }
    return sent(telegram, chat);
  }

  /** What is typed, in the fields that Discord has for it. */
  private static Map<String, String> options(Bot bot, String[] words) {
    CommandSpec spec =
        bot.commands().specs().stream()
            .filter(one -> one.name().equals(words[0]))
            .findFirst()
            .orElseThrow();
    Map<String, String> options = new LinkedHashMap<>();
    List<String> left = new ArrayList<>(Arrays.asList(words).subList(1, words.length));
    for (CommandSpec.Option option : spec.options()) {
      if (!left.isEmpty()) {
        boolean last = option == spec.options().get(spec.options().size() - 1);
        options.put(option.name(), last ? String.join(" ", left) : left.remove(0));
        if (last) {
          left.clear();
        }
      }
    }
    return options;
  }

  private static String shown(LocalTelegram telegram, LocalTelegram.Sent sent) {
    String buttons =
        telegram.buttons(sent.messageId()).stream()
            .map(button -> "[" + button.substring(0, button.lastIndexOf('=')) + "]")
            .collect(Collectors.joining(" "));
    return sent.text() + (buttons.isEmpty() ? "" : "\n" + buttons);
  }

  private static String shown(JsonNode body) {
    StringBuilder text = new StringBuilder();
    for (JsonNode embed : body.path("embeds")) {
      text.append(embed.path("title").asText()).append('\n');
      text.append(embed.path("description").asText().replace("```", "")).append('\n');
      text.append(embed.path("footer").path("text").asText());
    }
    List<String> buttons = new ArrayList<>();
    body.path("components")
        .forEach(
            row ->
                row.path("components")
                    .forEach(button -> buttons.add("[" + button.path("label").asText() + "]")));
    return text.toString().strip() + (buttons.isEmpty() ? "" : "\n" + String.join(" ", buttons));
  }

  private void block(String name, String text) {
    page.append("%s:\n\n```text\n%s\n```\n\n".formatted(name, text.stripTrailing()));
  }
}
