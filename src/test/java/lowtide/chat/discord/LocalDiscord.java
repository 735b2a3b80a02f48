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
import java.util.LinkedHashMap;
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
import lowtide.chat.Secret;

/**
 * A small Discord on loopback ports: REST over HTTP and the gateway over a WebSocket. It remembers
 * what it was told, and fails on demand.
 */
public final class LocalDiscord implements AutoCloseable {
  public static final String TOKEN = "local.discord.token";
  public static final String BOT = "1100000000000000001";
  public static final String USER = "1100000000000000002";
  public static final String GUILD = "1100000000000000003";
  public static final String CHANNEL = "1100000000000000004";

  /** A private chat with {@link #USER}. */
  public static final String DIRECT = "1100000000000000005";

  private static final Pattern MESSAGES = Pattern.compile("/channels/([0-9]+)/messages");
  private static final Pattern CALLBACK = Pattern.compile("/interactions/([0-9]+)/[^/]+/callback");
  private static final Pattern HOOK = Pattern.compile("/webhooks/[0-9]+/token-([0-9]+)(/.*)?");

  /** A message in a channel. */
  public record Post(String channel, JsonNode body, Map<String, byte[]> files) {
    public JsonNode embed() {
      return body.path("embeds").path(0);
    }
  }

  public enum Step {
    DEFER,
    EDIT,
    FOLLOW_UP,
    DELETE
  }

  /** A step in the answer to a command. */
  public record Reply(
      String interaction, Step step, JsonNode body, Map<String, byte[]> files, boolean ephemeral) {
    public JsonNode embed() {
      return body.path("embeds").path(0);
    }
  }

  private record Rule(String path, int status, String body, Map<String, String> headers) {}

  private final ObjectMapper json = new ObjectMapper();
  private final Payloads payloads = new Payloads();
  private final LocalGateway gateway = new LocalGateway(TOKEN, payloads);
  private final HttpServer http;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(new DaemonThreads("local-discord"));
  private final List<Post> sent = new CopyOnWriteArrayList<>();
  private final List<Reply> replies = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<JsonNode> commands = new CopyOnWriteArrayList<>();
  private final List<Rule> once = new CopyOnWriteArrayList<>();
  private final List<Rule> always = new CopyOnWriteArrayList<>();
  private final Map<String, String> byNonce = new ConcurrentHashMap<>();
  private volatile boolean tokenRevoked;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private LocalDiscord() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    http.setExecutor(threads);
    http.createContext("/api/v10/", this::serve);
    http.start();
  }

  public static LocalDiscord start() throws IOException {
    return new LocalDiscord();
  }

  public URI restUrl() {
    InetSocketAddress at = http.getAddress();
    return URI.create(
        "http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + "/api/v10/");
  }

  public URI gatewayUrl() {
    return gateway.url();
  }

  public DiscordSettings settings() {
    return new DiscordSettings(new Secret(TOKEN), restUrl(), gatewayUrl());
  }

  /**
   * Somebody picks a command in a channel of the guild.
   *
   * @return the interaction's id
   */
  public String slash(String channel, String command, Map<String, String> options) {
    return interaction(payloads.snowflake(), channel, false, command, options);
  }

  /** Somebody picks a command in a private chat. */
  public String slashPrivately(String command, Map<String, String> options) {
    return interaction(payloads.snowflake(), DIRECT, true, command, options);
  }

  /** The same interaction once more, as after a lost connection. */
  public void repeat(String interaction, String channel, String command) {
    interaction(interaction, channel, false, command, Map.of());
  }

  /** What channels were sent, repetitions of a nonce left out. */
  public List<Post> sent() {
    return List.copyOf(sent);
  }

  public List<Reply> replies(String interaction) {
    return replies.stream().filter(reply -> reply.interaction().equals(interaction)).toList();
  }

  /** The commands in the menu, as registered last. */
  public List<JsonNode> commands() {
    return List.copyOf(commands);
  }

  /** Every REST request so far, e.g. {@code GET /users/@me}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  public LocalGateway gateway() {
    return gateway;
  }

  /** Refuses the next request to such a path with Discord's JSON error. */
  public void failOnce(String path, int status, int code) {
    once.add(error(path, status, code));
  }

  /** Refuses every request to such a path until {@link #recover}. */
  public void fail(String path, int status, int code) {
    always.add(error(path, status, code));
  }

  /** Answers the next request to such a path like this. */
  public void answerOnce(String path, int status, String body, Map<String, String> headers) {
    once.add(new Rule(path, status, body, headers));
  }

  public void recover() {
    always.clear();
    once.clear();
  }

  public void revokeToken() {
    tokenRevoked = true;
  }

  /** Holds back every answer until {@link #release}. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  public void release() {
    gate.countDown();
  }

  @Override
  public void close() throws IOException {
    release();
    gateway.close();
    http.stop(0);
    threads.shutdownNow();
  }

  private String interaction(
      String id, String channel, boolean privately, String command, Map<String, String> options) {
    gateway.dispatch(
        "INTERACTION_CREATE",
        payloads.slash(id, channel, privately, command, new LinkedHashMap<>(options)));
    return id;
  }

  private static Rule error(String path, int status, int code) {
    String body = "{\"message\": \"scripted\", \"code\": " + code + "}";
    return new Rule(path, status, body, Map.of());
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
      } else if (tokenRevoked || !token(exchange).equals("Bot " + TOKEN)) {
        answer(exchange, 401, "{\"message\": \"401: Unauthorized\", \"code\": 0}");
      } else {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        respond(exchange, path, MultipartBody.of(type, body));
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
    } else if (path.equals("/applications/" + BOT + "/commands")) {
      answer(exchange, 200, register(json.readTree(body.json())));
    } else if (messages.matches()) {
      answer(exchange, 200, post(messages.group(1), body));
    } else if (callback.matches()) {
      reply(callback.group(1), Step.DEFER, json.readTree(body.json()), body.files());
      answer(exchange, 204, "");
    } else if (hook.matches() && exchange.getRequestMethod().equals("DELETE")) {
      reply(hook.group(1), Step.DELETE, json.createObjectNode(), Map.of());
      answer(exchange, 204, "");
    } else if (hook.matches()) {
      Step step = exchange.getRequestMethod().equals("PATCH") ? Step.EDIT : Step.FOLLOW_UP;
      reply(hook.group(1), step, json.readTree(body.json()), body.files());
      answer(exchange, 200, payloads.message(payloads.snowflake(), CHANNEL).toString());
    } else {
      answer(exchange, 404, "{\"message\": \"404: Not Found\", \"code\": 0}");
    }
  }

  private void reply(String interaction, Step step, JsonNode body, Map<String, byte[]> files) {
    JsonNode flags = step == Step.DEFER ? body.path("data").path("flags") : body.path("flags");
    replies.add(new Reply(interaction, step, body, files, (flags.asInt() & 64) != 0));
  }

  private String post(String channel, MultipartBody body) throws IOException {
    JsonNode message = json.readTree(body.json());
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
          registered.add(answer.put("id", payloads.snowflake()).put("application_id", BOT));
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
