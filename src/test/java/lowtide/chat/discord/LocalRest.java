package lowtide.chat.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lowtide.chat.RequestSchema;
import lowtide.chat.discord.LocalDiscord.Post;
import lowtide.chat.discord.LocalDiscord.Reply;
import lowtide.chat.discord.LocalDiscord.Step;

/**
 * Discord's REST API on a loopback port: what the bot asks for, remembered, and failures on demand.
 */
final class LocalRest implements AutoCloseable {
  private static final Pattern MESSAGES = Pattern.compile("/channels/([0-9]+)/messages");
  private static final Pattern CALLBACK = Pattern.compile("/interactions/([0-9]+)/[^/]+/callback");
  private static final Pattern HOOK = Pattern.compile("/webhooks/[0-9]+/token-([0-9]+)(/.*)?");

  /** How requests to such a path are answered, instead of as usual. */
  record Rule(String path, int status, String body, Map<String, String> headers) {}

  final List<Post> sent = new CopyOnWriteArrayList<>();
  final List<Reply> replies = new CopyOnWriteArrayList<>();
  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<JsonNode> commands = new CopyOnWriteArrayList<>();
  final List<Rule> once = new CopyOnWriteArrayList<>();
  final List<Rule> always = new CopyOnWriteArrayList<>();
  volatile boolean tokenRevoked;

  /** What every answer waits for. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  private final RequestSchema schema = new RequestSchema("discord");
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, String> byNonce = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(new DaemonThreads("local-rest"));
  private final Payloads payloads;
  private final HttpServer http;

  LocalRest(Payloads payloads) throws IOException {
    this.payloads = payloads;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    http.setExecutor(threads);
    http.createContext("/api/v10/", this::serve);
    http.start();
  }

  URI url() {
    InetSocketAddress at = http.getAddress();
    return URI.create(
        "http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + "/api/v10/");
  }

  @Override
  public void close() {
    gate.countDown();
    http.stop(0);
    threads.shutdownNow();
    schema.assertNoBreach();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/api/v10".length());
      requests.add(exchange.getRequestMethod() + " " + path);
      byte[] body = exchange.getRequestBody().readAllBytes();
      gate.await(30, TimeUnit.SECONDS);
      Rule rule = rule(path).orElse(null);
      if (rule != null) {
        rule.headers().forEach(exchange.getResponseHeaders()::add);
        answer(exchange, rule.status(), rule.body());
      } else if (tokenRevoked || !token(exchange).equals("Bot " + LocalDiscord.TOKEN)) {
        answer(exchange, 401, "{\"message\": \"401: Unauthorized\", \"code\": 0}");
      } else {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        try {
          respond(exchange, path, MultipartBody.of(type, body));
        } catch (IllegalArgumentException undocumented) {
          answer(exchange, 400, "{\"message\": \"Invalid Form Body\", \"code\": 50035}");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void respond(HttpExchange exchange, String path, MultipartBody body) throws IOException {
    Matcher messages = MESSAGES.matcher(path);
    Matcher callback = CALLBACK.matcher(path);
    Matcher hook = HOOK.matcher(path);
    if (path.equals("/users/@me")) {
      answer(exchange, 200, payloads.bot().toString());
    } else if (path.equals("/applications/" + LocalDiscord.BOT + "/commands")) {
      answer(exchange, 200, register(documented("commands", body)));
    } else if (path.equals("/users/@me/channels")) {
      answer(exchange, 200, payloads.direct().toString());
    } else if (messages.matches()) {
      answer(exchange, 200, post(messages.group(1), body));
    } else if (callback.matches()) {
      reply(callback.group(1), Step.DEFER, documented("callback", body), body.files());
      answer(exchange, 204, "");
    } else if (hook.matches() && exchange.getRequestMethod().equals("DELETE")) {
      reply(hook.group(1), Step.DELETE, json.createObjectNode(), Map.of());
      answer(exchange, 204, "");
    } else if (hook.matches()) {
      Step step = exchange.getRequestMethod().equals("PATCH") ? Step.EDIT : Step.FOLLOW_UP;
      reply(hook.group(1), step, documented("message", body), body.files());
      answer(
          exchange, 200, payloads.message(payloads.snowflake(), LocalDiscord.CHANNEL).toString());
    } else {
      answer(exchange, 404, "{\"message\": \"404: Not Found\", \"code\": 0}");
    }
  }

  private JsonNode documented(String kind, MultipartBody body) throws IOException {
    JsonNode request = json.readTree(body.json());
    schema.check(kind, request);
    return request;
  }

  private void reply(String interaction, Step step, JsonNode body, Map<String, byte[]> files) {
    JsonNode flags = step == Step.DEFER ? body.path("data").path("flags") : body.path("flags");
    replies.add(new Reply(interaction, step, body, files, (flags.asInt() & 64) != 0));
  }

  private String post(String channel, MultipartBody body) throws IOException {
    JsonNode message = documented("message", body);
    String nonce = channel + "/" + message.path("nonce").asText();
    boolean enforced = message.path("enforce_nonce").asBoolean();
    String id = payloads.snowflake();
    String known = enforced ? byNonce.putIfAbsent(nonce, id) : null;
    if (known == null) {
      sent.add(new Post(channel, message, body.files()));
    }
    return payloads.message(known == null ? id : known, channel).toString();
  }

  private String register(JsonNode list) {
    ArrayNode registered = json.createArrayNode();
    commands.clear();
    list.forEach(
        command -> {
          commands.add(command);
          ObjectNode answer = command.deepCopy();
          registered.add(
              answer.put("id", payloads.snowflake()).put("application_id", LocalDiscord.BOT));
        });
    return registered.toString();
  }

  private Optional<Rule> rule(String path) {
    for (Rule rule : once) {
      if (path.contains(rule.path()) && once.remove(rule)) {
        return Optional.of(rule);
      }
    }
    return always.stream().filter(rule -> path.contains(rule.path())).findFirst();
  }

  /** Interactions carry their own token and no other. */
  private static String token(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return given == null ? "" : given;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
    // What tells an answer of Discord's from one of the network in between.
    exchange.getResponseHeaders().putIfAbsent("Via", List.of("1.1 google"));
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
