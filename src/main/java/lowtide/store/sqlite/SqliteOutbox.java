package lowtide.store.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lowtide.alert.Outbox;
import lowtide.chat.ChatId;
import lowtide.store.Json;

/** The outbox in SQLite. */
public final class SqliteOutbox implements Outbox {
  private final SqliteDatabase database;

  public SqliteOutbox(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public List<Owed> due(String platform, Instant now, int limit) {
    return database.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  """
                  SELECT o.seq, o.alert, o.chat, a.message, o.attempts
                  FROM outbox o JOIN alert a ON a.id = o.alert
                  WHERE o.state = 'OWED' AND o.platform = ? AND o.next_at <= ?
                    AND NOT EXISTS (SELECT 1 FROM outbox older
                      WHERE older.chat = o.chat AND older.state = 'OWED' AND older.seq < o.seq)
                  ORDER BY o.seq LIMIT ?
                  """)) {
            query.setString(1, platform);
            query.setLong(2, now.toEpochMilli());
            query.setInt(3, limit);
            List<Owed> due = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                due.add(
                    new Owed(
                        rows.getLong(1),
                        rows.getString(2),
                        ChatId.parse(rows.getString(3)),
                        Json.message(rows.getString(4)),
                        rows.getInt(5)));
              }
            }
            return due;
          }
        });
  }

  @Override
  public void sent(Owed owed, String messageId, Instant now) {
    update(
        "UPDATE outbox SET state = 'SENT', message_id = ?, settled_at = ?, attempts = attempts + 1"
            + " WHERE seq = ?",
        messageId,
        now.toEpochMilli(),
        owed.id());
  }

  @Override
  public void later(Owed owed, Instant at, boolean countsAsAttempt, String why) {
    update(
        "UPDATE outbox SET next_at = ?, attempts = attempts + ?, note = ? WHERE seq = ?",
        at.toEpochMilli(),
        countsAsAttempt ? 1 : 0,
        why,
        owed.id());
  }

  @Override
  public void dead(Owed owed, String why, Instant now) {
    update(
        "UPDATE outbox SET state = 'DEAD', note = ?, settled_at = ?, attempts = attempts + 1"
            + " WHERE seq = ?",
        why,
        now.toEpochMilli(),
        owed.id());
  }

  private void update(String sql, Object... parameters) {
    database.write(connection -> Sql.run(connection, sql, parameters));
  }

  @Override
  public void gone(ChatId chat, String why, Instant now) {
    database.write(
        connection -> {
          Sql.run(
              connection,
              """
              INSERT INTO chat (chat, platform, inactive) VALUES (?, ?, ?)
              ON CONFLICT (chat) DO UPDATE SET inactive = excluded.inactive
              """,
              chat.toString(),
              chat.platform(),
              why);
          return Sql.run(
              connection,
              "UPDATE outbox SET state = 'CANCELLED', note = ?, settled_at = ?"
                  + " WHERE chat = ? AND state = 'OWED'",
              why,
              now.toEpochMilli(),
              chat.toString());
        });
  }

  @Override
  public void moved(ChatId from, ChatId to) {
    database.write(
        connection -> {
          String old = from.toString();
          String fresh = to.toString();
          // Where the new id is known already its own rows win.
          for (String table : List.of("subscription", "chat", "outbox")) {
            Sql.run(
                connection,
                "UPDATE OR IGNORE " + table + " SET chat = ? WHERE chat = ?",
                fresh,
                old);
          }
          Sql.run(connection, "DELETE FROM subscription WHERE chat = ?", old);
          Sql.run(connection, "DELETE FROM chat WHERE chat = ?", old);
          return Sql.run(
              connection,
              "UPDATE outbox SET state = 'CANCELLED', note = ? WHERE chat = ? AND state = 'OWED'",
              "moved to " + fresh,
              old);
        });
  }

  @Override
  public Counts counts() {
    return database.read(
        connection -> {
          Map<String, Integer> by = new HashMap<>();
          try (PreparedStatement query =
                  connection.prepareStatement("SELECT state, count(*) FROM outbox GROUP BY state");
              ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
              by.put(rows.getString(1), rows.getInt(2));
            }
          }
          return new Counts(
              by.getOrDefault("OWED", 0),
              by.getOrDefault("SENT", 0),
              by.getOrDefault("DEAD", 0),
              by.getOrDefault("CANCELLED", 0));
        });
  }
}
