package lowtide.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import lowtide.alert.OwnRule;
import lowtide.alert.OwnRules;
import lowtide.chat.ChatId;
import org.jspecify.annotations.Nullable;

/** The rules that chats made by command. */
public final class SqlOwnRules implements OwnRules {
  private static final String ROWS =
      "SELECT id, chat, condition, once, expires_at, paused, fired, fired_at FROM own_rule ";

  private final Database database;
  private final Clock wallClock;

  public SqlOwnRules(Database database, Clock wallClock) {
    this.database = database;
    this.wallClock = wallClock;
  }

  @Override
  public long add(
      ChatId chat, String userId, String condition, boolean once, @Nullable Instant expiresAt) {
    return database.write(
        connection ->
            Sql.first(
                    connection,
                    """
                    INSERT INTO own_rule (chat, who, condition, once, expires_at, created_at)
                    VALUES (?, ?, ?, ?, ?, ?) RETURNING id
                    """,
                    rows -> rows.getLong(1),
                    chat.toString(),
                    userId,
                    condition,
                    once ? 1 : 0,
                    expiresAt == null ? null : expiresAt.toEpochMilli(),
                    wallClock.millis())
                .orElseThrow());
  }

  @Override
  public List<OwnRule> of(ChatId chat) {
    return database.read(
        connection ->
            Sql.list(
                connection,
                ROWS + "WHERE chat = ? ORDER BY id",
                SqlOwnRules::rule,
                chat.toString()));
  }

  @Override
  public List<OwnRule> active(Instant now) {
    return database.read(
        connection ->
            Sql.list(
                connection,
                ROWS
                    + """
                    WHERE paused = 0 AND (once = 0 OR fired = 0)
                      AND (expires_at IS NULL OR expires_at > ?) ORDER BY id
                    """,
                SqlOwnRules::rule,
                now.toEpochMilli()));
  }

  private static OwnRule rule(ResultSet rows) throws SQLException {
    long expires = rows.getLong(5);
    long fired = rows.getLong(8);
    return new OwnRule(
        rows.getLong(1),
        ChatId.parse(rows.getString(2)),
        rows.getString(3),
        rows.getInt(4) == 1,
        expires == 0 ? null : Instant.ofEpochMilli(expires),
        rows.getInt(6) == 1,
        rows.getInt(7),
        fired == 0 ? null : Instant.ofEpochMilli(fired));
  }

  @Override
  public boolean remove(ChatId chat, long id) {
    return database.write(
        connection -> {
          boolean removed =
              Sql.run(
                      connection,
                      "DELETE FROM own_rule WHERE chat = ? AND id = ?",
                      chat.toString(),
                      id)
                  == 1;
          // Whoever guesses another chat's number must not make its alert forget.
          if (removed) {
            forgetState(connection, id);
          }
          return removed;
        });
  }

  @Override
  public boolean pause(ChatId chat, long id, boolean paused) {
    return database.write(
        connection -> {
          int changed =
              Sql.run(
                  connection,
                  """
                  UPDATE own_rule SET paused = ?,
                    fired = CASE WHEN once = 1 AND ? = 0 THEN 0 ELSE fired END
                  WHERE chat = ? AND id = ?
                  """,
                  paused ? 1 : 0,
                  paused ? 1 : 0,
                  chat.toString(),
                  id);
          if (changed == 1) {
            forgetState(connection, id);
          }
          return changed == 1;
        });
  }

  @Override
  public boolean change(
      ChatId chat, long id, String condition, boolean once, @Nullable Instant expiresAt) {
    return database.write(
        connection -> {
          int changed =
              Sql.run(
                  connection,
                  """
                  UPDATE own_rule SET condition = ?, once = ?, expires_at = ?, paused = 0, fired = 0,
                    fired_at = NULL
                  WHERE chat = ? AND id = ?
                  """,
                  condition,
                  once ? 1 : 0,
                  expiresAt == null ? null : expiresAt.toEpochMilli(),
                  chat.toString(),
                  id);
          if (changed == 1) {
            forgetState(connection, id);
          }
          return changed == 1;
        });
  }

  private static void forgetState(Connection connection, long id) throws SQLException {
    Sql.run(connection, "DELETE FROM rule_state WHERE rule = ?", OwnRule.key(id));
    // Whoever remembers it still must not commit.
    Sql.run(connection, "UPDATE position SET revision = revision + 1");
  }

  /**
   * Counts that a rule fired, with the alert's own transaction.
   *
   * @return false if it was deleted meanwhile: nobody waits for the alert
   */
  static boolean fired(Connection connection, long id, Instant at) throws SQLException {
    return 1
        == Sql.run(
            connection,
            "UPDATE own_rule SET fired = fired + 1, fired_at = ? WHERE id = ?",
            at.toEpochMilli(),
            id);
  }

  @Override
  public int count(String platform, String userId) {
    return database.read(
        connection ->
            Sql.count(
                connection,
                "SELECT count(*) FROM own_rule WHERE who = ? AND chat LIKE ?",
                userId,
                platform + ":%"));
  }

  @Override
  public int count() {
    return database.read(connection -> Sql.count(connection, "SELECT count(*) FROM own_rule"));
  }
}
