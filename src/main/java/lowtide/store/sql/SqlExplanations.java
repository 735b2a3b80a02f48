package lowtide.store.sql;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lowtide.alert.Explanations;
import lowtide.chat.ChatId;
import lowtide.signal.Explanation;
import lowtide.store.Json;

/** What chats were told and how it came to be. */
public final class SqlExplanations implements Explanations {
  private final Database database;
  private final Clock wallClock;

  public SqlExplanations(Database database, Clock wallClock) {
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
              DELETE FROM answer WHERE chat = ? AND seq <= (
                SELECT seq FROM answer WHERE chat = ? ORDER BY seq DESC LIMIT 1 OFFSET ?)
              """,
              chat.toString(),
              chat.toString(),
              KEPT);
        });
  }

  @Override
  public List<Told> latest(ChatId chat) {
    return database.read(
        connection -> {
          List<Told> told =
              new ArrayList<>(
                  Sql.list(
                      connection,
                      """
                      SELECT a.message, o.settled_at, a.why
                      FROM outbox o JOIN alert a ON a.id = o.alert
                      WHERE o.chat = ? AND o.state = 'SENT' AND a.why IS NOT NULL
                      ORDER BY o.seq DESC LIMIT ?
                      """,
                      rows ->
                          new Told(
                              true,
                              Json.title(rows.getString(1)),
                              Instant.ofEpochMilli(rows.getLong(2)),
                              Json.explanation(rows.getString(3))),
                      chat.toString(),
                      KEPT));
          told.addAll(
              Sql.list(
                  connection,
                  """
                  SELECT title, at, why FROM answer WHERE chat = ? ORDER BY seq DESC LIMIT ?
                  """,
                  rows ->
                      new Told(
                          false,
                          rows.getString(1),
                          Instant.ofEpochMilli(rows.getLong(2)),
                          Json.explanation(rows.getString(3))),
                  chat.toString(),
                  KEPT));
          return told.stream()
              .sorted(Comparator.comparing(Told::at).reversed())
              .limit(KEPT)
              .toList();
        });
  }
}
