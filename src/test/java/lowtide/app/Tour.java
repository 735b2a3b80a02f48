package lowtide.app;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lowtide.chat.Audience;
import lowtide.chat.CommandSpec;
import lowtide.chat.Language;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.console.Console;
import lowtide.chat.discord.LocalDiscord;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.config.ConfigFile;

/**
 * Asks every command on every platform, on a simulated market whose clock stands still, and writes
 * down and pictures what came: {@code mvn -q test-compile exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=lowtide.app.Tour -Dexec.args=docs}. Needs Chromium for the pictures.
 */
final class Tour {
  /** The demo's, so that its story is this one's. */
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private static final Instant BEFORE_THE_FALL = Instant.parse("2026-02-14T18:00:00Z");
  private static final long FIRST_CHAT = 1_000;
  private static final long GROUP = -2_001;
  private static final int TERMINAL = 118;

  /** In the order of a first day. */
  private static final List<String> LINES =
      """
      start
      help
      dip
      levels
      phase
      corr
      corr ETH IWM 90
      corr years
      corr shifts
      corr alts
      corr since 2024-01-01
      setup
      season
      alloc
      next
      price BTC
      chart BTC
      why /phase
      subscribe levels
      alert BTC < 112000
      alert save BTC < 112000
      alerts
      settings
      settings topic phase on
      settings level
      settings quiet
      settings quiet 22:00-07:00
      settings zone
      settings zone Europe
      settings zone Berlin
      settings digest
      settings digest weekly sun 18:00
      digest
      test
      snooze 4h
      quiet 23:00-06:30
      unsubscribe
      status
      about
      forget
      prize BTC
      price BTX
      corr BTC PSCT 5000
      """
          .lines()
          .toList();

  private final Path docs;
  private final StringBuilder page = new StringBuilder();
  private final StepClock clock = new StepClock(START);
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final LocalTelegram telegram = LocalTelegram.start();
  private final LocalDiscord discord = LocalDiscord.start();
  private final PipedWriter typed = new PipedWriter();
  private final Path folder = Files.createTempDirectory("lowtide-tour");
  private final Chromium browser;
  private Bot bot;

  private Tour(Path docs) throws Exception {
    this.docs = docs;
    this.browser =
        new Chromium(
            Chromium.program()
                .orElseThrow(() -> new IOException("no Chromium here: apt install chromium")),
            Files.createDirectory(folder.resolve("browser")));
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("java.awt.headless", "true");
    Tour tour = new Tour(Path.of(args.length > 0 ? args[0] : "docs"));
    try {
      tour.run();
    } finally {
      tour.browser.close();
    }
    System.exit(0);
  }

  private void run() throws Exception {
    Files.createDirectories(docs.resolve("pictures/tour"));
    Console console =
        new Console(
            new PipedReader(typed),
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            folder.resolve("charts"),
            TERMINAL);
    var settings =
        ConfigFile.read(
            config(), Map.of("TELEGRAM", LocalTelegram.TOKEN, "DISCORD", LocalDiscord.TOKEN));
    try (Bot started = new Bot(settings, folder, clock, console, 7)) {
      bot = started;
      bot.start();
      await().atMost(Duration.ofMinutes(1)).until(() -> discord.commands().size() > 20);
      while (clock.instant().isBefore(BEFORE_THE_FALL)) {
        clock.step(Duration.ofHours(6));
        pause(Duration.ofMillis(200));
      }
      head();
      heading("It joins a group");
      joins();
      heading("An alert");
      alert(until("below $119,000"));
      heading("A button of it is pressed");
      pressed(until("below $116,000"));
      heading("Somebody who is no admin tries to change a group");
      denied();
      for (int i = 0; i < LINES.size(); i++) {
        heading("`/%s`".formatted(LINES.get(i)));
        ask(LINES.get(i), FIRST_CHAT + 1 + i);
      }
      heading("`/phase` in German, on a light chart");
      german();
      gallery();
    }
    Files.writeString(docs.resolve("tour.md"), page.toString().stripTrailing() + "\n");
    System.out.println("written: " + docs.resolve("tour.md"));
  }

  private Path config() throws IOException {
    String shipped = Files.readString(Path.of("config/lowtide.yml"));
    return Files.writeString(
        folder.resolve("lowtide.yml"),
        shipped
                .replace("use: live", "use: simulated")
                .replace("deliver: 1s", "deliver: 50ms")
                .replace("near: 5s, prices: 20s", "near: 50ms, prices: 50ms")
                .replace(
                    "- {chat: \"terminal:here\"}",
                    "- {chat: \"terminal:here\"}\n  - {chat: \"telegram:1000\"}")
                .replace(
                    "#  - {chat: \"discord:112233445566778899\"}",
                    "  - {chat: \"discord:%s\"}".formatted(LocalDiscord.CHANNEL))
            + """
            telegram: {token: env:TELEGRAM, url: "%s"}
            discord: {token: env:DISCORD, restUrl: "%s", gatewayUrl: "%s"}
            """
                .formatted(telegram.url(), discord.restUrl(), discord.gatewayUrl()));
  }

  private void head() {
    page.append(
        """
        # A tour

        What the bot says on Telegram (on a phone), on Discord and in a terminal: from the bot itself, on a simulated market, through
        local servers that behave as the platforms' documents say. The markup is what was sent; the frames around it are drawn by
        `ChatPage`, not by the platforms' apps. Made, with [the charts](gallery.md), by

        ```
        mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=lowtide.app.Tour -Dexec.args=docs
        ```

        """);
  }

  private void heading(String text) {
    System.out.println(text);
    page.append("## %s\n\n".formatted(text));
  }

  /** One alert on both platforms. */
  private record Told(LocalTelegram.Sent sent, LocalDiscord.Post post) {}

  /** Hour after hour, until the first chat was told that; its time is the market's. */
  private Told until(String words) {
    int before = sent(FIRST_CHAT).size();
    for (int hours = 0;
        sent(FIRST_CHAT).stream().skip(before).noneMatch(one -> one.text().contains(words));
        hours++) {
      if (hours > 24 * 7) {
        throw new AssertionError(words + " was not told: " + telegram.texts(FIRST_CHAT));
      }
      clock.step(Duration.ofHours(1));
      pause(Duration.ofMillis(300));
    }
    await().until(() -> post(words).isPresent());
    return new Told(
        sent(FIRST_CHAT).stream()
            .skip(before)
            .filter(one -> one.text().contains(words))
            .findFirst()
            .orElseThrow(),
        post(words).orElseThrow());
  }

  private static void pause(Duration span) {
    await().pollDelay(span).atMost(span.plusSeconds(5)).until(() -> true);
  }

  private List<LocalTelegram.Sent> sent(long chat) {
    return telegram.sent().stream().filter(one -> one.chat().equals("" + chat)).toList();
  }

  private List<LocalDiscord.Post> posts(String channel) {
    return discord.sent().stream().filter(one -> one.channel().equals(channel)).toList();
  }

  /** The newest post that tells it. */
  private Optional<LocalDiscord.Post> post(String words) {
    return posts(LocalDiscord.CHANNEL).stream()
        .filter(post -> post.body().path("content").asText().contains(words))
        .reduce((earlier, later) -> later);
  }

  private void joins() throws Exception {
    String channel = "1100000000000000021";
    telegram.member(GROUP, "left", "member");
    discord.join("1100000000000000020", channel, true);
    await().until(() -> !sent(GROUP).isEmpty() && !posts(channel).isEmpty());
    LocalTelegram.Sent one = sent(GROUP).get(0);
    LocalDiscord.Post post = posts(channel).get(0);
    show(
        "joins",
        new ChatPage(clock.instant())
            .telegramService("Ada added Lowtide")
            .telegramSent(one, labels(one))
            .discordService("→ Lowtide just showed up")
            .discordSent(post.body(), post.files(), false),
        Map.of("Telegram", shown(one), "Discord", shown(post.body())));
  }

  private void alert(Told told) throws Exception {
    LocalTelegram.Sent one = told.sent();
    LocalDiscord.Post post = told.post();
    String terminal = lastPrinted();
    show(
        "alert",
        new ChatPage(clock.instant())
            .telegramSent(one, labels(one))
            .discordSent(post.body(), post.files(), false)
            .terminal(terminal),
        texts(shown(one), shown(post.body()), terminal));
  }

  private void pressed(Told told) throws Exception {
    LocalTelegram.Sent one = told.sent();
    String snooze =
        telegram.buttons(one.messageId()).stream()
            .filter(button -> button.startsWith("Snooze 1 h="))
            .map(button -> button.substring(button.indexOf('=') + 1))
            .findFirst()
            .orElseThrow();
    telegram.press(one, snooze);
    await().until(() -> buttons(one).contains("[Undo]"));
    String asked = discord.press(snooze, true);
    await().until(() -> discord.replies(asked).size() == 2);
    // Only the buttons are changed; the text above them stays.
    ObjectNode post = told.post().body().deepCopy();
    post.set("components", discord.replies(asked).get(1).body().path("components"));
    show(
        "pressed",
        new ChatPage(clock.instant())
            .telegramSent(one, labels(one))
            .discordSent(post, Map.of(), false),
        Map.of("Telegram", shown(one), "Discord", shown(post)));
  }

  private static boolean says(LocalDiscord.Reply reply) {
    return reply.body().path("embeds").size() > 0;
  }

  private void denied() throws Exception {
    String line = "/alert save BTC < 112000";
    long other = GROUP - 1;
    telegram.say(other, line);
    await().until(() -> !sent(other).isEmpty());
    LocalTelegram.Sent one = sent(other).get(0);
    String asked = discord.press("alert save BTC < 112000", false);
    await().until(() -> discord.replies(asked).stream().anyMatch(Tour::says));
    LocalDiscord.Reply reply =
        discord.replies(asked).stream().filter(Tour::says).findFirst().orElseThrow();
    show(
        "denied",
        new ChatPage(clock.instant())
            .telegramSaid(line)
            .telegramSent(one, labels(one))
            .discordSaid("[Set this alert]")
            .discordSent(reply.body(), reply.files(), reply.ephemeral()),
        Map.of("Telegram", shown(one), "Discord", shown(reply.body())));
  }

  private void ask(String line, long chat) throws Exception {
    ChatPage picture = new ChatPage(clock.instant());
    telegram.say(chat, "/" + line);
    await().atMost(Duration.ofSeconds(30)).until(() -> !sent(chat).isEmpty());
    List<LocalTelegram.Sent> answers = settled(chat);
    picture.telegramSaid("/" + line);
    answers.forEach(one -> picture.telegramSent(one, labels(one)));
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("Telegram", answers.stream().map(this::shown).collect(Collectors.joining("\n\n")));
    String[] words = line.split(" ");
    if (bot.commands().specs().stream().anyMatch(spec -> spec.name().equals(words[0]))) {
      LocalDiscord.Reply reply = slash(words);
      picture.discordSaid("/" + line).discordSent(reply.body(), reply.files(), reply.ephemeral());
      texts.put("Discord", shown(reply.body()));
    }
    String printedNow = type(line);
    picture.terminal("> /%s\n\n".formatted(line) + printedNow);
    texts.put("Terminal", printedNow);
    show(line.replaceAll("[^A-Za-z0-9]+", "-"), picture, texts);
  }

  private LocalDiscord.Reply slash(String... words) {
    String asked = discord.slashPrivately(words[0], options(bot, words));
    await().atMost(Duration.ofSeconds(30)).until(() -> discord.replies(asked).size() > 1);
    return discord.replies(asked).get(1);
  }

  private String type(String line) throws IOException {
    int before = printed.size();
    typed.write("/" + line + "\n");
    typed.flush();
    await().atMost(Duration.ofSeconds(30)).until(() -> printed.size() > before);
    pause(Duration.ofMillis(line.equals("test") ? 2_000 : 100));
    byte[] all = printed.toByteArray();
    return local(new String(all, before, all.length - before, StandardCharsets.UTF_8));
  }

  private String lastPrinted() {
    String[] messages = local(printed.toString(StandardCharsets.UTF_8)).split("\n\n");
    return messages[messages.length - 1];
  }

  /** Where charts are kept is this machine's business. */
  private static String local(String text) {
    return text.replaceAll("(?m)^ {2}chart: .*/", "  chart: .../").stripTrailing();
  }

  private void german() throws Exception {
    long chat = FIRST_CHAT + 900;
    for (String choice : List.of("settings language de", "settings look light")) {
      telegram.say(chat, "/" + choice);
      slash(choice.split(" "));
      type(choice);
    }
    await().until(() -> sent(chat).size() > 1);
    int before = settled(chat).size();
    telegram.say(chat, "/phase");
    // A picture with its title, and the text, which has to wait for its turn after so many.
    await().atMost(Duration.ofSeconds(30)).until(() -> sent(chat).size() > before + 1);
    List<LocalTelegram.Sent> answers = settled(chat);
    ChatPage picture = new ChatPage(clock.instant()).telegramSaid("/phase");
    answers.stream().skip(before).forEach(one -> picture.telegramSent(one, labels(one)));
    LocalDiscord.Reply reply = slash("phase");
    String terminal = type("phase");
    show(
        "german",
        picture
            .discordSaid("/phase")
            .discordSent(reply.body(), reply.files(), reply.ephemeral())
            .terminal("> /phase\n\n" + terminal),
        texts(
            answers.stream().skip(before).map(this::shown).collect(Collectors.joining("\n\n")),
            shown(reply.body()),
            terminal));
  }

  private static Map<String, String> texts(String telegram, String discord, String terminal) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("Telegram", telegram);
    texts.put("Discord", discord);
    texts.put("Terminal", terminal);
    return texts;
  }

  /** A picture, and the same as text for those who search or cannot see it. */
  private void show(String name, ChatPage picture, Map<String, String> texts) throws Exception {
    Path html = Files.writeString(folder.resolve("page.html"), picture.html());
    browser.show("light", ChatPage.WIDTH, 100);
    browser.open(html.toUri().toString());
    browser.evaluate("Promise.all([...document.images].map(image => image.decode()))");
    int height = browser.evaluate("document.documentElement.scrollHeight").asInt();
    browser.show("light", ChatPage.WIDTH, height);
    Files.write(docs.resolve("pictures/tour/%s.webp".formatted(name)), browser.picture("webp"));
    String first = texts.values().iterator().next().lines().findFirst().orElse(name);
    page.append("![%s](pictures/tour/%s.webp)\n\n".formatted(first.replace("]", ""), name));
    page.append("<details><summary>as text</summary>\n\n");
    Stream.of("Telegram", "Discord", "Terminal")
        .filter(texts::containsKey)
        .forEach(
            platform ->
                page.append(
                    "%s:\n\n```text\n%s\n```\n\n"
                        .formatted(
                            platform,
                            texts
                                .get(platform)
                                .replaceAll("\u001b\\[[0-9;]*m", "")
                                .replaceAll("(?m) +$", "")
                                .strip())));
    page.append("</details>\n\n");
  }

  /** The same charts in every look, and in German. */
  private void gallery() throws IOException {
    StringBuilder gallery =
        new StringBuilder(
            """
            # Charts

            What `/settings look dark`, `light` and `plain` make of the same answers; `plain` tells things apart by shape, dash, hatching and
            word alone. Made with [the tour](tour.md), on a simulated market.

            """);
    for (String line :
        List.of(
            "corr",
            "phase",
            "dip",
            "setup",
            "season",
            "alloc",
            "corr years",
            "corr shifts",
            "corr alts",
            "corr since 2024-01-01",
            "chart BTC 365",
            "digest week")) {
      gallery.append("## `/%s`\n\n| dark | light | plain |\n|---|---|---|\n|".formatted(line));
      for (Audience.Look look : Audience.Look.values()) {
        chart(gallery, line, Audience.USUAL.withLook(look), look.toString());
      }
      gallery.append("\n\n");
    }
    gallery.append("## In German\n\n| | | |\n|---|---|---|\n|");
    for (String line : List.of("corr", "phase", "season")) {
      Audience reader = Audience.USUAL.withLook(Audience.Look.LIGHT).withLanguage(Language.GERMAN);
      chart(gallery, line, reader, "german");
    }
    Files.writeString(docs.resolve("gallery.md"), gallery.append("\n"));
  }

  private void chart(StringBuilder gallery, String line, Audience reader, String kind)
      throws IOException {
    List<String> words = List.of(line.split(" "));
    Request request =
        new Request(Console.CHAT, "terminal", true, words.get(0), words.subList(1, words.size()));
    Message.Picture picture = reader.tell(() -> bot.commands().full(request)).message().picture();
    String name = "%s-%s.png".formatted(line.replace(' ', '-'), kind);
    Files.createDirectories(docs.resolve("pictures/gallery"));
    Files.write(docs.resolve("pictures/gallery").resolve(name), picture.png());
    gallery.append(" ![%s](pictures/gallery/%s) |".formatted(picture.altText(), name));
  }

  /** All its parts: they come a second apart. */
  private List<LocalTelegram.Sent> settled(long chat) {
    int known = 0;
    while (sent(chat).size() > known) {
      known = sent(chat).size();
      int most = known;
      try {
        await().atMost(Duration.ofMillis(2_500)).until(() -> sent(chat).size() > most);
      } catch (org.awaitility.core.ConditionTimeoutException last) {
        break;
      }
    }
    return sent(chat);
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

  private List<List<String>> labels(LocalTelegram.Sent sent) {
    return telegram.keyboard(sent.messageId());
  }

  private String buttons(LocalTelegram.Sent sent) {
    return labels(sent).stream()
        .map(row -> "\n[" + String.join("] [", row) + "]")
        .collect(Collectors.joining());
  }

  private String shown(LocalTelegram.Sent sent) {
    return sent.text() + buttons(sent);
  }

  private static String shown(JsonNode body) {
    StringBuilder text = new StringBuilder();
    if (body.hasNonNull("content")) {
      text.append(body.path("content").asText()).append('\n');
    }
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
}
