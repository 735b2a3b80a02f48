package lowtide.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lowtide.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to be the one active node, by an advisory lock of the server.
 *
 * <p>The lock goes with its connection: a node that dies frees it at once. One that is frozen, or
 * cut off, keeps it, but its heartbeat grows old: then another node ends that connection and takes
 * over. Each change of the lead has a number, the epoch; who writes what only the leader may write
 * checks it in the same transaction, so one that wakes up late changes nothing.
 */
public final class PostgresLead implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostgresLead.class);

  private static final long LOCK = 0x4c6f77746964656cL; // "Lowtidel"
  private static final Duration SILENT = Duration.ofSeconds(12);
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** Shorter than others wait, so that the old leader knows before the new one begins. */
  private static final Duration TRUST = Duration.ofSeconds(8);

  private final PostgresSettings settings;
  private final String node;
  private final Duration silent;
  private @Nullable Connection connection;
  private long epoch;
  private boolean mine;
  private long confirmedAt;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param node who this process is to the others: unique
   */
  public PostgresLead(PostgresSettings settings, String node) {
    this(settings, node, SILENT);
  }

  PostgresLead(PostgresSettings settings, String node, Duration silent) {
    this.settings = settings;
    this.node = node;
    this.silent = silent;
  }

  /**
   * Waits until this node has the lead; false if it was closed meanwhile.
   *
   * @param waiting run now and then while another node leads
   */
  public boolean await(Runnable waiting) throws InterruptedException {
    boolean told = false;
    while (!isClosed()) {
      if (take()) {
        log.info("this node leads, epoch {}", epoch);
        return true;
      }
      if (!told) {
        log.info("another node leads; this one stands by");
        told = true;
      }
      waiting.run();
      if (closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  /** Keeps the lead until it is lost or this is closed. */
  public void keep() throws InterruptedException {
    while (!closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
      if (!beat()) {
        log.warn("this node leads no longer");
        return;
      }
    }
  }

  /** Whether nobody else can have the lead yet. */
  public synchronized boolean isMine() {
    return mine && System.nanoTime() - confirmedAt < TRUST.toNanos();
  }

  synchronized long epoch() {
    return epoch;
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private synchronized boolean take() {
    try {
      Connection current = connection;
      if (current == null) {
        current = connect();
        connection = current;
      }
      if (!truth(current, "SELECT pg_try_advisory_lock(?)", LOCK)) {
        endSilentLeader(current);
        return false;
      }
      try (PreparedStatement lead =
          current.prepareStatement(
              """
              INSERT INTO leader (id, node, pid, epoch, beat_at)
              VALUES (1, ?, pg_backend_pid(), 1, clock_timestamp())
              ON CONFLICT (id) DO UPDATE SET node = excluded.node, pid = excluded.pid,
                epoch = leader.epoch + 1, beat_at = excluded.beat_at
              RETURNING epoch
              """)) {
        lead.setString(1, node);
        try (ResultSet row = lead.executeQuery()) {
          row.next();
          epoch = row.getLong(1);
        }
      }
      mine = true;
      confirmedAt = System.nanoTime();
      return true;
    } catch (SQLException e) {
      log.warn("the lead cannot be asked for: {}", StoreException.firstLine(e));
      drop();
      return false;
    }
  }

  private void endSilentLeader(Connection current) throws SQLException {
    boolean ended =
        truth(
            current,
            """
            SELECT coalesce(bool_or(pg_terminate_backend(pid)), false) FROM leader
            WHERE beat_at < clock_timestamp() - make_interval(secs => ?)
              AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')
            """,
            silent.toMillis() / 1e3);
    if (ended) {
      log.warn("the leading node has been silent for {}: its lead is taken", silent);
    }
  }

  private static boolean truth(Connection connection, String sql, Object parameter)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setObject(1, parameter);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private synchronized boolean beat() {
    Connection current = connection;
    if (!mine || current == null) {
      return false;
    }
    try (PreparedStatement beat =
        current.prepareStatement("UPDATE leader SET beat_at = clock_timestamp() WHERE epoch = ?")) {
      beat.setLong(1, epoch);
      if (beat.executeUpdate() == 1) {
        confirmedAt = System.nanoTime();
        return true;
      }
    } catch (SQLException e) {
      log.warn("the lead cannot be kept: {}", StoreException.firstLine(e));
    }
    drop();
    return false;
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    if (settings.user() != null) {
      properties.setProperty("user", settings.user());
    }
    if (settings.password() != null) {
      properties.setProperty("password", settings.password().reveal());
    }
    properties.setProperty("ApplicationName", "lowtide lead " + node);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "6");
    properties.setProperty("tcpKeepAlive", "true");
    Connection fresh = new Driver().connect(settings.url(), properties);
    if (fresh == null) {
      throw new SQLException("not an address of PostgreSQL: " + settings.url());
    }
    return fresh;
  }

  private synchronized void drop() {
    mine = false;
    Connection current = connection;
    connection = null;
    if (current != null) {
      try {
        current.close();
      } catch (SQLException e) {
        log.debug("the lead's connection was gone already", e);
      }
    }
  }

  /** Gives the lead back, to ask for it again. */
  public void yield() {
    drop();
  }

  /** Gives the lead back for good. */
  @Override
  public void close() {
    closed.countDown();
    drop();
  }
}
