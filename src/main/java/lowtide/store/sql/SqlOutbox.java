package lowtide.store.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.alert.Outbox;
import lowtide.chat.ChatId;
import lowtide.store.Json;

/** The outbox: a row for each message and chat. */
public final class SqlOutbox implements Outbox {
  private static final String HELD = " WHERE seq = ? AND state = 'OWED' AND owner = ?";

  private final Database database;
  private final SqlClaim claim;

  private SqlOutbox(Database database) {
    this.database = database;
    this.claim = new SqlClaim(database.isShared());
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

  @Override
  public List<Owed> claim(
      String platform, String owner, Instant now, Instant wallNow, Instant until, int limit) {
    return database.write(
        connection -> claim.of(connection, platform, owner, now, wallNow, until, limit));
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
          ChatRows.gone(connection, chat, why, now);
          return true;
        });
  }

  @Override
  public void moved(ChatId from, ChatId to) {
    database.write(
        connection -> {
          ChatRows.moved(connection, from, to);
          return true;
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
                        Json.title(rows.getString(3)),
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
          ChatRows.deleteOrphans(connection);
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
