package lowtide.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import lowtide.alert.Alert;
import lowtide.alert.AlertStore;
import lowtide.alert.Decision;
import lowtide.alert.DeliverySettings;
import lowtide.alert.RuleState;
import lowtide.chat.ChatId;
import lowtide.store.Json;
import lowtide.store.StoreException;
import org.jspecify.annotations.Nullable;

/** Rule states and alerts. */
public final class SqlAlertStore implements AlertStore {
  private final Database database;
  private final Clock wallClock;
  private final FanOut fanOut;

  public SqlAlertStore(Database database, Clock wallClock, DeliverySettings delivery) {
    this.database = database;
    this.wallClock = wallClock;
    this.fanOut = new FanOut(delivery);
  }

  @Override
  public Map<String, RuleState> states() {
    return database.read(connection -> states(connection, -1));
  }

  private static Map<String, RuleState> states(Connection connection, long after)
      throws SQLException {
    Map<String, RuleState> states = new LinkedHashMap<>();
    Sql.list(
        connection,
        "SELECT rule, state FROM rule_state WHERE revision > ?",
        rows -> states.put(rows.getString(1), state(rows.getString(1), rows.getString(2))),
        after);
    return states;
  }

  private record Position(Instant at, long revision) {}

  @Override
  public Optional<Changes> since(long revision) {
    return database.read(
        connection -> {
          // First: should another one be committed now, its states belong to a later revision.
          Optional<Position> now =
              Sql.first(
                  connection,
                  "SELECT at, revision FROM position",
                  rows -> new Position(Instant.ofEpochMilli(rows.getLong(1)), rows.getLong(2)));
          long newest = now.map(Position::revision).orElse(0L);
          if (newest == revision) {
            return Optional.empty();
          }
          List<String> rules =
              Sql.list(connection, "SELECT rule FROM rule_state", rows -> rows.getString(1));
          return Optional.of(
              new Changes(
                  newest, now.map(Position::at), states(connection, revision), Set.copyOf(rules)));
        });
  }

  /** To forget it unasked could lose an alert: that is for people to choose. */
  private static RuleState state(String rule, String json) {
    try {
      return Json.ruleState(json);
    } catch (StoreException e) {
      throw new StoreException(
          "what %s remembers cannot be read: %s. Restore a backup, or have it begin anew: DELETE FROM rule_state WHERE rule = '%s'"
              .formatted(rule, e.getMessage(), rule),
          e);
    }
  }

  @Override
  public Optional<Instant> position() {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT at FROM position",
                rows -> Instant.ofEpochMilli(rows.getLong(1))));
  }

  @Override
  public boolean commit(
      long revision,
      Map<String, RuleState> changed,
      List<Alert> alerts,
      List<Decision> suppressed,
      Instant position) {
    return database.write(
        connection -> {
          if (!isNext(connection, revision, position)) {
            return false;
          }
          for (Map.Entry<String, RuleState> entry : changed.entrySet()) {
            Sql.run(
                connection,
                """
                INSERT INTO rule_state (rule, state, revision) VALUES (?, ?, ?)
                ON CONFLICT (rule) DO UPDATE SET
                  state = excluded.state, revision = excluded.revision
                """,
                entry.getKey(),
                Json.write(entry.getValue()),
                revision + 1);
          }
          for (Alert alert : alerts) {
            store(connection, alert, wallClock.millis());
          }
          for (Decision decision : suppressed) {
            ChatId only = decision.chat();
            FanOut.note(
                connection, only == null ? "" : only.toString(), decision, wallClock.millis());
            repeat(connection, decision.repetition(), wallClock.millis());
          }
          return true;
        });
  }

  /** Takes the one row that all who commit need: until the end nobody else gets it. */
  private static boolean isNext(Connection connection, long revision, Instant position)
      throws SQLException {
    return 1
        == Sql.run(
            connection,
            """
            INSERT INTO position (id, at, revision) VALUES (1, ?, 1)
            ON CONFLICT (id) DO UPDATE SET at = excluded.at, revision = position.revision + 1
            WHERE position.revision = ?
            """,
            position.toEpochMilli(),
            revision);
  }

  private void store(Connection connection, Alert alert, long now) throws SQLException {
    if (insert(connection, alert, now)) {
      fanOut.owe(connection, alert, now);
    }
  }

  private void repeat(Connection connection, Decision.@Nullable Repetition repetition, long now)
      throws SQLException {
    if (repetition == null) {
      return;
    }
    List<String> untold = FanOut.untold(connection, repetition, now);
    if (!untold.isEmpty() && insert(connection, repetition.alert(), now)) {
      for (String chat : untold) {
        fanOut.oweOne(connection, repetition.alert(), chat, now);
      }
    }
  }

  /** Whether it was not there before. */
  private static boolean insert(Connection connection, Alert alert, long now) throws SQLException {
    return 1
        == Sql.run(
            connection,
            """
            INSERT INTO alert
              (id, rule, event, topic, instrument, at, message, why, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """,
            alert.id(),
            alert.rule(),
            alert.event(),
            alert.topic().name(),
            alert.instrument(),
            alert.at().toEpochMilli(),
            Json.write(alert.message()),
            Json.write(alert.why()),
            now);
  }

  @Override
  public List<Outcome> outcomes(int limit) {
    return database.read(
        connection -> {
          Map<String, Outcome> newest = new LinkedHashMap<>();
          Sql.list(
              connection,
              "SELECT id, at, message FROM alert WHERE topic <> '%s' ORDER BY at DESC, id LIMIT ?"
                  .formatted(SqlNotices.TOPIC),
              rows ->
                  newest.put(
                      rows.getString(1),
                      new Outcome(
                          Instant.ofEpochMilli(rows.getLong(2)),
                          Json.title(rows.getString(3)),
                          new TreeMap<>())),
              limit);
          for (Map.Entry<String, Outcome> one : newest.entrySet()) {
            Sql.list(
                connection,
                "SELECT state, count(*) FROM outbox WHERE alert = ? GROUP BY state",
                rows -> one.getValue().states().put(rows.getString(1), rows.getInt(2)),
                one.getKey());
          }
          return List.copyOf(newest.values());
        });
  }

  @Override
  public List<Told> latest(int limit) {
    return database.read(
        connection ->
            Sql.list(
                connection,
                "SELECT event, instrument, at, message FROM alert WHERE topic <> '%s' ORDER BY at DESC, id LIMIT ?"
                    .formatted(SqlNotices.TOPIC),
                rows ->
                    new Told(
                        rows.getString(1),
                        rows.getString(2),
                        Instant.ofEpochMilli(rows.getLong(3)),
                        Json.title(rows.getString(4))),
                limit));
  }
}
