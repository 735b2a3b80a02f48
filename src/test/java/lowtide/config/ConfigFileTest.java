package lowtide.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import lowtide.alert.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  private static final String INSTRUMENTS =
      """
      instruments:
        BTC: {name: Bitcoin, kind: crypto, sources: {coinbase: BTC-USD}}
        PSCT: {name: Small caps, kind: equity, sources: {yahoo: PSCT}}
        IWM: {name: Russell, kind: equity, sources: {yahoo: IWM}}
      """;

  @TempDir private Path folder;

  private Settings read(String text, Map<String, String> environment) throws Exception {
    Path file = folder.resolve("lowtide.yml");
    Files.writeString(file, text);
    return ConfigFile.read(file, environment);
  }

  private String problemsOf(String text) {
    return catchThrowableOfType(ConfigException.class, () -> read(text, Map.of())).getMessage();
  }

  @Test
  void theShippedFileIsValidAndSaysWhatTheDocsPromise() throws Exception {
    Settings settings = ConfigFile.read(Path.of("config/lowtide.yml"), Map.of());

    assertThat(settings.instruments())
        .extracting(watched -> watched.instrument().symbol())
        .containsExactly(
            "BTC", "ETH", "SOL", "XRP", "PSCT", "IWM", "QQQ", "SPY", "XLK", "GLD", "TLT");
    assertThat(settings.signals().levels().get(0).levels())
        .containsExactly(new BigDecimal("119000"), new BigDecimal("116000"));
    assertThat(settings.signals().correlation().proxy()).isEqualTo("PSCT");
    assertThat(settings.signals().correlation().fallback()).isEqualTo("IWM");
    assertThat(settings.feed()).isEqualTo(Settings.Feed.LIVE);
    assertThat(settings.telegram()).isNull();
  }

  @Test
  void whatIsAbsentTakesItsDefault() throws Exception {
    Settings settings = read(INSTRUMENTS, Map.of());

    assertThat(settings.cooldown()).isEqualTo(Duration.ofMinutes(30));
    assertThat(settings.signals().phase().lowEnter()).isEqualTo(35);
    assertThat(settings.signals().correlation().windows()).containsExactly(20, 60, 90, 180);
    assertThat(settings.chats()).isEmpty();
  }

  @Test
  void aDateStartsTheClockAtItsFirstMoment() throws Exception {
    Settings settings =
        read(
            INSTRUMENTS + "sources: {use: history}\nclock: {start: 2025-07-10, speed: 3600}\n",
            Map.of());

    assertThat(settings.clock()).isNotNull();
    assertThat(settings.clock().start()).isEqualTo(Instant.parse("2025-07-10T00:00:00Z"));
    assertThat(settings.clock().speed()).isEqualTo(3600);
  }

  @Test
  void aChatWithoutTopicsGetsAll() throws Exception {
    Settings settings = read(INSTRUMENTS + "chats: [{chat: \"terminal:here\"}]\n", Map.of());

    assertThat(settings.chats().get(0).topics()).containsExactlyInAnyOrder(Topic.values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "levels: {watch: {BTC: [119000, -1]}} | levels.watch.BTC[1]: -1: must be a price above 0",
        "levels: {watch: {BTC: [many]}} | levels.watch.BTC[0]: many: must be a price",
        "levels: {watch: {BTC: 119000}} | levels.watch.BTC: 119000: must be a list",
        "levels: {watch: {BCT: [1]}} | BCT: is not among the instruments. For example: BTC",
        "level: {watch: {BTC: [1]}} | level: is not a key that exists here. For example: levels",
        "polling: {prices: 20} | polling.prices: 20: must be a number above 0 with ms, s, m, h or d",
        "polling: {prices: 0s} | polling.prices: 0s",
        "phase: {low: {enter: 50, leave: 42}} | phase: need 0 < lowEnter",
        "phase: {mvrv: MVRV} | phase.mvrv: MVRV: is not among the instruments",
        "phase: {mvrv: BTC} | phase.mvrv: BTC: must be an instrument of kind metric",
        "season: {instrument: BCT} | season.instrument: BCT: is not among the instruments",
        "season: {bandPercent: 99} | season: bandPercent must be from 50 to 95: 99",
        "season: {volatilityDays: 5} | season: volatilityDays must be from 20 to 1000: 5",
        "correlation: {proxy: BTC} | correlation.proxy: BTC: must be an instrument of kind equity",
        "correlation: {label: {hysteresis: x}} | correlation.label.hysteresis: x: must be a number",
        "correlation: {windows: [60, 20]} | windows must rise",
        "chats: [{chat: somewhere}] | chats[0].chat: somewhere: not a chat such as telegram:",
        "chats: [{chat: \"telegram:-1\"}] | is on a platform that is not configured",
        "chats: [{chat: \"terminal:here\", topics: [weather]}] | weather: must be one of levels",
        "clock: {start: 2025-07-10} | clock: live prices belong to the real time",
        "clock: {start: yesterday} | clock.start: yesterday: must be a date such as 2025-07-14",
        "sources: {use: guess} | sources.use: guess: must be one of live, history, simulated",
        "sources: {coinbase: {url: \"ftp://x\"}} | must begin with https:// or http://",
        "terminal: perhaps | terminal: perhaps: must be true or false",
        "discord: {token: env:NOT_SET_HERE} | discord.token: env:NOT_SET_HERE: the environment variable",
        "telegram: {token: file:nowhere} | telegram.token: file:nowhere: there is no such file",
        "telegram: {} | telegram.token: is missing",
        "season: {since: 2020-02-30} | season.since: 2020-02-30: must be a day that exists",
      })
  void whatCannotBeIsRefusedWithKeyValueAndReason(String line, String expected) {
    assertThat(problemsOf(INSTRUMENTS + line + "\n")).contains(expected);
  }

  @Test
  void aMetricIsAPartOfThePhaseAndHasNoSource() throws Exception {
    String metric = INSTRUMENTS.replace("instruments:", "instruments:\n  MVRV: {kind: metric}");
    Settings settings = read(metric + "phase: {mvrv: MVRV}\n", Map.of());

    assertThat(settings.signals().phase().mvrv()).isEqualTo("MVRV");
    assertThat(read(metric, Map.of()).signals().phase().mvrv()).isNull();
    assertThat(problemsOf(metric.replace("metric}", "metric, sources: {yahoo: X}}")))
        .contains("instruments.MVRV: yahoo: has nothing of kind metric");
  }

  @Test
  void theLineIsTheOneInTheFile() {
    assertThat(problemsOf(INSTRUMENTS + "levels:\n  watch:\n    BTC: [119000, -1]\n"))
        .contains("lowtide.yml:7: levels.watch.BTC[1]: -1");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    assertThat(problemsOf(INSTRUMENTS + "terminal: true\nterminal: false\n"))
        .contains("lowtide.yml:6: terminal: stands here twice, first on line 5");
  }

  @Test
  void everyProblemIsToldAtOnce() {
    assertThat(problemsOf(INSTRUMENTS + "polling: {prices: x, bars: y}\nterminal: z\n").lines())
        .hasSize(3);
  }

  @Test
  void anInlineTokenIsRefusedAndNotPrinted() {
    String problems = problemsOf(INSTRUMENTS + "telegram: {token: \"4711:CANARY\"}\n");

    assertThat(problems).contains("a token must not stand in the file").doesNotContain("CANARY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "telegram: \"123456789:CANARYshapedABCDEFGHIJKLMNOPQRSTU\"",
        "telegram: {\"123456789:CANARYshapedABCDEFGHIJKLMNOPQRSTU\": token}",
        "telegram: {token: \"file:123456789:CANARYshapedABCDEFGHIJKLMNOPQRSTU\"}",
        "admins: [\"123456789:CANARYshapedABCDEFGHIJKLMNOPQRSTU\"]",
        "sources: {coinbase: {url: \"https://me:CANARY@api.exchange.coinbase.com\"}}",
        "sources: {coinbase: {url: \"ftp://host/?apikey=CANARY\"}}",
        "store: {url: \"jdbc:postgresql://me:CANARY@localhost:5432/lowtide\"}",
        "store: {url: \"jdbc:postgresql://localhost:5432/lowtide?password=CANARY\"}",
        "terminal: true\n123456789:CANARYshapedABCDEFGHIJKLMNOPQRSTU",
      })
  void aTokenWhereNoneBelongsIsNotPrintedEither(String line) {
    assertThat(problemsOf(INSTRUMENTS + line + "\n"))
        .contains("lowtide.yml:")
        .doesNotContain("CANARY");
  }

  @Test
  void whoHasNoTerminalIsToldHowToHaveOne() {
    assertThat(problemsOf(INSTRUMENTS + "terminal: false\nchats: [{chat: \"terminal:here\"}]\n"))
        .contains("terminal:here: is on a platform that is not configured")
        .endsWith("For example: terminal: true");
  }

  @Test
  void controlCharactersOfKeysAreMadeVisible() {
    assertThat(problemsOf(INSTRUMENTS + "\"\\e[31mred\": 1\n")).contains("lowtide.yml:5: ·[31mred");
  }

  @Test
  void aFileFullOfMistakesIsToldInPart() {
    String keys =
        IntStream.range(0, 400).mapToObj(i -> "key%d: 1\n".formatted(i)).collect(joining());

    assertThat(problemsOf(INSTRUMENTS + keys).lines())
        .hasSize(51)
        .last()
        .isEqualTo("... and 350 more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`polling:\n\tprices: 20s` | :6: not valid YAML: found character '\\t(TAB)'",
        "`polling:\n\tprices: 20s` | For example: two spaces in place of the tab",
        "`terminal: true\nno key\nlog: {}` | :7: not valid YAML: could not find expected ':'",
        "`? [a, b]\n: c` | :5: not valid YAML: a key must be a word",
        "`levels: 5` | levels: 5: must be a section",
      })
  void whatIsNoYamlIsToldWithItsOwnLine(String text, String expected) {
    String told = problemsOf(INSTRUMENTS + text.translateEscapes() + "\n");

    assertThat(told).contains(expected.replace("\\\\", "\\"));
    assertThat(told.lines()).hasSize(1);
  }

  @Test
  void tokensComeFromTheEnvironmentOrAFileAndAreNeverPrinted() throws Exception {
    Files.writeString(folder.resolve("secret"), "from-file\n");
    Settings settings =
        read(
            INSTRUMENTS + "telegram: {token: env:TELEGRAM}\ndiscord: {token: \"file:secret\"}\n",
            Map.of("TELEGRAM", "from-environment"));

    assertThat(settings.telegram().token().reveal()).isEqualTo("from-environment");
    assertThat(settings.discord().token().reveal()).isEqualTo("from-file");
    assertThat(settings.toString()).doesNotContain("from-environment").doesNotContain("from-file");
  }

  @Test
  void aTokenOfSeveralLinesIsRefusedUnseen() {
    assertThatThrownBy(
            () ->
                read(
                    INSTRUMENTS + "telegram: {token: env:TELEGRAM}\n",
                    Map.of("TELEGRAM", "4711:abc\u001b[31m\nxyz")))
        .hasMessageContaining("telegram.token: env:TELEGRAM: holds a line break")
        .hasMessageContaining("export TELEGRAM=...")
        .hasMessageNotContaining("xyz");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> ConfigFile.read(folder.resolve("none.yml"), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none.yml")
        .hasMessageContaining("there is no config file here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   \n",
        "just a word",
        "- a\n- list",
        "a: [1, 2",
        "a: {b: ]",
        "a: &x [1]\nb: *x",
        "\t- x: y",
        "a: b\n---\nc: d"
      })
  void whatIsNotAConfigIsRefused(String text) {
    assertThatThrownBy(() -> read(text, Map.of())).isInstanceOf(ConfigException.class);
  }

  @Test
  void nestingWithoutEndIsRefused() {
    assertThatThrownBy(() -> read("a: " + "[".repeat(100_000), Map.of()))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws Exception {
    Path file = folder.resolve("binary.yml");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

    assertThatThrownBy(() -> ConfigFile.read(file, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not text in UTF-8");
  }
}
