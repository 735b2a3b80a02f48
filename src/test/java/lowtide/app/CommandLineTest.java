package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lowtide.market.TradingCalendar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as scripts use it: arguments in, output and exit code out. */
class CommandLineTest {
  @TempDir private Path folder;
  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private String out = "";
  private String err = "";

  @BeforeEach
  void writeHistory() throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    StringBuilder coin = new StringBuilder("date,close\n");
    StringBuilder fund = new StringBuilder("date,close\n");
    double coinPrice = 30_000;
    double fundPrice = 50;
    for (LocalDate day = LocalDate.of(2024, 1, 2);
        day.isBefore(LocalDate.of(2024, 7, 1));
        day = day.plusDays(1)) {
      double common = random.nextGaussian();
      coinPrice *= Math.exp(0.03 * (common + random.nextGaussian()));
      coin.append(day).append(',').append(coinPrice).append('\n');
      if (TradingCalendar.NEW_YORK.isSession(day)) {
        fundPrice *= Math.exp(0.01 * (common + random.nextGaussian()));
        fund.append(day).append(',').append(fundPrice).append('\n');
      }
    }
    Files.writeString(folder.resolve("ETH.csv"), coin);
    Files.writeString(folder.resolve("PSCT.csv"), fund);
  }

  @AfterEach
  void restore() {
    System.setOut(realOut);
    System.setErr(realErr);
  }

  private int run(String... arguments) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--data");
    all.add(folder.resolve("data").toString());
    int code = Main.execute(all.toArray(String[]::new));
    restore();
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private JsonNode json() throws Exception {
    return new ObjectMapper().readTree(out);
  }

  private void importAll() {
    assertThat(run("import", "--instrument", "ETH", file("ETH.csv"))).isZero();
    assertThat(run("import", "--instrument", "PSCT", file("PSCT.csv"))).isZero();
  }

  @Test
  void importIsIdempotent() {
    importAll();
    assertThat(run("import", "--instrument", "ETH", file("ETH.csv"))).isZero();
    assertThat(out).contains("0 new, 0 corrected, 181 known; 0 bad rows");
  }

  @Test
  void badRowsAreListedWithLineAndReasonAndGoodOnesKept() throws Exception {
    Files.writeString(
        folder.resolve("bad.csv"),
        """
        date,close
        2025-01-01,100
        2025-01-02,zero
        2025-01-03,-5
        2025-01-04,NaN
        2025-01-05,1e99
        2025-13-01,7
        2025-01-06,8,9
        2025-01-01,101
        2999-01-01,5
        0025-01-01,5
        2025-01-08,1e-320
        2025-01-07,107
        """);

    assertThat(run("import", "--instrument", "BTC", file("bad.csv"))).isEqualTo(1);

    assertThat(out)
        .contains("bad.csv:3: close is not a number: zero")
        .contains("bad.csv:4:")
        .contains("bad.csv:5:")
        .contains("bad.csv:6:")
        .contains("bad.csv:7: not a date")
        .contains("bad.csv:8: 3 columns where the header has 2")
        .contains("bad.csv:9: an earlier row has other values")
        .contains("bad.csv:10: the bar is not finished yet")
        .contains("bad.csv:11: before there were such prices")
        .contains("bad.csv:12: close must be above 0")
        .contains("2 new, 0 corrected, 0 known; 10 bad rows");
  }

  @Test
  void aFileWithoutHeaderAndAnUnknownSymbolAreBadInput() throws Exception {
    Files.writeString(folder.resolve("no.csv"), "2025-01-01,100\n");

    assertThat(run("import", "--instrument", "BTC", file("no.csv"))).isEqualTo(2);
    assertThat(err).contains("the first line must name the columns");
    assertThat(run("import", "--instrument", "BCT", file("ETH.csv"))).isEqualTo(2);
    assertThat(err).contains("did you mean BTC?");
    assertThat(run("import", "--instrument", "BTC", file("missing.csv"))).isEqualTo(2);
    assertThat(err).contains("missing.csv");
  }

  @Test
  void corrIsOneObjectWithTheFieldsThatScriptsReadAndFullPrecision() throws Exception {
    importAll();

    assertThat(run("ask", "--at", "2024-06-28", "--json", "/corr ETH PSCT 60")).isZero();

    assertThat(out.lines()).hasSize(1);
    assertThat(json().fieldNames())
        .toIterable()
        .containsExactly(
            "command",
            "asset",
            "proxy",
            "window",
            "asOf",
            "n",
            "nEff",
            "pearson",
            "spearman",
            "ewma",
            "beta",
            "low",
            "high",
            "label",
            "significant",
            "flags",
            "labelSince",
            "kendall",
            "partial",
            "controls");
    assertThat(json().path("asOf").asText()).isEqualTo("2024-06-28T20:00:00Z");
    assertThat(json().path("n").asInt()).isEqualTo(60);
    assertThat(json().path("flags").get(0).asText()).isEqualTo("ASYNC");
    double r = json().path("pearson").asDouble();
    assertThat(r).isBetween(0.1, 0.9).isNotEqualTo(Math.rint(r * 1e4) / 1e4);
    assertThat(json().path("low").asDouble()).isLessThan(r);
    assertThat(json().path("high").asDouble()).isGreaterThan(r);
  }

  @Test
  void anAnswerAsOfADayDoesNotKnowTheNext() throws Exception {
    importAll();
    run("ask", "--at", "2024-05-31", "--json", "/corr ETH PSCT 60");
    String before = out;
    Files.writeString(folder.resolve("later.csv"), "date,close\n2024-07-01,1\n2024-06-30,999999\n");
    run("import", "--instrument", "ETH", file("later.csv"));

    run("ask", "--at", "2024-05-31", "--json", "/corr ETH PSCT 60");

    assertThat(out).isEqualTo(before);
  }

  @Test
  void tooLittleDataSaysWhatIsMissing() throws Exception {
    importAll();

    assertThat(run("ask", "--at", "2024-02-15", "--json", "/corr ETH PSCT 60")).isZero();
    assertThat(json().path("pearson").isNull()).isTrue();
    assertThat(json().path("reason").asText()).contains("needs 54 of 60 sessions of ETH and PSCT");
    assertThat(run("ask", "--at", "2024-06-28", "--json", "/phase")).isZero();
    assertThat(json().path("phase").isNull()).isTrue();
    assertThat(json().path("reason").asText()).contains("days of BTC");
  }

  @Test
  void whatCannotBeUnderstoodExitsWithTwoAndAnExample() throws Exception {
    importAll();

    assertThat(run("ask", "--json", "/corr ETHH")).isEqualTo(2);
    assertThat(json().path("error").asText()).contains("ETHH").contains("Did you mean ETH?");
    assertThat(run("ask", "/crr")).isEqualTo(2);
    assertThat(out).contains("/corr");
    assertThat(run("ask", "/corr ETH PSCT 5")).isEqualTo(2);
    assertThat(run("ask", "--at", "someday", "/corr")).isEqualTo(2);
    assertThat(run("ask", "")).isEqualTo(2);
    assertThat(run("frobnicate")).isEqualTo(2);
    assertThat(run("replay", "--from", "2025-02-01", "--to", "2025-01-01")).isEqualTo(2);
    assertThat(run("check", "--config", file("none.yml"))).isEqualTo(2);
    assertThat(err).contains("none.yml");
  }

  @Test
  void replayTellsTheLevelsOfTheVectorAndNothingElse() throws Exception {
    double[] prices = {
      121_000, 119_800, 119_100, 118_900, 119_300, 118_950, 119_700, 115_500, 116_400, 116_600,
      119_600
    };
    StringBuilder csv = new StringBuilder("time,close\n");
    Instant time = Instant.parse("2025-07-10T00:00:00Z");
    for (double price : prices) {
      csv.append(time).append(',').append(price).append('\n');
      time = time.plusSeconds(3600);
    }
    Files.writeString(folder.resolve("BTC.csv"), csv);
    run("import", "--instrument", "BTC", file("BTC.csv"));

    assertThat(run("replay", "--from", "2025-07-10", "--to", "2025-07-10", "--json")).isZero();

    List<String> told = new ArrayList<>();
    for (String line : out.lines().toList()) {
      JsonNode alert = new ObjectMapper().readTree(line);
      told.add(
          "%s %s %s"
              .formatted(
                  alert.path("at").asText().substring(11, 13),
                  alert.path("event").asText(),
                  alert.path("levels")));
    }
    assertThat(told)
        .containsExactly(
            "02 APPROACH [119000]",
            "04 BREACH [119000]",
            "07 RECLAIM [119000]",
            "08 BREACH [119000,116000]",
            "10 RECLAIM [116000]",
            "11 RECLAIM [119000]");

    assertThat(run("ask", "--at", "2025-07-10T08:30:00Z", "--json", "/dip")).isZero();
    assertThat(json().path("levels").get(0).path("side").asText()).isEqualTo("below");
    assertThat(json().path("levels").get(0).path("armed").asBoolean()).isFalse();
    assertThat(json().path("levels").get(1).path("lastFired").asText())
        .isEqualTo("2025-07-10T08:00:00Z");
    assertThat(json().path("price").asDouble()).isEqualTo(115_500);
  }

  @Test
  void theSameSpanInTwoPartsTellsTheSame() throws Exception {
    importAll();
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder csv = new StringBuilder("time,close\n");
    Instant time = Instant.parse("2025-01-01T00:00:00Z");
    double deviation = 0;
    for (int i = 0; i < 24 * 60; i++) {
      deviation = 0.97 * deviation + 0.006 * random.nextGaussian();
      csv.append(time).append(',').append(118_000 * Math.exp(deviation)).append('\n');
      time = time.plusSeconds(3600);
    }
    Files.writeString(folder.resolve("BTC.csv"), csv);
    run("import", "--instrument", "BTC", file("BTC.csv"));

    run("replay", "--from", "2025-01-05", "--to", "2025-02-20", "--json");
    String whole = out;
    run("replay", "--from", "2025-01-05", "--to", "2025-01-25", "--json");
    String first = out;
    run("replay", "--from", "2025-01-26", "--to", "2025-02-20", "--json");

    assertThat(whole.lines()).hasSizeGreaterThan(4);
    assertThat(first + out).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "import", "outbox", "backup", "evidence"})
  void everySubcommandSaysHowItIsUsed(String subcommand) {
    assertThat(run(subcommand, "--help")).isZero();
    assertThat(out).startsWith("Usage: lowtide " + subcommand);
    assertThat(err).isEmpty();
  }

  @Test
  void whatOnlyARunningBotKnowsIsNotCalledUnknown() {
    importAll();
    assertThat(run("ask", "/alert BTC < 112000")).isEqualTo(2);
    assertThat(err).contains("only by a running bot").contains("/price");
    assertThat(run("ask", "/prise BTC")).isEqualTo(2);
    assertThat(out).contains("Perhaps you meant: /price BTC");
  }

  @Test
  void evidenceThatCannotBeWrittenIsOneLine() throws Exception {
    importAll();
    Files.writeString(folder.resolve("taken"), "");
    assertThat(run("evidence", "--out", file("taken"))).isEqualTo(2);
    assertThat(err.lines()).singleElement().asString().contains("--out: nothing can be written to");
  }

  @Test
  void aFileOfEvidenceThatIsNoneIsNamed() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("BTC.csv"), "no header\n");
    assertThat(run("evidence", "--out", file("out"))).isEqualTo(2);
    assertThat(err.lines())
        .singleElement()
        .asString()
        .contains("BTC.csv: the first line must name the columns");
  }

  @Test
  void outputThatAFullDiskCutsOffIsALoss() {
    assertThat(codeAfter("No space left on device")).isEqualTo(1);
    assertThat(err).contains("not all of the output could be written: No space left on device");
    assertThat(codeAfter("Broken pipe")).isZero();
    assertThat(err).isEmpty();
  }

  private int codeAfter(String trouble) {
    StandardOutput output =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException(trouble);
              }
            });
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    System.out.println("an answer");
    int code = output.exitCode(0);
    restore();
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  @Test
  void checkPrintsWhatIsWatchedAndWhoGetsIt() {
    assertThat(run("check")).isZero();
    assertThat(out)
        .contains("is valid")
        .contains("BTC levels $119,000, $116,000")
        .contains("PSCT (else IWM)")
        .contains("terminal:here gets levels, correlation, phase");
  }

  @Test
  void checkDiffShowsWhatAChangeWouldDoAndHowOftenItWouldHaveFired() throws Exception {
    StringBuilder csv = new StringBuilder("time,close\n");
    Instant time = Instant.parse("2025-07-01T00:00:00Z");
    for (int hour = 0; hour < 96; hour++) {
      csv.append(time).append(',').append(hour % 24 < 4 ? 118_000 : 125_000).append('\n');
      time = time.plusSeconds(3600);
    }
    Files.writeString(folder.resolve("BTC.csv"), csv);
    run("import", "--instrument", "BTC", file("BTC.csv"));
    assertThat(run("check", "--diff")).isZero();
    assertThat(out).contains("No config was applied in");

    Path usual = Path.of("config/lowtide.yml");
    AppliedConfig.keep(Files.readAllBytes(usual), folder.resolve("data"));
    assertThat(run("check", "--diff")).isZero();
    assertThat(out).contains("nothing would change");

    Path edited = folder.resolve("edited.yml");
    Files.writeString(
        edited, Files.readString(usual).replace("BTC: [119000, 116000]", "BTC: [116000, 112000]"));
    assertThat(run("check", "--diff", "--config", edited.toString())).isZero();
    assertThat(out)
        .contains("levels.watch.BTC: [119000, 116000] -> [116000, 112000]")
        .containsPattern("levels:BTC BREACH +3 -> 0  \\*");
  }
}
