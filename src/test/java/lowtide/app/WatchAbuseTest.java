package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a hostile reader of the watching port may do. The bot is a process of its own: the JDK's
 * server takes its limits when the first server of a process is made, which in tests is another.
 */
class WatchAbuseTest {
  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private int port;
  private Process bot;

  @BeforeEach
  void start() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path config = folder.resolve("lowtide.yml");
    Files.writeString(
        config,
        """
        instruments:
          BTC: {name: Bitcoin, kind: crypto}
          PSCT: {name: Small-cap tech, kind: equity}
          IWM: {name: Russell 2000, kind: equity}
        sources: {use: simulated}
        watch: {bind: 127.0.0.1, port: %d}
        """
            .formatted(port));
    bot =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "lowtide.app.Main",
                "run",
                "--config",
                config.toString(),
                "--data",
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await("the bot is up")
        .atMost(Duration.ofSeconds(40))
        .ignoreExceptions()
        .until(() -> status() == 200);
  }

  @AfterEach
  void stop() throws Exception {
    bot.destroyForcibly().waitFor();
  }

  @Test
  void aHugeHeaderIsNotRead() throws Exception {
    String huge = "X: " + "x".repeat(1_000_000) + "\r\n\r\n";
    try (Socket socket = connect()) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write(
              ("GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + huge)
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .doesNotContain("alive");
    } catch (SocketException cutOff) {
      // As good as an answer.
    }
    assertThat(status()).isEqualTo(200);
  }

  @Test
  void connectionsThatSayNothingDoNotKeepOthersOutForLong() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        silent.add(connect());
      }
      // Two that begin to ask and never end, one for each thread there is.
      for (Socket one : silent.subList(0, 2)) {
        one.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
      }
      await("those above the limit are let go, the silent ones after a while")
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> status() == 200);
    } finally {
      for (Socket one : silent) {
        one.close();
      }
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private int status() throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/healthz".formatted(port)))
                .timeout(Duration.ofSeconds(5))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
