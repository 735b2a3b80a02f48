package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lowtide.config.ConfigFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets that would be noticed anywhere, in a bot whose servers say back whatever they were sent:
 * nothing that it writes may hold one.
 */
class CanaryTest {
  private static final String CANARY = "CANARY";
  private static final Map<String, String> SECRETS =
      Map.of(
          "TELEGRAM", "123456789:CANARYtelegramABCDEFGHIJKLMNOPQRSTUV",
          "DISCORD", "CANARYdiscordABCDEFGHIJ.ABCDEF.ABCDEFGHIJKLMNOPQRSTUVWXYZ12345",
          "TIINGO", "CANARYtiingo",
          "WATCH", "CANARYwatch-30c1");

  @TempDir private Path folder;
  private HttpServer echo;

  @BeforeEach
  void serve() throws Exception {
    echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    echo.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String said =
                "%s %s %s"
                    .formatted(
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders().entrySet(),
                        new String(
                            exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = said.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(500, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    echo.start();
  }

  @AfterEach
  void stop() {
    echo.stop(0);
  }

  private Path config(String format, int port) throws Exception {
    String url = "http://127.0.0.1:" + echo.getAddress().getPort();
    return Files.writeString(
        folder.resolve("lowtide.yml"),
        """
        instruments:
          BTC: {name: Bitcoin, kind: crypto, sources: {coinbase: BTC-USD}}
          PSCT: {name: Small-cap tech, kind: equity, sources: {tiingo: PSCT}}
          IWM: {name: Russell 2000, kind: equity, sources: {tiingo: IWM}}
        sources:
          coinbase: {url: "%1$s"}
          tiingo: {url: "%1$s", key: env:TIINGO}
        terminal: false
        log: {format: %2$s}
        watch: {port: %3$d, token: env:WATCH}
        telegram: {token: env:TELEGRAM, url: "%1$s"}
        discord: {token: env:DISCORD, restUrl: "%1$s/"}
        """
            .formatted(url, format, port));
  }

  private Process start(Path output, Path config, String... command) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    if (Runtime.version().feature() >= 22) {
      line.add("--enable-native-access=ALL-UNNAMED"); // as the jar's manifest says
    }
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "lowtide.app.Main"));
    line.addAll(List.of(command));
    line.addAll(
        List.of("--config", config.toString(), "--data", folder.resolve("data").toString()));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(SECRETS);
    return builder.start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "json"})
  void nothingThatTheBotWritesHoldsASecret(String format) throws Exception {
    int port;
    try (var socket = new java.net.ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Path config = config(format, port);
    Path log = folder.resolve("log");
    Process bot = start(log, config, "run");
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(
              () ->
                  Files.readString(log).contains("Telegram")
                      && Files.readString(log).contains("Discord")
                      && get(port, "/healthz").statusCode() == 200);
      for (String path : List.of("/", "/metrics", "/readyz", "/nothing")) {
        assertThat(get(port, path).body()).as(path).doesNotContain(CANARY);
      }
      assertThat(threadDump(bot)).contains("telegram").doesNotContain(CANARY);
      Files.writeString(config, Files.readString(config).replace("BTC-USD", "BTC-EUR"));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Files.readString(log).contains("applies from now on"));
    } finally {
      bot.destroy();
      assertThat(bot.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
    String written = Files.readString(log);
    assertThat(written).doesNotContain(CANARY);
    if (format.equals("json")) {
      ObjectMapper json = new ObjectMapper();
      for (String line : written.lines().toList()) {
        assertThat(line).startsWith("{");
        JsonNode event = json.readTree(line);
        assertThat(event.path("time").asText()).as(line).isNotEmpty();
        assertThat(event.path("message").asText()).as(line).isNotEmpty();
      }
    }
    try (var files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(CANARY);
      }
    }
  }

  /** Libraries name threads by what they do, down to the address that is called. */
  private static String threadDump(Process process) throws Exception {
    Process asking =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "Thread.print",
                "-l")
            .redirectErrorStream(true)
            .start();
    return new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .header("Authorization", "Bearer " + SECRETS.get("WATCH"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void noCommandPrintsOne() throws Exception {
    Path config = config("plain", 8080);
    assertThat(ConfigFile.read(config, SECRETS).toString()).doesNotContain(CANARY);
    for (String command : List.of("check", "doctor", "check --diff", "audit", "outbox")) {
      Path output = folder.resolve("output");
      Process process = start(output, config, command.split(" "));
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command).isTrue();
      assertThat(Files.readString(output)).as(command).isNotEmpty().doesNotContain(CANARY);
    }
  }
}
