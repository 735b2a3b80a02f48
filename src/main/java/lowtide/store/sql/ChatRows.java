package lowtide.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import lowtide.chat.ChatId;
import org.jspecify.annotations.Nullable;

/** All that is stored about a chat: set aside, rewritten and deleted as a whole. */
final class ChatRows {
  /** What a chat has any number of. */
  private static final List<String> MANY = List.of("answer", "decision", "audit", "own_rule");

  /** What it chose. */
  private static final List<String> WISHES =
      List.of("chat_policy", "mute", "unwanted_level", "chat_settings");

  private ChatRows() {}

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
    Sql.run(
        connection,
        "UPDATE outbox SET state = 'CANCELLED', note = ?, settled_at = ?"
            + " WHERE chat = ? AND state = 'OWED'",
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
    Sql.run(
        connection,
        "UPDATE outbox SET state = 'CANCELLED', note = ? WHERE chat = ? AND state = 'OWED'",
        "moved to " + fresh,
        old);
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
    if (person != null) {
      forgetPerson(connection, chat.platform(), person);
    }
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
