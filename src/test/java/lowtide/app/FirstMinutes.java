package lowtide.app;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lowtide.chat.telegram.LocalTelegram;

/**
 * Does what a newcomer does, from a fresh clone on, with a stopwatch, and writes down what came:
 * {@code mvn -q test-compile exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=lowtide.app.FirstMinutes -Dexec.args=docs}. Telegram is a local server.
 */
final class FirstMinutes {
  private static final Pattern CODE = Pattern.compile("/start ([A-Z0-9-]+)");
  private static final long CHAT = 501;
  private static final int SHOWN = 26;

  private final StringBuilder page = new StringBuilder();
  private final Path clone;
  private final long begin = System.nanoTime();

  private FirstMinutes(Path clone) {
    this.clone = clone;
  }

  public static void main(String[] args) throws Exception {
    Path docs = Path.of(args.length > 0 ? args[0] : "docs").toAbsolutePath();
    Path clone = Files.createTempDirectory("lowtide-first").resolve("lowtide");
    FirstMinutes tried = new FirstMinutes(clone);
    try (LocalTelegram telegram = LocalTelegram.start()) {
      tried.demo();
      tried.live(telegram);
    }
    Files.writeString(docs.resolve("first-minutes.md"), tried.whole());
    System.out.println("written: " + docs.resolve("first-minutes.md"));
    System.exit(0);
  }

  private String whole() {
    return """
        # The first minutes, as tried

        What a newcomer does, one thing after the other, from a fresh clone on, with a stopwatch; typed, timed and written down by

        ```
        mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=lowtide.app.FirstMinutes -Dexec.args=docs
        ```

        The machine had two cores. The libraries were in Maven's local repository already; a first build
        fetches them besides. Telegram is a local server that
        behaves as its documents say, and the market is simulated, for no live service can be reached where this was written. Long
        output is shortened.

        """
        + page
        + """
        ## What was unclear, and was changed

        - The terminal broke lines in the middle of words, and a table wider than it was not to be read: lines are broken between words
          now, and such a table is told row by row. On phones the same.
        - Below an alert the terminal showed nothing to press: its buttons have numbers now, and Tab completes commands.
        - Alerts came into the line one was typing on: it stays below them now.
        - A chart's title named yesterday's close, the text above it the price of now: both name the price of now.
        - Nothing said how to become the bot's admin: the README does, and the log where the code is.
        - Quiet hours, digest and most time zones had to be typed: `/settings` does them all by buttons.
        """;
  }

  private void demo() throws Exception {
    page.append("## The demo\n\n");
    run(
        clone.getParent(),
        Map.of(),
        "git",
        "clone",
        "-q",
        Path.of("").toAbsolutePath().toString(),
        "lowtide");
    run(clone, Map.of(), "mvn", "-q", "compile", "exec:java", "-Dexec.args=demo --for 25s");
  }

  private void live(LocalTelegram telegram) throws Exception {
    page.append("## A bot in Telegram\n\n");
    run(clone, Map.of(), "mvn", "-q", "package", "-DskipTests");
    said(
        "Then the editor: in `config/lowtide.yml`, `#` taken away before `telegram:`, and here also `use: simulated` and the local server's address.");
    Path config = clone.resolve("config/lowtide.yml");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("use: live", "use: simulated")
            .replace(
                "# telegram: {token: env:LOWTIDE_TELEGRAM_TOKEN, url: https://api.telegram.org}",
                "telegram: {token: env:LOWTIDE_TELEGRAM_TOKEN, url: \"%s\"}"
                    .formatted(telegram.url())));
    jar(Map.of(), "check");
    Map<String, String> wrong = Map.of("LOWTIDE_TELEGRAM_TOKEN", "123456:wrong");
    jar(wrong, "doctor");
    Map<String, String> right = Map.of("LOWTIDE_TELEGRAM_TOKEN", LocalTelegram.TOKEN);
    jar(right, "check");
    jar(right, "doctor");
    chat(telegram, right);
  }

  private void chat(LocalTelegram telegram, Map<String, String> environment) throws Exception {
    Path log = Files.createTempFile("lowtide-first", ".log");
    long start = System.nanoTime();
    Process bot =
        builder(clone, environment, List.of("java", "-jar", "target/lowtide.jar", "run"))
            .redirectOutput(log.toFile())
            .start();
    try {
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> CODE.matcher(Files.readString(log)).find() && telegram.calls("getMe") > 0);
      Matcher code = CODE.matcher(Files.readString(log));
      code.find();
      shown(
          "java -jar target/lowtide.jar run",
          start,
          Files.readString(log).replace(code.group(1), "ABCD-EFGH"),
          "runs");
      said("In a private chat with the bot:");
      for (String line :
          List.of(
              "/start " + code.group(1),
              "/dip",
              "/subscribe levels",
              "/settings",
              "/alert BTC < 112000",
              "/corr",
              "/prize")) {
        asked(telegram, line, line.replace(code.group(1), "ABCD-EFGH"));
      }
    } finally {
      long stop = System.nanoTime();
      bot.destroy();
      bot.waitFor(20, TimeUnit.SECONDS);
      said("Stopped: ended after %s.".formatted(span(stop)));
    }
  }

  private void asked(LocalTelegram telegram, String line, String shown) {
    int before = telegram.texts(CHAT).size();
    long start = System.nanoTime();
    telegram.say(CHAT, line);
    await().atMost(Duration.ofSeconds(60)).until(() -> telegram.texts(CHAT).size() > before);
    shown(shown, start, telegram.texts(CHAT).get(before), "answered");
  }

  private void jar(Map<String, String> environment, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("java", "-jar", "target/lowtide.jar"));
    command.addAll(List.of(words));
    run(clone, environment, command.toArray(String[]::new));
  }

  private void run(Path folder, Map<String, String> environment, String... command)
      throws Exception {
    long start = System.nanoTime();
    Process process = builder(folder, environment, List.of(command)).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    String typed =
        String.join(" ", command)
            .replace(Path.of("").toAbsolutePath().toString(), "https://.../lowtide.git")
            .replaceAll("-Dexec.args=(.*)", "-Dexec.args=\"$1\"");
    environment.forEach((name, value) -> shownVariable(name, value));
    shown(typed, start, output, "exit code " + code);
  }

  private void shownVariable(String name, String value) {
    String what = value.contains("wrong") ? "a token with a slip in it" : "the right token";
    if (!lastVariable.equals(what)) {
      said("`export %s=...`: %s.".formatted(name, what));
      lastVariable = what;
    }
  }

  private String lastVariable = "";

  private static ProcessBuilder builder(
      Path folder, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("TERM", "dumb");
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true);
  }

  private void said(String text) {
    System.out.println(text);
    page.append(text).append("\n\n");
  }

  private void shown(String typed, long start, String output, String end) {
    System.out.println(typed + ": " + span(start));
    List<String> lines =
        output
            .replace(clone.toString(), "...")
            .replaceAll("127.0.0.1:\\d+", "127.0.0.1:PORT")
            .replaceAll("/tmp/lowtide-demo\\d+", "/tmp/lowtide-demo")
            .replaceAll("\\u001b\\[[0-9;]*m", "")
            .lines()
            .toList();
    String shown =
        lines.size() <= SHOWN
            ? String.join("\n", lines)
            : lines.stream().limit(SHOWN).collect(Collectors.joining("\n"))
                + "\n... %d more lines".formatted(lines.size() - SHOWN);
    page.append(
        "**`%s`** · %s after %s, %s since the beginning\n\n"
            .formatted(typed, end, span(start), span(begin)));
    if (!shown.isBlank()) {
      page.append("```text\n%s\n```\n\n".formatted(shown.strip()));
    }
  }

  private static String span(long from) {
    double seconds = (System.nanoTime() - from) / 1e9;
    return seconds < 60
        ? "%.1f s".formatted(seconds)
        : "%d min %02d s".formatted((int) seconds / 60, (int) seconds % 60);
  }
}
