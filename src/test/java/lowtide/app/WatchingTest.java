package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lowtide.chat.Request;
import lowtide.chat.console.Console;
import lowtide.config.ConfigException;
import lowtide.config.ConfigFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The bot as it is watched from outside, over HTTP. */
class WatchingTest {
  private static final String TOKEN = "canary-9f81c7";
  private static final String SHORT = "k3v9x2q7";
  private static final String FOREIGN = "gehe!m€-töken1";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Bot bot;

  private void start(String watch) throws Exception {
    Path file = folder.resolve("lowtide.yml");
    Files.writeString(
        file,
        """
        instruments:
          BTC: {name: Bitcoin, kind: crypto}
          PSCT: {name: Small-cap tech, kind: equity}
          IWM: {name: Russell 2000, kind: equity}
        levels: {watch: {BTC: [119000, 116000]}}
        sources: {use: simulated}
        clock: {start: 2025-07-10, speed: 3600}
        watch: {port: 0, %s}
        """
            .formatted(watch));
    bot =
        new Bot(
            ConfigFile.read(file, Map.of("WATCH", TOKEN, "SHORT", SHORT, "FOREIGN", FOREIGN)),
            folder.resolve("data"),
            Clock.systemUTC(),
            new Console(
                Reader.nullReader(),
                new PrintStream(OutputStream.nullOutputStream()),
                folder.resolve("charts")),
            7);
    bot.start();
  }

  @AfterEach
  void close() {
    if (bot != null) {
      bot.close();
    }
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d%s".formatted(bot.watchPort(), path)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void thePageIsWholeWithoutScripts() throws Exception {
    start("bind: 127.0.0.1");
    HttpResponse<String> page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<h1>Lowtide</h1>")
        .contains("Signals now")
        .contains("What is armed, and how far")
        .contains("BTC below $116,000")
        .contains("Last alerts")
        .contains("lang=\"en\"");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    for (String image : new String[] {"/chart/dip-dark.png", "/chart/phase-light.png"}) {
      assertThat(get(image).headers().firstValue("Content-Type")).hasValue("image/png");
    }
    assertThat(get("/style.css").statusCode()).isEqualTo(200);
    assertThat(get("/live.js").statusCode()).isEqualTo(200);
    assertThat(get("/chart/forget-dark.png").statusCode()).isEqualTo(404);
    assertThat(get("/../../etc/passwd").statusCode()).isEqualTo(404);
  }

  @Test
  void aSupervisorIsToldThatItIsAliveAndReady() throws Exception {
    start("bind: 127.0.0.1");
    assertThat(get("/healthz").body().strip()).isEqualTo("alive");
    assertThat(get("/readyz").body().strip()).isEqualTo("ready");
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void prometheusIsToldWhatMatters() throws Exception {
    start("bind: 127.0.0.1");
    String metrics = get("/metrics").body();
    assertThat(metrics)
        .contains("lowtide_price_age_seconds{instrument=\"BTC\"}")
        .contains("lowtide_risk_index{instrument=\"BTC\",phase=")
        .contains("lowtide_correlation{asset=\"BTC\",proxy=\"PSCT\"}")
        .contains("lowtide_level_breached{instrument=\"BTC\",level=\"116000\"}")
        .contains("lowtide_outbox_owed 0.0")
        .contains("lowtide_outbox_oldest_seconds")
        .contains("lowtide_poll_seconds_count{")
        .containsPattern("lowtide_source_age_seconds\\{source=\"[^\"]+\"} ")
        .contains("lowtide_task_seconds_count{task=\"prices\"}")
        .contains("lowtide_task_lag_seconds{task=\"prices\"}")
        .contains("jvm_memory_used_bytes")
        .contains("jvm_threads_live_threads");
  }

  @Test
  void howEachRuleStandsIsAFigure() throws Exception {
    start("bind: 127.0.0.1");
    ask("alert BTC < 1000");
    ask("alert BTC < 900000");
    ask("alert save BTC < 1000");
    ask("alert save BTC < 900000");
    Map<String, Double> figures = new HashMap<>();
    await()
        .untilAsserted(
            () -> {
              get("/metrics")
                  .body()
                  .lines()
                  .filter(line -> line.startsWith("lowtide_"))
                  .forEach(
                      line ->
                          figures.put(
                              line.substring(0, line.lastIndexOf(' ')),
                              Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
              assertThat(figures)
                  .containsEntry("lowtide_own_alerts{state=\"watching\"}", 1.0)
                  .containsEntry("lowtide_own_alerts{state=\"true\"}", 1.0)
                  .containsEntry("lowtide_own_alerts{state=\"unread\"}", 0.0);
            });
    for (String rule :
        List.of("levels:BTC", "correlation:BTC", "change:BTC", "phase:BTC", "setup:BTC")) {
      assertThat(figures).containsEntry("lowtide_rule_read{rule=\"%s\"}".formatted(rule), 1.0);
    }
    for (String named : List.of("correlation_label", "risk_phase", "setup_label")) {
      assertThat(figures.keySet().stream().filter(key -> key.startsWith("lowtide_" + named)))
          .as("%s: one of those there are", named)
          .hasSizeGreaterThanOrEqualTo(3)
          .filteredOn(key -> figures.get(key) == 1)
          .hasSize(1);
    }
    assertThat(figures)
        .containsKey("lowtide_correlation_label{asset=\"BTC\",proxy=\"PSCT\",state=\"weak\"}")
        .containsKey("lowtide_change_statistic{asset=\"BTC\",proxy=\"PSCT\"}")
        .containsEntry("lowtide_change_armed{asset=\"BTC\",proxy=\"PSCT\"}", 1.0)
        .containsKey("lowtide_setup_conditions{instrument=\"BTC\"}");
  }

  private void ask(String typed) {
    bot.commands().answer(new Request(Console.CHAT, "me", true, "", List.of()).saying(typed));
  }

  @Test
  void theDashboardAndTheRulesGoByMetricsThatThereAre() throws Exception {
    start("bind: 127.0.0.1");
    Set<String> known =
        get("/metrics")
            .body()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("[{ ]")[0])
            .collect(Collectors.toSet());
    assertThat(known).hasSizeGreaterThan(40);
    for (String file : List.of("grafana.json", "alerts.yml")) {
      // In an expression a metric is followed by its labels, an operator or a bracket.
      Set<String> used =
          Pattern.compile("\\b(lowtide|jvm|process|system)_[a-z_]+(?=[{)\\[, ]+)")
              .matcher(
                  Files.readAllLines(Path.of("docs/watching", file)).stream()
                      .filter(line -> !line.strip().startsWith("do:"))
                      .collect(Collectors.joining("\n")))
              .results()
              .map(MatchResult::group)
              .collect(Collectors.toSet());
      assertThat(used).as(file).hasSizeGreaterThan(5).isSubsetOf(known);
    }
  }

  @Test
  void whoeverDoesNotKnowTheTokenReadsNothing() throws Exception {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger logger = (Logger) LoggerFactory.getLogger("lowtide.watch.Refusals");
    logger.addAppender(lines);
    start("bind: 0.0.0.0, token: env:WATCH");
    String basic =
        "Basic "
            + Base64.getEncoder().encodeToString(("me:" + TOKEN).getBytes(StandardCharsets.UTF_8));
    for (String path : new String[] {"/", "/metrics", "/healthz", "/style.css", "/nothing"}) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(401);
      assertThat(get(path, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
      assertThat(get(path, "Authorization", "Basic %%%").statusCode()).isEqualTo(401);
    }
    assertThat(get("/metrics", "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
    HttpResponse<String> page = get("/", "Authorization", basic);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain(TOKEN);
    assertThat(get("/metrics", "Authorization", basic).body()).doesNotContain(TOKEN);
    logger.detachAppender(lines);
    assertThat(lines.list)
        .as("a line a minute, without what was tried")
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .isEqualTo("a wrong token for the page was given: 1 lately, the last from 127.0.0.1");
  }

  @Test
  void withoutATokenItIsThisMachineAloneByItsOwnName() throws Exception {
    assertThat(
            org.junit.jupiter.api.Assertions.assertThrows(
                    ConfigException.class, () -> start("bind: 0.0.0.0"))
                .getMessage())
        .contains("a token is needed there");
    assertThat(
            org.junit.jupiter.api.Assertions.assertThrows(
                    ConfigException.class, () -> start("bind: 0.0.0.0, token: env:SHORT"))
                .getMessage())
        .contains("a token of 8 characters can be guessed")
        .doesNotContain(SHORT);
    assertThat(
            org.junit.jupiter.api.Assertions.assertThrows(
                    ConfigException.class, () -> start("bind: 127.0.0.1, token: env:FOREIGN"))
                .getMessage())
        .contains("a token is of printable ASCII alone")
        .doesNotContain(FOREIGN);
    start("bind: 127.0.0.1");
    assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421");
    assertThat(
            raw(
                "POST / HTTP/1.1\r\n"
                    + "Host: localhost\r\n"
                    + "Content-Length: 0\r\n"
                    + "Connection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 405");
    assertThat(raw("GET /<script> HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
    assertThat(raw("GET /healthz HTTP/1.0\r\n\r\n")).as("a plain supervisor").contains("alive");
    assertThat(raw("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .doesNotContain("<html");
    for (String path :
        List.of(
            "/%2e%2e/%2e%2e/etc/passwd",
            "/..%2f..%2fetc/passwd",
            "//etc/passwd",
            "/chart/../../x.png",
            "/style.css/../live.js",
            "/chart/%00-dark.png")) {
      assertThat(
              raw(
                  "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                      .formatted(path)))
          .as(path)
          .matches("(?s)HTTP/1.1 40[04] .*")
          .doesNotContain("root:");
    }
    assertThat(get("/healthz").statusCode()).as("all that has not hurt it").isEqualTo(200);
  }

  private String raw(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bot.watchPort())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
