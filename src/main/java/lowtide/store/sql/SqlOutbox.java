package lowtide.store.sql;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lowtide.alert.Outbox;
import lowtide.chat.ChatId;
import lowtide.store.Json;

/** The outbox. */
public final class SqlOutbox implements Outbox {
  private final Database database;

  public SqlOutbox(Database database) {
    this.database = database;
  }

  @Override
  public List<Owed> due(String platform, Instant now, int limit) {
    return database.read(
        connection ->
            Sql.list(
                connection,
                """
                SELECT o.seq, o.alert, o.chat, a.message, o.attempts
                FROM outbox o JOIN alert a ON a.id = o.alert
                WHERE o.state = 'OWED' AND o.platform = ? AND o.next_at <= ?
                  AND NOT EXISTS (SELECT 1 FROM outbox older
                    WHERE older.chat = o.chat AND older.state = 'OWED' AND older.seq < o.seq)
                ORDER BY o.seq LIMIT ?
                """,
                rows ->
                    new Owed(
                        rows.getLong(1),
                        rows.getString(2),
                        ChatId.parse(rows.getString(3)),
                        Json.message(rows.getString(4)),
                        rows.getInt(5)),
                platform,
                now.toEpochMilli(),
                limit));
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
              UPDATE outbox SET chat = ? WHERE chat = ? AND NOT EXISTS (
                SELECT 1 FROM outbox known WHERE known.chat = ? AND known.alert = outbox.alert)
              """,
              fresh,
              old,
              fresh);
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
          Sql.list(
              connection,
              "SELECT state, count(*) FROM outbox GROUP BY state",
              rows -> by.put(rows.getString(1), rows.getInt(2)));
          return new Counts(
              by.getOrDefault("OWED", 0),
              by.getOrDefault("SENT", 0),
              by.getOrDefault("DEAD", 0),
              by.getOrDefault("CANCELLED", 0));
        });
  }
}
