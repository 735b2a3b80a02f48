package lowtide.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lowtide.chat.ChatId;
import org.jspecify.annotations.Nullable;

/** All that is stored about a chat: set aside, rewritten and deleted as a whole. */
final class ChatRows {
  /** What a chat has any number of. */
  private static final List<String> MANY = List.of("answer", "decision", "audit", "own_rule");

  /** What it chose. */
  private static final List<String> WISHES =
      List.of("chat_policy", "mute", "unwanted_level", "chat_settings");

  /** Itself and the topics in it. */
  private static final String AND_TOPICS = "(chat = ? OR substr(chat, 1, ?) = ?)";

  private ChatRows() {}

  /** Of a chat and the topics in it, those that anything was ever sent to or would be. */
  static List<ChatId> known(Connection connection, ChatId chat) throws SQLException {
    String written = chat.toString();
    Set<String> known = new LinkedHashSet<>();
    for (String table : List.of("chat", "own_rule", "chat_settings")) {
      known.addAll(
          Sql.list(
              connection,
              "SELECT chat FROM %s WHERE %s".formatted(table, AND_TOPICS),
              rows -> rows.getString(1),
              written,
              written.length() + 1,
              written + "/"));
    }
    return known.stream().map(ChatId::parse).toList();
  }

  static boolean isInactive(Connection connection, ChatId chat) throws SQLException {
    String written = chat.toString();
    return Sql.count(
            connection,
            "SELECT count(*) FROM chat WHERE inactive IS NOT NULL AND " + AND_TOPICS,
            written,
            written.length() + 1,
            written + "/")
        > 0;
  }

  /** It can be written to again; how many of its topics could not. */
  static int back(Connection connection, ChatId chat) throws SQLException {
    String written = chat.toString();
    return Sql.run(
        connection,
        "UPDATE chat SET inactive = NULL WHERE inactive IS NOT NULL AND " + AND_TOPICS,
        written,
        written.length() + 1,
        written + "/");
  }

  /** It cannot be written to, and is owed nothing. */
  static void gone(Connection connection, ChatId chat, String why, Instant now)
      throws SQLException {
    Sql.run(
        connection,
        """
        INSERT INTO chat (chat, platform, inactive) VALUES (?, ?, ?)
        ON CONFLICT (chat) DO UPDATE SET inactive = excluded.inactive
        """,
        chat.toString(),
        chat.platform(),
        why);
    // What is held for its quiet hours too: nobody is there to be told in the morning.
    Sql.run(
        connection,
        "UPDATE outbox SET state = 'CANCELLED', note = ?, settled_at = ?"
            + " WHERE chat = ? AND state IN ('OWED', 'HELD')",
        why,
        now.toEpochMilli(),
        chat.toString());
  }

  /** Where the new id is known already its own rows win. */
  static void moved(Connection connection, ChatId from, ChatId to) throws SQLException {
    String old = from.toString();
    String fresh = to.toString();
    Sql.run(
        connection,
        """
        INSERT INTO subscription (chat, topic)
        SELECT ?, topic FROM subscription WHERE chat = ? ON CONFLICT (chat, topic) DO NOTHING
        """,
        fresh,
        old);
    Sql.run(
        connection,
        """
        INSERT INTO chat (chat, platform, configured, inactive)
        SELECT ?, platform, configured, inactive FROM chat WHERE chat = ?
        ON CONFLICT (chat) DO NOTHING
        """,
        fresh,
        old);
    Sql.run(
        connection,
        """
        UPDATE outbox SET chat = ?, owner = NULL, leased_until = NULL
        WHERE chat = ? AND NOT EXISTS (
          SELECT 1 FROM outbox known WHERE known.chat = ? AND known.alert = outbox.alert)
        """,
        fresh,
        old,
        fresh);
    for (String table : MANY) {
      Sql.run(connection, "UPDATE %s SET chat = ? WHERE chat = ?".formatted(table), fresh, old);
    }
    for (String table : WISHES) {
      Sql.run(
          connection,
          "UPDATE %1$s SET chat = ? WHERE chat = ? AND NOT EXISTS (SELECT 1 FROM %1$s known WHERE known.chat = ?)"
              .formatted(table),
          fresh,
          old,
          fresh);
      delete(connection, table, old);
    }
    delete(connection, "subscription", old);
    delete(connection, "chat", old);
    // Told under its new id already.
    delete(connection, "outbox", old);
    remember(connection, old, fresh);
  }

  /** The config file may go on naming the old id. */
  private static void remember(Connection connection, String old, String fresh)
      throws SQLException {
    Sql.run(connection, "UPDATE moved_chat SET fresh = ? WHERE fresh = ?", fresh, old);
    Sql.run(
        connection,
        """
        INSERT INTO moved_chat (chat, fresh) VALUES (?, ?)
        ON CONFLICT (chat) DO UPDATE SET fresh = excluded.fresh
        """,
        old,
        fresh);
  }

  /** Where a chat is that moved; itself if it did not. */
  static ChatId whereIs(Connection connection, ChatId chat) throws SQLException {
    return Sql.first(
            connection,
            "SELECT fresh FROM moved_chat WHERE chat = ?",
            rows -> ChatId.parse(rows.getString(1)),
            chat.toString())
        .orElse(chat);
  }

  /**
   * @param person whom alone it belongs to; null for a group's
   */
  static void forget(Connection connection, ChatId chat, @Nullable String person)
      throws SQLException {
    String old = chat.toString();
    delete(connection, "outbox", old);
    for (String table : MANY) {
      delete(connection, table, old);
    }
    for (String table : WISHES) {
      delete(connection, table, old);
    }
    delete(connection, "bot_admin", old);
    delete(connection, "subscription", old);
    delete(connection, "chat", old);
    Sql.run(connection, "DELETE FROM moved_chat WHERE fresh = ?", old);
    deleteOrphans(connection);
    if (person != null) {
      forgetPerson(connection, chat.platform(), person);
    }
  }

  /** What rules of chats' own remembered and told, and notices, once they are nobody's any more. */
  static void deleteOrphans(Connection connection) throws SQLException {
    Sql.run(
        connection,
        """
        DELETE FROM rule_state WHERE rule LIKE 'own:%'
          AND NOT EXISTS (SELECT 1 FROM own_rule r WHERE rule_state.rule = 'own:' || r.id)
        """);
    Sql.run(
        connection,
        """
        DELETE FROM alert WHERE (rule LIKE 'own:%' OR topic = 'NOTICE')
          AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.alert = alert.id)
        """);
  }

  private static void delete(Connection connection, String table, String chat) throws SQLException {
    Sql.run(connection, "DELETE FROM %s WHERE chat = ?".formatted(table), chat);
  }

  /** What was done in groups stays; that this person did it does not. */
  private static void forgetPerson(Connection connection, String platform, String person)
      throws SQLException {
    Sql.run(
        connection, "DELETE FROM bot_admin WHERE who = ?", ChatId.of(platform, person).toString());
    for (String table : List.of("audit", "own_rule")) {
      Sql.run(
          connection,
          "UPDATE %s SET who = '' WHERE who = ? AND chat LIKE ?".formatted(table),
          person,
          platform + ":%");
    }
  }
}
