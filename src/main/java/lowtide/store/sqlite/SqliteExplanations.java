package lowtide.store.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lowtide.alert.Explanations;
import lowtide.chat.ChatId;
import lowtide.signal.Explanation;
import lowtide.store.Json;

/** What chats were told and how it came to be, in SQLite. */
public final class SqliteExplanations implements Explanations {
  private final SqliteDatabase database;
  private final Clock wallClock;

  public SqliteExplanations(SqliteDatabase database, Clock wallClock) {
    this.database = database;
    this.wallClock = wallClock;
  }

  @Override
  public void answered(ChatId chat, String title, Explanation why) {
    database.write(
        connection -> {
          Sql.run(
              connection,
              "INSERT INTO answer (chat, title, at, why) VALUES (?, ?, ?, ?)",
              chat.toString(),
              title,
              wallClock.millis(),
              Json.write(why));
          return Sql.run(
              connection,
              """
              DELETE FROM answer WHERE chat = ?1 AND seq <= (
                SELECT seq FROM answer WHERE chat = ?1 ORDER BY seq DESC LIMIT 1 OFFSET ?2)
              """,
              chat.toString(),
              KEPT);
        });
  }

  @Override
  public List<Told> latest(ChatId chat) {
    return database.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  """
                  SELECT * FROM (
                    SELECT 1, json_extract(a.message, '$.title'), o.settled_at AS at, a.why
                    FROM outbox o JOIN alert a ON a.id = o.alert
                    WHERE o.chat = ?1 AND o.state = 'SENT' AND a.why IS NOT NULL
                    ORDER BY o.seq DESC LIMIT ?2)
                  UNION ALL
                  SELECT * FROM (
                    SELECT 0, title, at, why FROM answer
                    WHERE chat = ?1 ORDER BY seq DESC LIMIT ?2)
                  ORDER BY at DESC LIMIT ?2
                  """)) {
            query.setString(1, chat.toString());
            query.setInt(2, KEPT);
            List<Told> told = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                told.add(
                    new Told(
                        rows.getBoolean(1),
                        rows.getString(2),
                        Instant.ofEpochMilli(rows.getLong(3)),
                        Json.explanation(rows.getString(4))));
              }
            }
            return told;
          }
        });
  }
}
