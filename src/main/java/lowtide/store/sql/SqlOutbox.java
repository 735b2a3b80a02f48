package lowtide.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.alert.Outbox;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.store.Json;

/** The outbox: a row for each message and chat. */
public final class SqlOutbox implements Outbox {
  private static final int LATELY = 100;
  private static final String HELD = " WHERE seq = ? AND state = 'OWED' AND owner = ?";

  private final Database database;
  private final String claim;

  private SqlOutbox(Database database) {
    this.database = database;
    // Where several nodes claim, none waits for the rows another one is about to get.
    this.claim = CLAIM.formatted(database.isShared() ? "FOR UPDATE OF o SKIP LOCKED" : "");
  }

  /** The outbox beside a bot that may be sending from it. */
  public static SqlOutbox beside(Database database) {
    return new SqlOutbox(database);
  }

  /**
   * The outbox for sending from it. What a process that is gone had leased is free again, where
   * there can be no other; and who was told to wait waits as long as told, though the clock that
   * said since when was wrong.
   *
   * @param now as told by {@link Database#time}
   */
  public static SqlOutbox open(Database database, Instant now) {
    database.write(
        connection -> {
          if (!database.isShared()) {
            Sql.run(
                connection,
                "UPDATE outbox SET owner = NULL, leased_until = NULL WHERE owner IS NOT NULL");
          }
          long at = now.toEpochMilli();
          return Sql.run(
              connection,
              """
              UPDATE outbox SET next_at = next_at - waits_from + ?, waits_from = ?
              WHERE state = 'OWED' AND waits_from > ?
              """,
              at,
              at,
              at);
        });
    return new SqlOutbox(database);
  }

  private static final String CLAIM =
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
          QUIET.equals(rows.getString(9)));
    }

    boolean isExpired(Instant wallNow) {
      return expiresAt != 0 && expiresAt <= wallNow.toEpochMilli();
    }
  }

  private record Told(String rule, Instant at, Message message) {}

  @Override
  public List<Owed> claim(
      String platform, String owner, Instant now, Instant wallNow, Instant until, int limit) {
    return database.write(
        connection -> {
          endQuietHours(connection, platform, wallNow);
          List<Row> rows = new ArrayList<>();
          boolean gathered = true;
          while (gathered) {
            gathered = false;
            for (Row row : lease(connection, platform, owner, now, until, limit - rows.size())) {
              if (row.isExpired(wallNow)
                  || row.missed() > 0 && hasExpired(connection, row, wallNow)) {
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
          return owed(connection, rows, until);
        });
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
        connection, claim, Row::of, owner, until.toEpochMilli(), platform, at, at, limit);
  }

  private static List<Owed> owed(Connection connection, List<Row> rows, Instant until)
      throws SQLException {
    Map<String, Told> alerts = new HashMap<>(); // one alert goes to many chats
    List<Owed> owed = new ArrayList<>();
    for (Row row : rows) {
      Told told = alerts.get(row.alert());
      if (told == null) {
        told = told(connection, row.alert());
        alerts.put(row.alert(), told);
      }
      owed.add(
          new Owed(
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
              until));
    }
    return owed;
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

  @Override
  public void release(List<Owed> owed, String owner) {
    database.write(
        connection -> {
          for (Owed one : owed) {
            Sql.run(
                connection,
                "UPDATE outbox SET owner = NULL, leased_until = NULL" + HELD,
                one.id(),
                owner);
          }
          return true;
        });
  }

  @Override
  public boolean sent(Owed owed, String owner, String messageId, Instant now) {
    return 1
        == update(
            "UPDATE outbox SET state = 'SENT', message_id = ?, settled_at = ?,"
                + " attempts = attempts + 1, owner = NULL, leased_until = NULL"
                + HELD,
            messageId,
            now.toEpochMilli(),
            owed.id(),
            owner);
  }

  @Override
  public void later(
      Owed owed, String owner, Instant now, Duration wait, boolean countsAsAttempt, String why) {
    update(
        "UPDATE outbox SET next_at = ?, waits_from = ?, attempts = attempts + ?, note = ?,"
            + " owner = NULL, leased_until = NULL"
            + HELD,
        now.plus(wait).toEpochMilli(),
        now.toEpochMilli(),
        countsAsAttempt ? 1 : 0,
        why,
        owed.id(),
        owner);
  }

  @Override
  public void dead(Owed owed, String owner, String why, Instant now) {
    update(
        "UPDATE outbox SET state = 'DEAD', note = ?, settled_at = ?,"
            + " attempts = attempts + 1, owner = NULL, leased_until = NULL"
            + HELD,
        why,
        now.toEpochMilli(),
        owed.id(),
        owner);
  }

  private int update(String sql, Object... parameters) {
    return database.write(connection -> Sql.run(connection, sql, parameters));
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
              UPDATE outbox SET chat = ?, owner = NULL, leased_until = NULL
              WHERE chat = ? AND NOT EXISTS (
                SELECT 1 FROM outbox known WHERE known.chat = ? AND known.alert = outbox.alert)
              """,
              fresh,
              old,
              fresh);
          Sql.run(connection, "UPDATE answer SET chat = ? WHERE chat = ?", fresh, old);
          Sql.run(connection, "UPDATE decision SET chat = ? WHERE chat = ?", fresh, old);
          Sql.run(connection, "UPDATE audit SET chat = ? WHERE chat = ?", fresh, old);
          Sql.run(connection, "UPDATE own_rule SET chat = ? WHERE chat = ?", fresh, old);
          for (String wishes : List.of("chat_policy", "mute", "unwanted_level", "chat_settings")) {
            Sql.run(
                connection,
                "UPDATE %1$s SET chat = ? WHERE chat = ? AND NOT EXISTS (SELECT 1 FROM %1$s known WHERE known.chat = ?)"
                    .formatted(wishes),
                fresh,
                old,
                fresh);
            Sql.run(connection, "DELETE FROM %s WHERE chat = ?".formatted(wishes), old);
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
          Map<State, Integer> by = new HashMap<>();
          Sql.list(
              connection,
              "SELECT state, count(*) FROM outbox GROUP BY state",
              rows -> by.put(State.valueOf(rows.getString(1)), rows.getInt(2)));
          return new Counts(
              by.getOrDefault(State.OWED, 0),
              by.getOrDefault(State.SENT, 0),
              by.getOrDefault(State.DEAD, 0),
              by.getOrDefault(State.CANCELLED, 0),
              by.getOrDefault(State.EXPIRED, 0),
              by.getOrDefault(State.SUPERSEDED, 0));
        });
  }

  @Override
  public Backlog backlog() {
    return database
        .read(
            connection ->
                Sql.first(
                    connection,
                    "SELECT count(*), min(created_at) FROM outbox WHERE state = 'OWED'",
                    rows -> {
                      int owed = rows.getInt(1);
                      return new Backlog(
                          owed, owed == 0 ? null : Instant.ofEpochMilli(rows.getLong(2)));
                    }))
        .orElseThrow();
  }

  @Override
  public Optional<Duration> usualDelay() {
    return database.read(
        connection -> {
          List<Long> delays =
              Sql.list(
                  connection,
                  """
                  SELECT settled_at - created_at FROM outbox
                  WHERE state = 'SENT' AND missed = 0 AND note IS NULL ORDER BY seq DESC LIMIT ?
                  """,
                  rows -> Math.max(0, rows.getLong(1)),
                  LATELY);
          delays.sort(Comparator.naturalOrder());
          return delays.isEmpty()
              ? Optional.empty()
              : Optional.of(Duration.ofMillis(delays.get(delays.size() / 2)));
        });
  }

  @Override
  public List<Entry> list(State state, int limit) {
    return database.read(
        connection ->
            Sql.list(
                connection,
                """
                SELECT o.seq, o.chat, a.message, o.attempts, o.created_at, o.note
                FROM outbox o JOIN alert a ON a.id = o.alert
                WHERE o.state = ? ORDER BY o.seq LIMIT ?
                """,
                rows ->
                    new Entry(
                        rows.getLong(1),
                        ChatId.parse(rows.getString(2)),
                        Json.message(rows.getString(3)).title(),
                        rows.getInt(4),
                        Instant.ofEpochMilli(rows.getLong(5)),
                        rows.getString(6) == null ? "" : rows.getString(6)),
                state.name(),
                limit));
  }

  @Override
  public int retry(List<Long> ids, Instant now) {
    return each(
        ids,
        // Whoever asks for it wants it sent, however old it is.
        "UPDATE outbox SET state = 'OWED', expires_at = NULL, settled_at = NULL, next_at = ?"
            + " WHERE seq = ? AND state = 'DEAD'",
        now);
  }

  @Override
  public int drop(List<Long> ids, Instant now) {
    return each(
        ids,
        "UPDATE outbox SET state = 'CANCELLED', note = 'dropped by hand', settled_at = ?,"
            + " owner = NULL, leased_until = NULL WHERE seq = ? AND state IN ('DEAD', 'OWED', 'HELD')",
        now);
  }

  private int each(List<Long> ids, String sql, Instant now) {
    return database.write(
        connection -> {
          int changed = 0;
          for (long id : ids) {
            changed += Sql.run(connection, sql, now.toEpochMilli(), id);
          }
          return changed;
        });
  }

  @Override
  public void prune(Instant before) {
    long at = before.toEpochMilli();
    database.write(
        connection -> {
          Sql.run(connection, "DELETE FROM decision WHERE at < ?", at);
          Sql.run(connection, "DELETE FROM answer WHERE at < ?", at);
          Sql.run(connection, "DELETE FROM audit WHERE at < ?", at);
          Sql.run(
              connection,
              "DELETE FROM outbox WHERE state NOT IN ('OWED', 'HELD') AND settled_at < ?",
              at);
          return Sql.run(
              connection,
              """
              DELETE FROM alert WHERE created_at < ?
                AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.alert = alert.id)
              """,
              at);
        });
  }
}
