package lowtide.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A headless Chromium with one page, spoken to by the DevTools protocol
 * (https://chromedevtools.github.io/devtools-protocol/).
 */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
  private final String session;

  /** Where it is on this machine, if it is. */
  static Optional<Path> program() {
    return List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * @param profile an empty folder
   */
  Chromium(Path program, Path profile) throws Exception {
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address(profile), new Ears())
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    String target = call("Target.createTarget", "url", "about:blank").get("targetId").asText();
    session = attach(target);
    call("Page.enable");
    call("Runtime.enable");
  }

  private URI address(Path profile) throws Exception {
    Path port = profile.resolve("DevToolsActivePort");
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until && process.isAlive()) {
      if (Files.exists(port)) {
        List<String> lines = Files.readAllLines(port);
        if (lines.size() == 2) {
          return URI.create("ws://127.0.0.1:%s%s".formatted(lines.get(0), lines.get(1)));
        }
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IOException(
        "Chromium did not start: " + Files.readString(profile.resolve("chromium.log")));
  }

  private String attach(String target) throws Exception {
    ObjectNode parameters = JSON.createObjectNode();
    parameters.put("targetId", target).put("flatten", true);
    return call(null, "Target.attachToTarget", parameters).get("sessionId").asText();
  }

  /** Parameters as {@code name, value, ...}. */
  JsonNode call(String method, Object... parameters) throws Exception {
    ObjectNode object = JSON.createObjectNode();
    for (int i = 0; i < parameters.length; i += 2) {
      object.set((String) parameters[i], JSON.valueToTree(parameters[i + 1]));
    }
    return call(session, method, object);
  }

  private JsonNode call(String session, String method, ObjectNode parameters) throws Exception {
    int id = ids.incrementAndGet();
    ObjectNode request = JSON.createObjectNode();
    request.put("id", id).put("method", method).set("params", parameters);
    if (session != null) {
      request.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    socket.sendText(JSON.writeValueAsString(request), true).get(5, TimeUnit.SECONDS);
    return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  void open(String url) throws Exception {
    loaded = new CompletableFuture<>();
    call("Page.navigate", "url", url);
    loaded.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** The value of a JavaScript expression. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            "expression",
            expression,
            "returnByValue",
            true,
            "awaitPromise",
            true);
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.get("exceptionDetails").toPrettyString());
    }
    return answer.get("result").path("value");
  }

  /** {@code light} or {@code dark}, at so many CSS pixels. */
  void show(String scheme, int width, int height) throws Exception {
    call(
        "Emulation.setEmulatedMedia",
        "features",
        List.of(Map.of("name", "prefers-color-scheme", "value", scheme)));
    call(
        "Emulation.setDeviceMetricsOverride",
        "width",
        width,
        "height",
        height,
        "deviceScaleFactor",
        1,
        "mobile",
        width < 600);
  }

  /** Presses the tab key once. */
  void tab() throws Exception {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          "type",
          type,
          "key",
          "Tab",
          "code",
          "Tab",
          "windowsVirtualKeyCode",
          9);
    }
  }

  /** The whole page as PNG. */
  byte[] picture() throws Exception {
    return picture("png");
  }

  /** As {@code png} or, a third as large, {@code webp}. */
  byte[] picture(String format) throws Exception {
    JsonNode answer =
        format.equals("png")
            ? call("Page.captureScreenshot", "format", "png", "captureBeyondViewport", true)
            : call(
                "Page.captureScreenshot",
                "format",
                format,
                "quality",
                70,
                "captureBeyondViewport",
                true);
    return Base64.getDecoder().decode(answer.get("data").asText());
  }

  @Override
  public void close() throws Exception {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  private final class Ears implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          heard(JSON.readTree(text.toString()));
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void heard(JsonNode message) {
      if (message.has("id")) {
        CompletableFuture<JsonNode> answer = asked.remove(message.get("id").asInt());
        if (message.has("error")) {
          answer.completeExceptionally(new IOException(message.get("error").toString()));
        } else {
          answer.complete(message.get("result"));
        }
      } else if (message.path("method").asText().equals("Page.loadEventFired")) {
        loaded.complete(null);
      }
    }
  }
}
