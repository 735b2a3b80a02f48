package lowtide.store.sql;

import java.time.Clock;
import java.util.List;
import lowtide.alert.Notices;
import lowtide.alert.Outbox;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.store.Json;

/** Messages that no rule made, through the outbox like all others. */
public final class SqlNotices implements Notices {
  /** What stands where an alert has a topic: nobody subscribes to it. */
  static final String TOPIC = "NOTICE";

  private final Database database;
  private final Clock wallClock;

  public SqlNotices(Database database, Clock wallClock) {
    this.database = database;
    this.wallClock = wallClock;
  }

  @Override
  public void owe(String id, Message message, List<ChatId> chats, Outbox.Lane lane) {
    database.write(
        connection -> {
          long now = wallClock.millis();
          Sql.run(
              connection,
              """
              INSERT INTO alert
                (id, rule, event, topic, instrument, at, message, why, created_at)
              VALUES (?, 'notice', 'NOTICE', ?, '', ?, ?, NULL, ?) ON CONFLICT (id) DO NOTHING
              """,
              id,
              TOPIC,
              now,
              Json.write(message),
              now);
          for (ChatId chat : chats) {
            Sql.run(
                connection,
                """
                INSERT INTO outbox (alert, chat, platform, next_at, created_at, lane)
                SELECT ?, ?, ?, 0, ?, ?
                WHERE NOT EXISTS (SELECT 1 FROM chat WHERE chat = ? AND inactive IS NOT NULL)
                ON CONFLICT (alert, chat) DO NOTHING
                """,
                id,
                chat.toString(),
                chat.platform(),
                now,
                lane.ordinal(),
                chat.toString());
          }
          return chats.size();
        });
  }
}
