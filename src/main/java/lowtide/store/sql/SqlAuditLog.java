package lowtide.store.sql;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import lowtide.alert.AuditLog;
import lowtide.chat.ChatId;

/** Who changed what, or tried to. */
public final class SqlAuditLog implements AuditLog {
  private static final int LONGEST = 200;

  private final Database database;
  private final Clock wallClock;

  public SqlAuditLog(Database database, Clock wallClock) {
    this.database = database;
    this.wallClock = wallClock;
  }

  @Override
  public void note(ChatId chat, String userId, String action, boolean allowed) {
    int end =
        action.offsetByCodePoints(0, Math.min(LONGEST, action.codePointCount(0, action.length())));
    database.write(
        connection ->
            Sql.run(
                connection,
                "INSERT INTO audit (chat, who, action, allowed, at) VALUES (?, ?, ?, ?, ?)",
                chat.toString(),
                userId,
                action.substring(0, end),
                allowed ? 1 : 0,
                wallClock.millis()));
  }

  @Override
  public List<Entry> latest(ChatId chat, int limit) {
    return database.read(
        connection ->
            Sql.list(
                connection,
                "SELECT at, who, action, allowed FROM audit WHERE chat = ? ORDER BY seq DESC LIMIT ?",
                rows ->
                    new Entry(
                        Instant.ofEpochMilli(rows.getLong(1)),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getInt(4) == 1),
                chat.toString(),
                limit));
  }
}
