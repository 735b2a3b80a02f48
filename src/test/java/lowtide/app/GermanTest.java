package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lowtide.chat.Language;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.console.Console;
import lowtide.config.ConfigFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything the bot says has a German phrase. */
class GermanTest {
  /** Every command, every way to ask for it, and the mistakes that can be made. */
  private static final List<String> LINES =
      """
      start
      help
      help alert
      help subscribe
      help corr
      help dib
      help nothing
      dip
      dip ETH
      dip XXX
      levels
      phase
      phase 7
      phase IWM
      phase BTC ETH
      corr
      corr ETH IWM 90
      corr years
      corr shifts
      corr alts
      corr since 2024-01-01
      corr since
      corr since 2024-02-30
      corr since 2024-01-01 2024-01-02
      corr alts BTC
      corr BTC BTC
      corr BTC ETH
      corr BTC PSCT 5000
      corr shifts 60
      setup
      setup 3
      season
      season BTC jan
      season feb mar
      season 13
      alloc
      alloc 50 30 20
      alloc 60 60 15
      alloc x=1
      alloc =
      alloc 1 2 3 4
      alloc stock=1 stock=2
      alloc stock=200
      next
      next ETH
      next 5
      price
      price BTX
      price PSCT
      price 1 2
      chart BTC
      chart BTC 5
      why
      why /phase
      why /corr
      why /corr years
      why /corr shifts
      why /corr alts
      why /corr since 2024-01-01
      why /dip
      why /price
      why /chart
      why /season
      why /setup
      why /alloc
      why /next
      why /digest
      why /digest week
      why /status
      why /help
      why 99
      why nonsense
      subscribe
      subscribe levels
      subscribe nonsense
      subscribe lvels
      alert
      alert BTC < 100000
      alert BTC > 1
      alert save BTC < 100000
      alert save BTC < 100000
      alert BTC +5% 24h
      alert save BTC +5% 24h once for 30d
      alert corr BTC PSCT > 0.6
      alert phase
      alert save phase
      alert BTC < -5
      alert BTC +500% 24h
      alert BTC +5% 400d
      alert corr BTC BTC > 0.5
      alert corr BTC PSCT 5 > 0.5
      alert corr BTC PSCT > 5
      alert BTX < 5
      alert hello
      alert BTC < 100k and ETH < 2k
      alert BTC 100k€
      alert BTC
      alert BTC <
      alert BTC < x
      alert < 5
      alert BTC 5%
      alert corr BTC
      alert phase high
      alert BTC < 5 until 2026-99-99
      alert TLT 100
      alert BTX < 5 for 1 week once
      alert BTC < 5 for 9999d
      alerts
      alerts pause 1
      alerts resume 1
      alerts edit 1
      alerts edit 1 BTC < 90000 once for 3d
      alerts edit 1 BTC < 91000 here
      alerts pause 1 here
      alerts resume 1 here
      alerts from 9
      alerts edit
      alerts delete 99
      alerts jump 1
      alerts delete 2
      settings
      settings level
      settings level BTC 119000 off
      settings level BTC 5 off
      settings level BTC
      settings
      settings zone
      settings zone europe
      settings zone America 2
      settings zone Nowhere
      settings zone Berln
      settings diget daily
      settings zone Berlin
      settings look light
      settings look red
      settings language klingon
      settings topic levels
      settings topic levels off
      settings digest daily 08:00
      settings digest weekly mon 08:00
      settings digest weekly sat 19:30
      settings digest
      settings digest hourly
      settings digest daily 8
      settings digest weekly someday 08:00
      settings quiet 22:00-07:00
      settings quiet
      settings quiet never
      settings colour red
      settings look
      settings digest off
      settings digest
      settings quiet off
      settings quiet
      digest
      digest week
      digest year
      digest weekly mon 07:00
      digest daily 25:00
      digest off
      test
      snooze
      snooze 4h
      snooze 45m
      snooze 400d
      snooze levels:BTC
      snooze
      snooze off levels:BTC
      snooze level:BTC
      snooze nonsense
      snooze off
      quiet
      quiet 22:00-07:00
      quiet 22:00-22:00
      quiet 22:00-07:00 Nowhere
      quiet now
      status
      quiet off
      unsubscribe
      status
      about
      forget
      prize BTC
      """
          .lines()
          .toList();

  @TempDir private Path folder;

  private static Request request(String line) {
    List<String> words = List.of(line.split(" "));
    return new Request(
        Console.CHAT, "terminal", true, words.get(0), words.subList(1, words.size()));
  }

  @Test
  void nothingIsSaidInEnglishForWantOfAPhrase() throws Exception {
    Path file = folder.resolve("lowtide.yml");
    Files.writeString(
        file,
        Files.readString(Path.of("config/lowtide.yml"))
                .replace("use: live", "use: simulated")
                .replace("deliver: 1s", "deliver: 50ms")
                .replace("near: 5s, prices: 20s", "near: 100ms, prices: 100ms")
            + "clock: {start: 2026-01-05, speed: 500000}\n");
    // Another test may have said something that has no phrase.
    Set<String> before = Language.GERMAN.missing();
    Set<String> wanting;
    try (Bot bot =
        new Bot(
            ConfigFile.read(file, Map.of()),
            folder.resolve("data"),
            Clock.systemUTC(),
            new Console(
                Reader.nullReader(),
                new PrintStream(OutputStream.nullOutputStream()),
                folder.resolve("charts")),
            7)) {
      bot.commands().answer(request("settings language de"));
      bot.start();
      Awaitility.await().pollDelay(Duration.ofSeconds(8)).until(() -> true);
      List<String> said = new ArrayList<>();
      for (String line : LINES) {
        Message answer = bot.commands().answer(request(line)).orElseThrow();
        said.add(answer.title());
      }
      assertThat(said).contains("Was du fragen kannst");
      for (var spec : bot.commands().specs()) {
        assertThat(Language.GERMAN.say(spec.summary()).length()).isBetween(1, 100);
        for (var option : spec.options()) {
          assertThat(Language.GERMAN.say(option.summary()).length()).isBetween(1, 100);
        }
      }
      List<String> names = List.of("(ETF)", "Bitcoin", "Ether", "Solana", "Information Technology");
      wanting =
          Language.GERMAN.missing().stream()
              .filter(text -> names.stream().noneMatch(text::contains) && !before.contains(text))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    String dump = System.getProperty("lowtide.missing");
    if (dump != null) {
      Files.write(Path.of(dump), wanting);
    }
    assertThat(wanting).isEmpty();
  }

  @Test
  void everyPhraseIsInBothBundlesWithTheSameHoles() throws Exception {
    Properties english = bundle("words.properties");
    Properties german = bundle("words_de.properties");
    assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(holes(german.getProperty(key))).as(key).isEqualTo(holes(english.getProperty(key)));
      assertThat(german.getProperty(key)).as(key).isNotBlank();
    }
  }

  /** What a phrase is made of must stand in the program: else nobody says it any more. */
  @Test
  void noPhraseIsLeftOverFromWhatIsNotSaidAnyMore() throws Exception {
    Set<String> said = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        String program = Files.readString(file);
        LITERAL
            .matcher(program)
            .results()
            .flatMap(literal -> words(literal.group().replaceAll("%[^a-z ]*[sdf]", " ")))
            .flatMap(word -> Stream.of(word, word + "s")) // days are counted from "day"
            .forEach(said::add);
        CONSTANT
            .matcher(program)
            .results()
            .forEach(name -> said.addAll(List.of(name.group(), name.group().toLowerCase())));
      }
    }
    for (var names : List.of(Month.values(), DayOfWeek.values())) {
      for (var name : names) {
        String word = name.toString().charAt(0) + name.toString().substring(1).toLowerCase();
        said.addAll(List.of(word, word.substring(0, 3), word.substring(0, 3).toLowerCase()));
      }
    }
    Properties english = bundle("words.properties");
    assertThat(
            english.stringPropertyNames().stream()
                .filter(key -> !words(english.getProperty(key)).allMatch(said::contains)))
        .isEmpty();
  }

  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

  private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z]{3,}\\b");

  private static Stream<String> words(String text) {
    return Pattern.compile("\\p{L}{3,}").matcher(text).results().map(MatchResult::group);
  }

  private static Set<String> holes(String phrase) {
    return Pattern.compile("\\{\\d!?}")
        .matcher(phrase)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Properties bundle(String name) throws Exception {
    Properties properties = new Properties();
    try (var in =
        new java.io.InputStreamReader(
            Language.class.getResourceAsStream(name), java.nio.charset.StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    return properties;
  }
}
