package lowtide.chat.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What Discord says, with the fields that JDA insists on. */
final class Payloads {
  private static final long DISCORD_EPOCH = 1_420_070_400_000L;

  private final ObjectMapper json = new ObjectMapper();
  private final AtomicLong counter = new AtomicLong();

  /** An id of this moment: clients read the time out of it. */
  String snowflake() {
    long now = Clock.systemUTC().millis() - DISCORD_EPOCH;
    return Long.toString((now << 22) | (counter.incrementAndGet() & 0x3F_FFFF));
  }

  ObjectNode bot() {
    return object(
        """
        {"id": "%s", "username": "lowtide", "discriminator": "0", "avatar": null,
         "bot": true, "verified": true, "mfa_enabled": false}
        """
            .formatted(LocalDiscord.BOT));
  }

  ObjectNode user(String id) {
    return object(
        """
        {"id": "%s", "username": "trader", "discriminator": "0", "avatar": null, "bot": false}
        """
            .formatted(id));
  }

  /**
   * @param server whether the session is of the shard that has it
   */
  ObjectNode ready(URI gateway, boolean server) {
    ObjectNode ready =
        object(
            """
            {"v": 10, "session_id": "session-%s", "resume_gateway_url": "%s",
             "private_channels": [], "guilds": [%s],
             "application": {"id": "%s", "flags": 0}}
            """
                .formatted(
                    snowflake(),
                    gateway,
                    server
                        ? "{\"id\": \"%s\", \"unavailable\": true}".formatted(LocalDiscord.GUILD)
                        : "",
                    LocalDiscord.BOT));
    ready.set("user", bot());
    return ready;
  }

  ObjectNode left(String guild) {
    return object("{\"id\": \"%s\"}".formatted(guild));
  }

  /** Everybody may do everything but manage it; its owner is the user. */
  ObjectNode guild() {
    ObjectNode guild =
        object(
            """
            {"id": "%1$s", "name": "Traders", "owner_id": "%2$s", "member_count": 2,
             "afk_timeout": 300, "preferred_locale": "en-US", "features": [], "emojis": [],
             "stickers": [], "voice_states": [], "threads": [], "presences": [],
             "guild_scheduled_events": [], "stage_instances": [],
             "roles": [{"id": "%1$s", "name": "@everyone", "permissions": "2251799813685207",
               "position": 0, "color": 0, "hoist": false, "managed": false,
               "mentionable": false, "colors": {"primary_color": 0}}],
             "channels": [{"id": "%3$s", "type": 0, "name": "signals", "position": 0,
               "permission_overwrites": []}]}
            """
                .formatted(LocalDiscord.GUILD, LocalDiscord.USER, LocalDiscord.CHANNEL));
    ObjectNode self = member(bot());
    guild.putArray("members").add(self);
    return guild;
  }

  /** A button pressed on a message in the guild's channel. */
  ObjectNode press(String id, String messageId, String command, boolean admin) {
    ObjectNode event = slash(id, LocalDiscord.CHANNEL, false, "x", Map.of());
    event.put("type", 3);
    ObjectNode message = message(messageId, LocalDiscord.CHANNEL);
    ArrayNode row =
        message.putArray("components").addObject().put("type", 1).putArray("components");
    button(row, "x", command);
    if (!command.startsWith("why")) {
      button(row, "Why", "why BTC");
    }
    event.set("message", message);
    event.putObject("data").put("component_type", 2).put("custom_id", command);
    if (!admin) {
      event.set("member", member(user(LocalDiscord.STRANGER)));
    }
    return event;
  }

  private static void button(ArrayNode row, String label, String command) {
    row.addObject().put("type", 2).put("style", 2).put("label", label).put("custom_id", command);
  }

  ObjectNode typing(String id, String command, String option, String typed) {
    ObjectNode event = slash(id, LocalDiscord.CHANNEL, false, command, Map.of(option, typed));
    event.put("type", 4);
    ((ObjectNode) event.path("data").path("options").path(0)).put("focused", true);
    return event;
  }

  ObjectNode otherGuild(String id, String channel, boolean mayWrite) {
    String everything = guild().toString();
    ObjectNode other =
        object(
            everything
                .replace(LocalDiscord.GUILD, id)
                .replace(LocalDiscord.CHANNEL, channel)
                .replace("2251799813685207", mayWrite ? "2251799813685207" : "0"));
    other.put("joined_at", "2026-01-02T03:04:05.000000+00:00");
    return other;
  }

  /** A private chat with the user, who owns the guild. */
  ObjectNode direct() {
    ObjectNode chat = object("{\"id\": \"%s\", \"type\": 1}".formatted(LocalDiscord.DIRECT));
    chat.putArray("recipients").add(user(LocalDiscord.USER));
    return chat;
  }

  /** A command picked in the guild's channel by some member of it. */
  ObjectNode slashBy(String user, String id, String command, Map<String, String> options) {
    ObjectNode event = slash(id, LocalDiscord.CHANNEL, false, command, options);
    event.set("member", member(user(user)));
    return event;
  }

  /** A command picked in a channel of the guild, or in private. */
  ObjectNode slash(
      String id, String channel, boolean privately, String command, Map<String, String> options) {
    ObjectNode event =
        object(
            """
            {"id": "%1$s", "application_id": "%2$s", "type": 2, "token": "token-%1$s",
             "version": 1, "channel_id": "%3$s", "context": "%4$d", "locale": "en-US",
             "authorizing_integration_owners": {}, "entitlements": [],
             "channel": {"id": "%3$s", "type": %4$d}}
            """
                .formatted(id, LocalDiscord.BOT, channel, privately ? 1 : 0));
    if (privately) {
      event.set("user", user(LocalDiscord.USER));
      ObjectNode chat = (ObjectNode) event.path("channel");
      chat.putArray("recipients").add(user(LocalDiscord.USER));
    } else {
      event.put("guild_id", LocalDiscord.GUILD);
      event.set(
          "guild", json.createObjectNode().put("id", LocalDiscord.GUILD).put("locale", "en-US"));
      event.set("member", member(user(LocalDiscord.USER)));
    }
    ObjectNode data = event.putObject("data");
    data.put("id", snowflake()).put("name", command).put("type", 1);
    ArrayNode given = data.putArray("options");
    options.forEach(
        (name, value) -> given.addObject().put("name", name).put("type", 3).put("value", value));
    return event;
  }

  ObjectNode message(String id, String channel) {
    ObjectNode message =
        object(
            """
            {"id": "%s", "channel_id": "%s", "type": 0, "content": "", "pinned": false,
             "tts": false, "mention_everyone": false, "mentions": [], "mention_roles": [],
             "embeds": [], "attachments": [], "timestamp": "2026-11-02T15:04:05.000000+00:00",
             "edited_timestamp": null, "flags": 0}
            """
                .formatted(id, channel));
    message.set("author", bot());
    return message;
  }

  private ObjectNode member(ObjectNode user) {
    ObjectNode member =
        object(
            """
            {"roles": [], "joined_at": "2026-01-02T03:04:05.000000+00:00", "deaf": false,
             "mute": false, "permissions": "2251799813685247", "flags": 0}
            """);
    member.set("user", user);
    return member;
  }

  ObjectNode object(String text) {
    try {
      return (ObjectNode) json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
