package lowtide.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import lowtide.store.StoreException;
import lowtide.store.sql.Database;
import lowtide.store.sql.Schema;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL database, by several nodes at a time.
 *
 * <p>Transactions are READ COMMITTED: what two nodes must not both do is decided by a row's owner,
 * by {@code FOR UPDATE SKIP LOCKED} or by a lock. While the server is away every call fails with a
 * {@link StoreException}; the pool connects again by itself.
 */
public final class PostgresDatabase implements Database {
  private static final Logger log = LoggerFactory.getLogger(PostgresDatabase.class);
  private static final int CONNECTIONS = 16;
  private static final int CONNECT_MS = 5_000;
  private static final int ANSWER_SECONDS = 60;

  /** No transaction of ours does anything else for so long. */
  private static final int PAUSE_SECONDS = 10;

  private final HikariDataSource pool;

  private PostgresDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Connects, and brings the tables up to date.
   *
   * @throws StoreException if the server cannot be reached, refuses us, or has other tables
   */
  public static PostgresDatabase open(PostgresSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("lowtide");
    config.setJdbcUrl(settings.url());
    if (settings.user() != null) {
      config.setUsername(settings.user());
    }
    if (settings.password() != null) {
      config.setPassword(settings.password().reveal());
    }
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MS);
    config.setAutoCommit(false);
    // As strings: the driver passes over what is none.
    config.addDataSourceProperty("ApplicationName", "lowtide");
    config.addDataSourceProperty("connectTimeout", String.valueOf(CONNECT_MS / 1_000));
    // What takes the connection and says nothing would else be waited for twice ANSWER_SECONDS.
    config.addDataSourceProperty("loginTimeout", String.valueOf(CONNECT_MS / 1_000));
    // A server that froze must not hold a node for ever.
    config.addDataSourceProperty("socketTimeout", String.valueOf(ANSWER_SECONDS));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // A node that froze within a transaction must not hold the others for ever.
    config.addDataSourceProperty(
        "options", "-c idle_in_transaction_session_timeout=" + PAUSE_SECONDS + "s");
    config.addDataSourceProperty("reWriteBatchedInserts", "false"); // would hide what each changed
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new StoreException(unusable(settings, e), e);
    }
    try {
      Schema.bringUpToDate(
          Flyway.configure().dataSource(pool).locations("classpath:db/postgres").load(),
          version -> log.info("the store is upgraded from schema {}", version));
      return new PostgresDatabase(pool);
    } catch (FlywayException e) {
      pool.close();
      throw new StoreException(unusable(settings, e), e);
    } catch (StoreException e) {
      pool.close();
      throw e;
    }
  }

  private static String unusable(PostgresSettings settings, Exception e) {
    return "%s cannot be used: %s. Check store.url, user and password, and that the server runs."
        .formatted(settings.url(), StoreException.firstLine(e));
  }

  @Override
  public <T> T write(Work<T> work) {
    return inTransaction(work, "the store does not take it");
  }

  @Override
  public <T> T read(Work<T> work) {
    return inTransaction(work, "the store cannot be read");
  }

  private <T> T inTransaction(Work<T> work, String failed) {
    try (Connection connection = pool.getConnection()) {
      try {
        T result = work.with(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreException(failed + ": " + StoreException.firstLine(e), e);
    }
  }

  private static void rollBack(Connection connection, Exception reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // A lost connection has rolled back by itself, and says so here.
      reason.addSuppressed(e);
    }
  }

  /** Its connections, for libraries that keep tables of their own in it. */
  public DataSource pool() {
    return pool;
  }

  /** The server's: the nodes' clocks may differ, and leases are compared between nodes. */
  @Override
  public Instant time(Instant mine) {
    return read(
        connection -> {
          try (PreparedStatement query =
                  connection.prepareStatement(
                      "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint");
              ResultSet rows = query.executeQuery()) {
            rows.next();
            return Instant.ofEpochMilli(rows.getLong(1));
          }
        });
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public void close() {
    pool.close();
  }
}
