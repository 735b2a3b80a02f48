package lowtide.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lowtide.alert.Outbox;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.store.Json;
import lowtide.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases what is due, the oldest message of each chat. What is leased has not grown old: of what
 * has, one message is made, which is leased in its place.
 */
final class SqlClaim {
  private static final Logger log = LoggerFactory.getLogger(SqlClaim.class);

  private static final String LEASE =
      """
      UPDATE outbox SET owner = ?, leased_until = ? WHERE seq IN (
        SELECT o.seq FROM outbox o
        WHERE o.state = 'OWED' AND o.platform = ? AND o.next_at <= ?
          AND (o.leased_until IS NULL OR o.leased_until <= ?)
          AND NOT EXISTS (SELECT 1 FROM outbox older
            WHERE older.chat = o.chat AND older.state = 'OWED' AND older.seq < o.seq)
        ORDER BY o.lane, o.turn, o.seq LIMIT ? %s)
      RETURNING seq, alert, chat, attempts, expires_at, missed, lane, turn, note
      """;

  private final String lease;

  /**
   * @param shared whether other processes claim too: then none waits for the rows that another one
   *     is about to get
   */
  SqlClaim(boolean shared) {
    this.lease = LEASE.formatted(shared ? "FOR UPDATE OF o SKIP LOCKED" : "");
  }

  private record Row(
      long seq,
      String alert,
      String chat,
      int attempts,
      long expiresAt,
      int missed,
      int lane,
      long turn,
      boolean quiet) {
    static Row of(ResultSet rows) throws SQLException {
      return new Row(
          rows.getLong(1),
          rows.getString(2),
          rows.getString(3),
          rows.getInt(4),
          rows.getLong(5),
          rows.getInt(6),
          rows.getInt(7),
          rows.getLong(8),
          Outbox.QUIET.equals(rows.getString(9)));
    }

    boolean isExpired(Instant wallNow) {
      return expiresAt != 0 && expiresAt <= wallNow.toEpochMilli();
    }
  }

  private record Told(String rule, Instant at, Message message) {}

  /** As {@link Outbox#claim}. */
  List<Outbox.Owed> of(
      Connection connection,
      String platform,
      String owner,
      Instant now,
      Instant wallNow,
      Instant until,
      int limit)
      throws SQLException {
    endQuietHours(connection, platform, wallNow);
    List<Row> rows = new ArrayList<>();
    boolean gathered = true;
    while (gathered) {
      gathered = false;
      for (Row row : lease(connection, platform, owner, now, until, limit - rows.size())) {
        if (row.isExpired(wallNow) || row.missed() > 0 && hasExpired(connection, row, wallNow)) {
          gather(connection, row.chat(), wallNow);
          gathered = true;
        } else {
          rows.add(row);
        }
      }
    }
    // What is returned comes in no order.
    rows.sort(
        Comparator.comparingInt(Row::lane)
            .thenComparingLong(Row::turn)
            .thenComparingLong(Row::seq));
    return owed(connection, rows, now, until);
  }

  private static boolean hasExpired(Connection connection, Row missed, Instant wallNow)
      throws SQLException {
    return Sql.first(
            connection,
            "SELECT 1 FROM outbox WHERE chat = ? AND state = 'OWED' AND expires_at <= ? LIMIT 1",
            rows -> true,
            missed.chat(),
            wallNow.toEpochMilli())
        .isPresent();
  }

  private List<Row> lease(
      Connection connection, String platform, String owner, Instant now, Instant until, int limit)
      throws SQLException {
    long at = now.toEpochMilli();
    return Sql.list(
        connection, lease, Row::of, owner, until.toEpochMilli(), platform, at, at, limit);
  }

  private static List<Outbox.Owed> owed(
      Connection connection, List<Row> rows, Instant now, Instant until) throws SQLException {
    Map<String, Told> alerts = new HashMap<>(); // one alert goes to many chats
    List<Outbox.Owed> owed = new ArrayList<>();
    for (Row row : rows) {
      try {
        Told told = alerts.get(row.alert());
        if (told == null) {
          told = told(connection, row.alert());
          alerts.put(row.alert(), told);
        }
        owed.add(owed(row, told, until));
      } catch (StoreException | IllegalArgumentException e) {
        setAside(connection, row, e, now);
      }
    }
    return owed;
  }

  private static Outbox.Owed owed(Row row, Told told, Instant until) {
    return new Outbox.Owed(
        row.seq(),
        row.alert(),
        told.rule(),
        told.at(),
        ChatId.parse(row.chat()),
        told.message(),
        row.attempts(),
        row.expiresAt() == 0 ? null : Instant.ofEpochMilli(row.expiresAt()),
        row.missed(),
        row.quiet(),
        until);
  }

  /** One row that cannot be read must not hold up all others for ever. */
  private static void setAside(Connection connection, Row row, RuntimeException why, Instant now)
      throws SQLException {
    log.error("message {} to {} cannot be read: {}", row.seq(), row.chat(), why.getMessage());
    Sql.run(
        connection,
        """
        UPDATE outbox SET state = 'DEAD', note = ?, settled_at = ?, owner = NULL,
          leased_until = NULL WHERE seq = ?
        """,
        why.getMessage(),
        now.toEpochMilli(),
        row.seq());
  }

  private static void endQuietHours(Connection connection, String platform, Instant wallNow)
      throws SQLException {
    Sql.run(
        connection,
        """
        UPDATE outbox SET state = 'OWED'
        WHERE state = 'HELD' AND platform = ? AND expires_at <= ?
        """,
        platform,
        wallNow.toEpochMilli());
  }

  /**
   * Makes one message of what the chat is told too late: the newest such one stays owed and counts
   * itself, its elders, and what those stood for.
   */
  private static void gather(Connection connection, String chat, Instant wallNow)
      throws SQLException {
    long at = wallNow.toEpochMilli();
    Sql.run(
        connection,
        """
        UPDATE outbox SET expires_at = NULL, next_at = 0, owner = NULL, leased_until = NULL,
          missed = (
            SELECT sum(CASE WHEN e.missed > 0 THEN e.missed ELSE 1 END) FROM outbox e
            WHERE e.chat = outbox.chat AND e.state = 'OWED' AND e.seq <= outbox.seq
              AND (e.expires_at <= ? OR e.missed > 0))
        WHERE seq = (
          SELECT max(n.seq) FROM outbox n
          WHERE n.chat = ? AND n.state = 'OWED' AND n.expires_at <= ?)
        """,
        at,
        chat,
        at);
    Sql.run(
        connection,
        """
        UPDATE outbox SET state = 'EXPIRED', settled_at = ?, owner = NULL, leased_until = NULL
        WHERE chat = ? AND state = 'OWED' AND (expires_at <= ? OR missed > 0)
          AND seq < (
            SELECT max(n.seq) FROM outbox n
            WHERE n.chat = ? AND n.state = 'OWED' AND n.missed > 0)
        """,
        at,
        chat,
        at,
        chat);
  }

  private static Told told(Connection connection, String alert) throws SQLException {
    return Sql.first(
            connection,
            "SELECT rule, at, message FROM alert WHERE id = ?",
            rows ->
                new Told(
                    rows.getString(1),
                    Instant.ofEpochMilli(rows.getLong(2)),
                    Json.message(rows.getString(3))),
            alert)
        .orElseThrow();
  }
}
