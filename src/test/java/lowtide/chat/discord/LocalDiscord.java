package lowtide.chat.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import lowtide.secret.Secret;

/**
 * A small Discord on loopback ports: REST over HTTP and the gateway over a WebSocket. It remembers
 * what it was told, and fails on demand.
 */
public final class LocalDiscord implements AutoCloseable {
  public static final String TOKEN = "local.discord.token";
  public static final String BOT = "1100000000000000001";
  public static final String USER = "1100000000000000002";

  /** Somebody who may not manage the server. */
  static final String STRANGER = "1100000000000000009";

  public static final String GUILD = "1100000000000000003";
  public static final String CHANNEL = "1100000000000000004";

  /** A private chat with {@link #USER}. */
  public static final String DIRECT = "1100000000000000005";

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

  private final Payloads payloads = new Payloads();
  private final LocalGateway gateway = new LocalGateway(TOKEN, payloads);
  private final LocalRest rest = new LocalRest(payloads);

  private LocalDiscord() throws IOException {}

  public static LocalDiscord start() throws IOException {
    return new LocalDiscord();
  }

  public URI restUrl() {
    return rest.url();
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

  /** One of many members picks a command. */
  public String slashBy(String user, String command) {
    String id = payloads.snowflake();
    gateway.dispatch("INTERACTION_CREATE", payloads.slashBy(user, id, command, Map.of()));
    return id;
  }

  /** A member who may manage nothing picks a command in the guild's channel. */
  public String slashByStranger(String command, Map<String, String> options) {
    String id = payloads.snowflake();
    gateway.dispatch(
        "INTERACTION_CREATE",
        payloads.slashBy(STRANGER, id, command, new LinkedHashMap<>(options)));
    return id;
  }

  /** Somebody picks a command in a private chat. */
  public String slashPrivately(String command, Map<String, String> options) {
    return interaction(payloads.snowflake(), DIRECT, true, command, options);
  }

  /** Somebody presses a button in a channel of the guild; an admin of it, or not. */
  public String press(String command, boolean admin) {
    String id = payloads.snowflake();
    gateway.dispatch(
        "INTERACTION_CREATE", payloads.press(id, payloads.snowflake(), command, admin));
    return id;
  }

  /** Somebody types a value of an option. */
  public String type(String command, String option, String typed) {
    String id = payloads.snowflake();
    gateway.dispatch("INTERACTION_CREATE", payloads.typing(id, command, option, typed));
    return id;
  }

  /** The bot is invited to another server, in whose channel it may write, or not. */
  public void join(String guild, String channel, boolean mayWrite) {
    gateway.dispatch("GUILD_CREATE", payloads.otherGuild(guild, channel, mayWrite));
  }

  /** The bot is thrown out of a server, or the server is deleted. */
  public void leave(String guild) {
    gateway.dispatch("GUILD_DELETE", payloads.left(guild));
  }

  /** The same interaction once more, as after a lost connection. */
  public void repeat(String interaction, String channel, String command) {
    interaction(interaction, channel, false, command, Map.of());
  }

  /** What channels were sent, repetitions of a nonce left out. */
  public List<Post> sent() {
    return List.copyOf(rest.sent);
  }

  public List<Reply> replies(String interaction) {
    return rest.replies.stream().filter(reply -> reply.interaction().equals(interaction)).toList();
  }

  /** The commands in the menu, as registered last. */
  public List<JsonNode> commands() {
    return List.copyOf(rest.commands);
  }

  /** Every REST request so far, e.g. {@code GET /users/@me}. */
  public List<String> requests() {
    return List.copyOf(rest.requests);
  }

  public LocalGateway gateway() {
    return gateway;
  }

  /** Refuses the next request to such a path with Discord's JSON error. */
  public void failOnce(String path, int status, int code) {
    rest.once.add(error(path, status, code));
  }

  /** Refuses every request to such a path until {@link #recover}. */
  public void fail(String path, int status, int code) {
    rest.always.add(error(path, status, code));
  }

  /** Answers the next request to such a path like this. */
  public void answerOnce(String path, int status, String body, Map<String, String> headers) {
    rest.once.add(new LocalRest.Rule(path, status, body, headers));
  }

  public void recover() {
    rest.always.clear();
    rest.once.clear();
  }

  public void revokeToken() {
    rest.tokenRevoked = true;
  }

  /** Holds back every answer until {@link #release}. */
  public void hold() {
    rest.gate = new CountDownLatch(1);
  }

  public void release() {
    rest.gate.countDown();
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    rest.close();
  }

  private String interaction(
      String id, String channel, boolean privately, String command, Map<String, String> options) {
    gateway.dispatch(
        "INTERACTION_CREATE",
        payloads.slash(id, channel, privately, command, new LinkedHashMap<>(options)));
    return id;
  }

  private static LocalRest.Rule error(String path, int status, int code) {
    String body = "{\"message\": \"scripted\", \"code\": " + code + "}";
    return new LocalRest.Rule(path, status, body, Map.of());
  }
}
