package lowtide.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node's one connection for locks and heartbeats, opened again after it was lost. */
final class NodeConnection {
  private static final Logger log = LoggerFactory.getLogger(NodeConnection.class);

  /** The first half of all our locks; the second is what is locked. */
  private static final int LOCKS = 0x4c6f7774; // "Lowt"

  /** Every node holds it, shared: it says who is there. */
  private static final int PRESENCE = 0;

  /** So many parts has one thing at the most. */
  private static final int PARTS = 4096;

  private static final String PRESENT =
      """
      SELECT pid FROM pg_locks
      WHERE locktype = 'advisory' AND classid = %d AND objid = %d AND objsubid = 2 AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      """
          .formatted(LOCKS, PRESENCE);

  private final PostgresSettings settings;
  private final String node;
  private @Nullable Connection open;

  NodeConnection(PostgresSettings settings, String node) {
    this.settings = settings;
    this.node = node;
  }

  /** Says that this node is there; the server's time. */
  Instant beat(String config) throws SQLException {
    try (PreparedStatement beat =
        open()
            .prepareStatement(
                """
                INSERT INTO node (node, pid, config, beat_at)
                VALUES (?, pg_backend_pid(), ?, clock_timestamp())
                ON CONFLICT (node) DO UPDATE SET
                  pid = excluded.pid, config = excluded.config, beat_at = excluded.beat_at
                RETURNING (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
                """)) {
      beat.setString(1, node);
      beat.setString(2, config);
      try (ResultSet row = beat.executeQuery()) {
        row.next();
        return Instant.EPOCH.plusNanos(row.getLong(1) * 1_000);
      }
    }
  }

  /** Ends the connections of nodes that have been silent for so long, and forgets who is gone. */
  void endSilent(Duration silent) throws SQLException {
    try (PreparedStatement end =
        open()
            .prepareStatement(
                """
                SELECT node, pg_terminate_backend(pid) FROM node
                WHERE beat_at < clock_timestamp() - make_interval(secs => ?) AND node <> ?
                  AND pid IN (%s)
                """
                    .formatted(PRESENT))) {
      end.setDouble(1, silent.toMillis() / 1e3);
      end.setString(2, node);
      try (ResultSet ended = end.executeQuery()) {
        while (ended.next()) {
          log.warn(
              "node {} has been silent for {}: what it had is taken", ended.getString(1), silent);
        }
      }
    }
    try (PreparedStatement forget =
        open()
            .prepareStatement(
                "DELETE FROM node WHERE node <> ? AND (pid = pg_backend_pid() OR pid NOT IN (%s))"
                    .formatted(PRESENT))) {
      forget.setString(1, node);
      forget.executeUpdate();
    }
  }

  /** Those that are there, with their configs. */
  Map<String, String> nodes() throws SQLException {
    try (PreparedStatement query = open().prepareStatement("SELECT node, config FROM node");
        ResultSet rows = query.executeQuery()) {
      Map<String, String> nodes = new TreeMap<>();
      while (rows.next()) {
        nodes.put(rows.getString(1), rows.getString(2));
      }
      return nodes;
    }
  }

  /** Whether it was free and is this node's now. */
  boolean lock(String what, int part) throws SQLException {
    return truth("SELECT pg_try_advisory_lock(?, ?)", key(what, part));
  }

  void unlock(String what, int part) throws SQLException {
    if (!truth("SELECT pg_advisory_unlock(?, ?)", key(what, part))) {
      log.warn("the lock of {} {} was not held", what, part);
    }
  }

  private boolean truth(String sql, int key) throws SQLException {
    try (PreparedStatement query = open().prepareStatement(sql)) {
      query.setInt(1, LOCKS);
      query.setInt(2, key);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static int key(String what, int part) {
    if (part >= PARTS) {
      throw new IllegalArgumentException("more than %d parts: %d".formatted(PARTS, part));
    }
    return ((what.hashCode() & 0x7ffff) + 1) * PARTS + part;
  }

  private Connection open() throws SQLException {
    Connection known = open;
    if (known != null) {
      return known;
    }
    Properties properties = new Properties();
    if (settings.user() != null) {
      properties.setProperty("user", settings.user());
    }
    if (settings.password() != null) {
      properties.setProperty("password", settings.password().reveal());
    }
    properties.setProperty("ApplicationName", "lowtide node " + node);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "6");
    properties.setProperty("tcpKeepAlive", "true");
    Connection fresh = new Driver().connect(settings.url(), properties);
    if (fresh == null) {
      throw new SQLException("not an address of PostgreSQL: " + settings.url());
    }
    open = fresh;
    try (PreparedStatement come = fresh.prepareStatement("SELECT pg_advisory_lock_shared(?, ?)")) {
      come.setInt(1, LOCKS);
      come.setInt(2, PRESENCE);
      come.execute();
    }
    return fresh;
  }

  void drop() {
    Connection known = open;
    open = null;
    if (known != null) {
      try {
        known.close();
      } catch (SQLException e) {
        log.debug("the connection was gone already", e);
      }
    }
  }

  /** Says good-bye: the others need not find out. */
  void leave() {
    Connection known = open;
    if (known != null) {
      try (PreparedStatement leave = known.prepareStatement("DELETE FROM node WHERE node = ?")) {
        leave.setString(1, node);
        leave.executeUpdate();
      } catch (SQLException e) {
        log.debug("no good-bye", e);
      }
    }
    drop();
  }
}
