package lowtide.chat.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import lowtide.chat.RequestSchema;
import lowtide.secret.Secret;

/**
 * A Bot API server on loopback that behaves like Telegram's as far as this bot uses it: long polls
 * with offsets, one poller at a time, strict markup, lengths and topics. What goes wrong at
 * Telegram can be scripted.
 */
public final class LocalTelegram implements AutoCloseable {
  public static final String TOKEN = "4711:CANARY-telegram-token";
  public static final String NAME = "lowtide_bot";

  /** A user who is not a bot; what {@link #say} speaks as. */
  public static final long USER = 501;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static {
    // Else the server holds back the second half of an answer until the first is acknowledged: 40
    // ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final RequestSchema schema = new RequestSchema("telegram");
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "local-bot-api");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, Deque<Script>> scripts = new HashMap<>();
  private final Map<String, Integer> calls = new HashMap<>();
  private final List<JsonNode> updates = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private final Map<String, List<String>> menus = new HashMap<>();
  private final List<String> topics = new ArrayList<>();
  private final List<String> admins = new ArrayList<>();
  private final List<String> edits = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final Map<Integer, JsonNode> keyboards = new HashMap<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile String token = TOKEN;
  private boolean webhook;
  private boolean down;
  private boolean closed;
  private long poller;
  private int lastUpdate = 100;
  private int lastMessage = 1000;
  private int perSecond = Integer.MAX_VALUE;
  private int refusals;

  /**
   * A message that the server took.
   *
   * @param text what a reader sees, without markup
   * @param markup as it was sent
   * @param thread forum topic, or empty
   * @param photo its bytes, empty for a text
   * @param nanos when, by {@link System#nanoTime}
   */
  public record Sent(
      String chat,
      String thread,
      String text,
      String markup,
      byte[] photo,
      boolean previews,
      int messageId,
      long nanos) {}

  /** A note that only who pressed a button sees; in a window of its own if {@code alert}. */
  public record Note(String text, boolean alert) {}

  /** How a call goes wrong: null status and body mean that the connection is cut. */
  private record Script(Integer status, String body) {}

  private record Reply(int status, String body) {}

  private LocalTelegram(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static LocalTelegram start() {
    return new LocalTelegram(0);
  }

  /** A server where another one was before. */
  public static LocalTelegram startAt(URI url) {
    return new LocalTelegram(url.getPort());
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public TelegramSettings settings() {
    return new TelegramSettings(new Secret(TOKEN), url());
  }

  /**
   * Somebody writes: in private if the id is positive, else in a group. Returns the update's id.
   */
  public int say(long chat, String text) {
    return push("message", message(chat, text));
  }

  /** Somebody writes in a forum topic, which exists from now on. */
  public int say(long chat, int thread, String text) {
    topic(chat, thread);
    ObjectNode message = message(chat, text);
    message.put("message_thread_id", thread).put("is_topic_message", true);
    return push("message", message);
  }

  public synchronized void topic(long chat, int thread) {
    topics.add(chat + "/" + thread);
  }

  /** Somebody presses a button of a message. */
  public int press(Sent message, String data) {
    ObjectNode query = MAPPER.createObjectNode().put("id", "q" + data).put("data", data);
    query.put("chat_instance", "1");
    query.putObject("from").put("id", USER).put("is_bot", false).put("first_name", "Ada");
    ObjectNode pressed = message(Long.parseLong(message.chat()), message.text());
    synchronized (this) {
      if (keyboards.get(message.messageId()) instanceof ArrayNode rows) {
        pressed.putObject("reply_markup").set("inline_keyboard", rows);
      }
    }
    query.set("message", pressed.put("message_id", message.messageId()));
    return push("callback_query", query);
  }

  /** The bot comes into a group, or leaves it. */
  public int member(long chat, String before, String after) {
    ObjectNode change = MAPPER.createObjectNode().put("date", 1_752_000_000);
    change.set("chat", message(chat, "").get("chat"));
    change.putObject("from").put("id", USER).put("is_bot", false).put("first_name", "Ada");
    for (String[] state : new String[][] {{"old", before}, {"new", after}}) {
      change
          .putObject(state[0] + "_chat_member")
          .put("status", state[1])
          .put("until_date", 0)
          .putObject("user")
          .put("id", 4711)
          .put("is_bot", true)
          .put("first_name", "L");
    }
    return push("my_chat_member", change);
  }

  /** The texts that took the place of others. */
  public synchronized List<String> edits() {
    return List.copyOf(edits);
  }

  /** What those who pressed were told, each alone. */
  public synchronized List<Note> notes() {
    return List.copyOf(notes);
  }

  /** The labels of the buttons below a message now, row by row. */
  public synchronized List<List<String>> keyboard(int messageId) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : keyboards.getOrDefault(messageId, MAPPER.createArrayNode())) {
      List<String> labels = new ArrayList<>();
      row.forEach(button -> labels.add(button.path("text").asText()));
      rows.add(labels);
    }
    return rows;
  }

  /** The buttons below a message now, as label=command. */
  public synchronized List<String> buttons(int messageId) {
    List<String> all = new ArrayList<>();
    for (JsonNode row : keyboards.getOrDefault(messageId, MAPPER.createArrayNode())) {
      row.forEach(
          button ->
              all.add(button.path("text").asText() + "=" + button.path("callback_data").asText()));
    }
    return all;
  }

  /** Makes {@link #USER} an admin of a group. */
  public synchronized void admin(long chat) {
    admins.add(chat + "/" + USER);
  }

  public synchronized void deleteTopic(long chat, int thread) {
    topics.remove(chat + "/" + thread);
  }

  /** A message as the Bot API describes one, to be changed and {@linkplain #push pushed}. */
  public synchronized ObjectNode message(long chat, String text) {
    ObjectNode message = MAPPER.createObjectNode();
    message.put("message_id", ++lastMessage).put("date", 1_752_000_000);
    ObjectNode where = message.putObject("chat").put("id", chat);
    where.put("type", chat > 0 ? "private" : "supergroup");
    message
        .putObject("from")
        .put("id", USER)
        .put("is_bot", false)
        .put("first_name", "Ada")
        .put("username", "ada");
    return message.put("text", text);
  }

  /** An update of any kind under the next id. */
  public int push(String kind, JsonNode content) {
    int id;
    synchronized (this) {
      id = ++lastUpdate;
    }
    ObjectNode update = MAPPER.createObjectNode().put("update_id", id);
    update.set(kind, content);
    push(update);
    return id;
  }

  /** An update as it is, its id included. */
  public synchronized void push(JsonNode update) {
    updates.add(update);
    notifyAll();
  }

  /** The next call of the method is answered with this instead. */
  public synchronized void fail(String method, int status, String body) {
    script(method, new Script(status, body));
  }

  /** The next call of the method is refused in the Bot API's form. */
  public void refuse(String method, int code, String description) {
    fail(method, code, error(code, description, ""));
  }

  /** As {@link #refuse}, with {@code parameters} such as {@code "retry_after":3}. */
  public void refuse(String method, int code, String description, String parameters) {
    fail(method, code, error(code, description, ",\"parameters\":{" + parameters + "}"));
  }

  /** The next call of the method ends without an answer. */
  public synchronized void cut(String method) {
    script(method, new Script(null, null));
  }

  /** While down, every connection is cut. */
  public synchronized void down(boolean now) {
    down = now;
    notifyAll();
  }

  /** From now on no second may hold more messages, as at Telegram. */
  public synchronized void limit(int messagesPerSecond) {
    perSecond = messagesPerSecond;
  }

  /** Why requests were refused as bad. */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  /** How many messages were one too many for the {@link #limit}. */
  public synchronized int refusals() {
    return refusals;
  }

  /** Makes the token of {@link #settings} worthless. */
  public synchronized void revokeToken() {
    token = "0:revoked";
    notifyAll();
  }

  public synchronized void webhook(boolean set) {
    webhook = set;
    notifyAll();
  }

  /** Updates that no poll has confirmed by its offset. */
  public synchronized List<JsonNode> waiting() {
    return List.copyOf(updates);
  }

  /** The next update gets the id after this one, as after a week without any. */
  public synchronized void restartNumbering(int last) {
    lastUpdate = last;
  }

  public synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** What a chat was sent, as its readers see it. */
  public List<String> texts(long chat) {
    return sent().stream().filter(s -> s.chat().equals("" + chat)).map(Sent::text).toList();
  }

  public synchronized int calls(String method) {
    return calls.getOrDefault(method.toLowerCase(Locale.ROOT), 0);
  }

  /** The commands offered in a scope such as {@code default} or {@code default/de}. */
  public synchronized List<String> menu(String scope) {
    return menus.getOrDefault(scope, List.of());
  }

  private void script(String method, Script script) {
    scripts.computeIfAbsent(method.toLowerCase(Locale.ROOT), m -> new ArrayDeque<>()).add(script);
    notifyAll();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = reply(exchange);
      if (reply == null) {
        return;
      }
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException, InterruptedException {
    String[] path = exchange.getRequestURI().getPath().split("/");
    byte[] body = exchange.getRequestBody().readAllBytes();
    String method = path[path.length - 1].toLowerCase(Locale.ROOT);
    Reply early = early(path, method);
    if (early != null) {
      return early.status() == 0 ? null : early;
    }
    try {
      return switch (method) {
        case "getme" ->
            ok("{\"id\":4711,\"is_bot\":true,\"first_name\":\"L\",\"username\":\"" + NAME + "\"}");
        case "deletewebhook" -> deleteWebhook();
        case "getupdates" -> poll(MAPPER.readTree(body));
        case "setmycommands" -> setMenu(documented(method, body));
        case "sendmessage" -> text(documented(method, body));
        case "answercallbackquery" -> note(documented(method, body));
        case "editmessagereplymarkup" -> edit(documented(method, body));
        case "editmessagetext" -> editText(documented(method, body));
        case "getchatadministrators" -> admins(documented(method, body));
        case "sendphoto" -> photo(Multipart.parse(exchange.getRequestHeaders(), body));
        default -> new Reply(404, error(404, "Not Found", ""));
      };
    } catch (IllegalArgumentException refusal) {
      refused.add(refusal.getMessage());
      return new Reply(400, error(400, "Bad Request: " + refusal.getMessage(), ""));
    }
  }

  /** What is answered before the method is looked at; status 0 cuts the connection. */
  private synchronized Reply early(String[] path, String method) {
    calls.merge(method, 1, Integer::sum);
    if (down) {
      return new Reply(0, "");
    }
    if (path.length != 3 || !path[1].equals("bot" + token)) {
      return new Reply(401, error(401, "Unauthorized", ""));
    }
    return scripted(method);
  }

  private synchronized Reply scripted(String method) {
    Script script = scripts.getOrDefault(method, new ArrayDeque<>()).poll();
    if (script == null) {
      return null;
    }
    return script.status() == null ? new Reply(0, "") : new Reply(script.status(), script.body());
  }

  private synchronized Reply deleteWebhook() {
    webhook = false;
    return ok("true");
  }

  private synchronized Reply poll(JsonNode request) throws InterruptedException {
    int offset = request.path("offset").asInt(0);
    // An offset beyond the last update confirms what there was when it was made, nothing newer.
    if (offset <= lastUpdate + 1) {
      updates.removeIf(update -> update.path("update_id").asLong(Long.MAX_VALUE) < offset);
    }
    long me = ++poller;
    notifyAll();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(request.path("timeout").asInt(0));
    while (!closed) {
      Reply trouble = trouble(me);
      if (trouble != null) {
        return trouble.status() == 0 ? null : trouble;
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (!updates.isEmpty() || left <= 0) {
        break;
      }
      wait(left);
    }
    ArrayNode batch = MAPPER.createArrayNode();
    updates.stream().limit(request.path("limit").asInt(100)).forEach(batch::add);
    return ok(batch.toString());
  }

  /** Why a poll ends early, or null. */
  private Reply trouble(long me) {
    if (down) {
      return new Reply(0, "");
    }
    if (!token.equals(TOKEN)) {
      return new Reply(401, error(401, "Unauthorized", ""));
    }
    if (webhook) {
      return new Reply(
          409, error(409, "Conflict: can't use getUpdates method while webhook is active", ""));
    }
    if (me != poller) {
      return new Reply(409, error(409, "Conflict: terminated by other getUpdates request", ""));
    }
    return scripted("getupdates");
  }

  private synchronized Reply setMenu(JsonNode request) {
    List<String> names = new ArrayList<>();
    request.path("commands").forEach(command -> names.add(command.path("command").asText()));
    String language = request.path("language_code").asText();
    menus.put(
        request.path("scope").path("type").asText("default")
            + (language.isEmpty() ? "" : "/" + language),
        names);
    return ok("true");
  }

  private Reply editText(JsonNode request) {
    String text = visible(request.path("text").asText(""), request.path("parse_mode").asText(""));
    if (text.isBlank() || text.length() > 4096) {
      throw new IllegalArgumentException("message text is empty or too long");
    }
    Reply edited = edit(request);
    synchronized (this) {
      edits.add(text);
    }
    return edited;
  }

  private Reply text(JsonNode request) {
    String markup = request.path("text").asText("");
    String text = visible(markup, request.path("parse_mode").asText(""));
    if (text.isBlank()) {
      throw new IllegalArgumentException("message text is empty");
    }
    if (text.length() > 4096) {
      throw new IllegalArgumentException("message is too long");
    }
    boolean previews = !request.path("link_preview_options").path("is_disabled").asBoolean(false);
    String thread = request.path("message_thread_id").asText("");
    JsonNode keyboard = checked(written(request));
    String chat = request.path("chat_id").asText();
    return take(chat, thread, text, markup, new byte[0], previews, keyboard);
  }

  private JsonNode documented(String method, byte[] body) throws IOException {
    JsonNode request = MAPPER.readTree(body);
    schema.check(method, request);
    return request;
  }

  private Reply photo(Map<String, byte[]> form) throws IOException {
    ObjectNode request = MAPPER.createObjectNode();
    String picture = Multipart.text(form, "photo").replaceFirst("^attach://", "");
    for (String field : form.keySet()) {
      if (field.equals("reply_markup")) {
        request.set(field, MAPPER.readTree(form.get(field)));
      } else if (!field.equals(picture)) {
        request.put(field, Multipart.text(form, field));
      }
    }
    schema.check("sendphoto", request);
    String markup = Multipart.text(form, "caption");
    String text = visible(markup, Multipart.text(form, "parse_mode"));
    if (text.length() > 1024) {
      throw new IllegalArgumentException("message caption is too long");
    }
    String attached = Multipart.text(form, "photo").replaceFirst("^attach://", "");
    byte[] photo = form.get(attached);
    if (photo == null || photo.length == 0) {
      throw new IllegalArgumentException("there is no photo in the request");
    }
    String thread = Multipart.text(form, "message_thread_id");
    String below = Multipart.text(form, "reply_markup");
    JsonNode keyboard = checked(below.isEmpty() ? "{}" : below);
    return take(Multipart.text(form, "chat_id"), thread, text, markup, photo, false, keyboard);
  }

  private static String visible(String markup, String mode) {
    return mode.equalsIgnoreCase("html") ? BotApiHtml.visible(markup) : markup;
  }

  private synchronized Reply take(
      String chat,
      String thread,
      String text,
      String markup,
      byte[] photo,
      boolean previews,
      JsonNode keyboard) {
    if (!thread.isEmpty() && !topics.contains(chat + "/" + thread)) {
      throw new IllegalArgumentException("message thread not found");
    }
    if (sent.size() >= perSecond
        && System.nanoTime() - sent.get(sent.size() - perSecond).nanos()
            < TimeUnit.SECONDS.toNanos(1)) {
      refusals++;
      return new Reply(
          429,
          error(429, "Too Many Requests: retry after 3", ",\"parameters\":{\"retry_after\":3}"));
    }
    int id = ++lastMessage;
    keyboards.put(id, keyboard);
    sent.add(new Sent(chat, thread, text, markup, photo, previews, id, System.nanoTime()));
    ObjectNode message = MAPPER.createObjectNode().put("message_id", id).put("date", 1_752_000_000);
    message.putObject("chat").put("id", -1).put("type", "supergroup");
    return ok(message.put("text", text).toString());
  }

  private synchronized Reply note(JsonNode request) {
    String text = request.path("text").asText("");
    if (text.length() > 200) {
      throw new IllegalArgumentException("MESSAGE_TOO_LONG");
    }
    notes.add(new Note(text, request.path("show_alert").asBoolean(false)));
    return ok("true");
  }

  private synchronized Reply edit(JsonNode request) {
    keyboards.put(request.path("message_id").asInt(), checked(written(request)));
    return ok("true");
  }

  private static String written(JsonNode request) {
    JsonNode markup = request.path("reply_markup");
    return markup.isMissingNode() || markup.isNull() ? "{}" : markup.toString();
  }

  private static JsonNode checked(String markup) {
    JsonNode keyboard;
    try {
      keyboard = MAPPER.readTree(markup).path("inline_keyboard");
    } catch (IOException e) {
      throw new IllegalArgumentException("can't parse reply keyboard markup JSON object", e);
    }
    for (JsonNode row : keyboard) {
      for (JsonNode button : row) {
        int bytes = button.path("callback_data").asText("").getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > 64) {
          throw new IllegalArgumentException("BUTTON_DATA_INVALID");
        }
        if (button.path("text").asText("").isBlank()) {
          throw new IllegalArgumentException("text buttons are not allowed to be empty");
        }
      }
    }
    return keyboard;
  }

  private synchronized Reply admins(JsonNode request) {
    String chat = request.path("chat_id").asText() + "/";
    ArrayNode members = MAPPER.createArrayNode();
    for (String admin : admins) {
      if (admin.startsWith(chat)) {
        members
            .addObject()
            .put("status", "administrator")
            .putObject("user")
            .put("id", Long.parseLong(admin.substring(chat.length())))
            .put("is_bot", false)
            .put("first_name", "Ada");
      }
    }
    return ok(members.toString());
  }

  private static Reply ok(String result) {
    return new Reply(200, "{\"ok\":true,\"result\":" + result + "}");
  }

  private static String error(int code, String description, String more) {
    return "{\"ok\":false,\"error_code\":"
        + code
        + ",\"description\":"
        + MAPPER.getNodeFactory().textNode(description)
        + more
        + "}";
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    server.stop(0);
    threads.shutdownNow();
    schema.assertNoBreach();
  }
}
