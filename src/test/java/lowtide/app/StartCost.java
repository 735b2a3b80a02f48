package lowtide.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import lowtide.chat.discord.LocalDiscord;
import lowtide.chat.telegram.LocalTelegram;

/**
 * How long {@code run} takes to its first answer, and how much memory it stays in with all three
 * platforms: {@code mvn -q package -DskipTests && mvn -q test-compile exec:java
 * -Dexec.classpathScope=test -Dexec.mainClass=lowtide.app.StartCost}. The platforms are local
 * servers, the market is simulated, and the store already holds its history.
 */
final class StartCost {
  private static final int RUNS = 5;
  private static final Path JAR = Path.of("target/lowtide.jar").toAbsolutePath();

  /** As docs/lowtide.service and the container start it. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms32m",
          "-Xmn16m",
          "-Xmx96m",
          "-Xss512k");

  /** Milliseconds since the process was started, and resident kB in the end. */
  private record Measured(double terminal, double telegram, double discord, long resident) {}

  private final Path folder = Files.createTempDirectory("lowtide-start");
  private final LocalTelegram telegram = LocalTelegram.start();
  private final LocalDiscord discord = LocalDiscord.start();
  private long chats = 5_000;

  private StartCost() throws IOException {}

  public static void main(String[] args) throws Exception {
    StartCost cost = new StartCost();
    cost.run();
    System.exit(0);
  }

  private void run() throws Exception {
    Files.writeString(
        folder.resolve("lowtide.yml"),
        Files.readString(Path.of("config/lowtide.yml")).replace("use: live", "use: simulated")
            + """
            telegram: {token: env:LOWTIDE_TELEGRAM_TOKEN, url: "%s"}
            discord: {token: env:LOWTIDE_DISCORD_TOKEN, restUrl: "%s", gatewayUrl: "%s"}
            """
                .formatted(telegram.url(), discord.restUrl(), discord.gatewayUrl()));
    System.out.printf(
        "%-44s %10s %10s %10s %12s%n",
        "median of " + RUNS, "terminal", "Telegram", "Discord", "resident");
    List<Path> javas = new ArrayList<>();
    javas.add(Path.of(System.getProperty("java.home"), "bin/java"));
    try (Stream<Path> others = Files.list(Path.of(System.getProperty("java.home")).getParent())) {
      others
          .filter(home -> home.getFileName().toString().contains("25"))
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .limit(1)
          .forEach(javas::add);
    }
    for (Path java : javas) {
      String version = version(java);
      Path archive = folder.resolve("lowtide-%s.jsa".formatted(version));
      measure(java, List.of()); // fills the store, and the machine's file cache
      print("JDK %s".formatted(version), java, List.of());
      print("JDK %s, as the unit starts it".formatted(version), java, OPTIONS);
      List<String> making = new ArrayList<>(OPTIONS);
      making.add("-XX:ArchiveClassesAtExit=" + archive);
      measure(java, making);
      List<String> archived = new ArrayList<>(OPTIONS);
      archived.add("-XX:SharedArchiveFile=" + archive);
      print("JDK %s, the same with a class-data archive".formatted(version), java, archived);
    }
  }

  private void print(String what, Path java, List<String> options) throws Exception {
    List<Measured> all = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      all.add(measure(java, options));
    }
    System.out.printf(
        Locale.ROOT,
        "%-44s %7.2f s  %7.2f s  %7.2f s  %9.0f MB%n",
        what,
        median(all.stream().mapToDouble(Measured::terminal).toArray()) / 1e3,
        median(all.stream().mapToDouble(Measured::telegram).toArray()) / 1e3,
        median(all.stream().mapToDouble(Measured::discord).toArray()) / 1e3,
        median(all.stream().mapToDouble(one -> one.resident() / 1024.0).toArray()));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static String version(Path java) throws Exception {
    Process process = new ProcessBuilder(java.toString(), "--version").start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return text.split("\\s+")[1].split("\\.")[0];
  }

  private Measured measure(Path java, List<String> options) throws Exception {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(options);
    command.addAll(
        List.of("-jar", JAR.toString(), "run", "--config", "lowtide.yml", "--data", "data"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("log").toFile());
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.environment().put("LOWTIDE_TELEGRAM_TOKEN", LocalTelegram.TOKEN);
    builder.environment().put("LOWTIDE_DISCORD_TOKEN", LocalDiscord.TOKEN);
    long chat = chats++;
    telegram.say(chat, "/price BTC");
    long began = System.nanoTime();
    Process bot = builder.start();
    PrintStream typed = new PrintStream(bot.getOutputStream(), true, StandardCharsets.UTF_8);
    BufferedReader printed =
        new BufferedReader(new InputStreamReader(bot.getInputStream(), StandardCharsets.UTF_8));
    try {
      List<Double> heard = new CopyOnWriteArrayList<>();
      new Thread(() -> listen(printed, began, heard)).start();
      typed.println("/price BTC");
      double inTelegram = -1;
      double inDiscord = -1;
      String interaction = "";
      while (inTelegram < 0 || inDiscord < 0) {
        if (inTelegram < 0 && !telegram.texts(chat).isEmpty()) {
          inTelegram = since(began);
        }
        if (interaction.isEmpty() && discord.gateway().readySessions() > 0) {
          interaction = discord.slash(LocalDiscord.CHANNEL, "price", Map.of("asset", "BTC"));
        }
        if (inDiscord < 0 && !interaction.isEmpty() && !discord.replies(interaction).isEmpty()) {
          inDiscord = since(began);
        }
        if (since(began) > 20_000 || !bot.isAlive()) {
          throw new IllegalStateException(
              "no answer in 20 s:\n" + Files.readString(folder.resolve("log")));
        }
        TimeUnit.MILLISECONDS.sleep(2);
      }
      for (String line :
          List.of("/corr", "/phase", "/dip", "/season", "/alloc", "/setup", "/status")) {
        int before = telegram.sent().size();
        telegram.say(chat, line);
        until(() -> telegram.sent().size() > before);
      }
      TimeUnit.SECONDS.sleep(2);
      long resident =
          Files.readAllLines(Path.of("/proc/%d/status".formatted(bot.pid()))).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElse(-1);
      bot.destroy();
      bot.waitFor(20, TimeUnit.SECONDS);
      return new Measured(heard.isEmpty() ? -1 : heard.get(0), inTelegram, inDiscord, resident);
    } finally {
      bot.destroyForcibly().waitFor();
    }
  }

  private static void listen(BufferedReader printed, long began, List<Double> heard) {
    try {
      for (String line = printed.readLine(); line != null; line = printed.readLine()) {
        if (heard.isEmpty() && line.contains("BTC") && line.contains("$")) {
          heard.add(since(began));
        }
      }
    } catch (IOException e) {
      // It was stopped.
    }
  }

  private static void until(BooleanSupplier done) throws InterruptedException {
    long began = System.nanoTime();
    while (!done.getAsBoolean() && since(began) < 20_000) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private static double since(long began) {
    return (System.nanoTime() - began) / 1e6;
  }
}
