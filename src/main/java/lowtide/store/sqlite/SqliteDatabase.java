package lowtide.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import lowtide.store.StoreException;
import lowtide.store.sql.Database;
import lowtide.store.sql.Schema;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The SQLite file of a data folder.
 *
 * <p>One connection, used by one thread at a time: SQLite has one writer anyway, and a transaction
 * that reads before it writes can otherwise end in SQLITE_BUSY_SNAPSHOT whatever the time-out. WAL
 * with synchronous FULL: a commit that returned survives a power cut. A lock file keeps a second
 * writing process out; a reader needs no lock and sees the last commit.
 */
public final class SqliteDatabase implements Database {
  private static final Logger log = LoggerFactory.getLogger(SqliteDatabase.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Connection connection;
  private final @Nullable FolderLock folderLock;

  private SqliteDatabase(Connection connection, @Nullable FolderLock folderLock) {
    this.connection = connection;
    this.folderLock = folderLock;
  }

  /**
   * Opens the folder's database for this process alone, creating what is missing.
   *
   * @throws StoreException if another process has it, or if it is damaged or not ours
   */
  public static SqliteDatabase open(Path folder) {
    Path file = folder.resolve(SqliteFile.NAME);
    FolderLock lock = null;
    try {
      SqliteFile.createPrivate(folder);
      lock = FolderLock.of(folder);
      Connection connection = SqliteFile.connect(file, false);
      try {
        SqliteCheck.requireOurs(connection);
        SqliteCheck.requireIntact(connection);
        if (!Schema.isUpToDate(connection)) {
          Schema.bringUpToDate(SqliteFile.flyway(file), version -> keep(folder, version));
        }
      } catch (FlywayException | SQLException | StoreException e) {
        connection.close();
        throw e instanceof StoreException told
            ? told
            : new StoreException(SqliteFile.unusable(file, e), e);
      }
      return new SqliteDatabase(connection, lock);
    } catch (IOException | SQLException e) {
      closeQuietly(lock);
      throw new StoreException(SqliteFile.unusable(file, e), e);
    } catch (StoreException e) {
      closeQuietly(lock);
      throw e;
    }
  }

  /**
   * Opens the folder's database for reading, also while a bot runs on it.
   *
   * @throws StoreException if there is none
   */
  public static SqliteDatabase openForReading(Path folder) {
    Path file = SqliteFile.existing(folder);
    try {
      Connection connection = SqliteFile.connect(file, true);
      try {
        SqliteCheck.requireOurs(connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new SqliteDatabase(connection, null);
    } catch (SQLException e) {
      throw new StoreException(SqliteFile.unusable(file, e), e);
    }
  }

  /**
   * Opens the folder's database for small changes, also while a bot runs on it: SQLite itself lets
   * one of them write at a time.
   *
   * @throws StoreException if there is none
   */
  public static SqliteDatabase openBeside(Path folder) {
    openForReading(folder).close();
    Path file = folder.resolve(SqliteFile.NAME);
    try {
      Connection connection = SqliteFile.connect(file, false);
      if (!Schema.isUpToDate(connection)) {
        connection.close();
        Schema.requireUpToDate(SqliteFile.flyway(file));
        connection = SqliteFile.connect(file, false);
      }
      return new SqliteDatabase(connection, null);
    } catch (FlywayException | SQLException e) {
      throw new StoreException(SqliteFile.unusable(file, e), e);
    }
  }

  /** Loads SQLite itself, which the first database to be opened would else wait for. */
  public static void loadDriver() {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      throw new StoreException("SQLite cannot be loaded: " + StoreException.firstLine(e), e);
    }
  }

  /** There is no way back from a change of the tables but a copy from before it. */
  private static void keep(Path folder, String version) {
    Path copy = folder.resolve("lowtide-before-upgrade-from-%s.db".formatted(version));
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      throw new StoreException("%s cannot be replaced: %s".formatted(copy, e.getMessage()), e);
    }
    SqliteBackup.write(folder, copy);
    log.info("the store is upgraded from schema {}; as it was it stays in {}", version, copy);
  }

  @Override
  public <T> T write(Work<T> work) {
    lock.lock();
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        T result = work.with(connection);
        statement.execute("COMMIT");
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(statement, e);
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreException("the store does not take it: " + SqliteFile.why(e), e);
    } finally {
      lock.unlock();
    }
  }

  private static void rollBack(Statement statement, Exception reason) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      // A full disk has rolled back by itself, and says so here.
      reason.addSuppressed(e);
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    lock.lock();
    try {
      return work.with(connection);
    } catch (SQLException e) {
      throw new StoreException("the store cannot be read: " + SqliteFile.why(e), e);
    } finally {
      lock.unlock();
    }
  }

  /** Who has the file leads. */
  @Override
  public Instant time(Instant mine) {
    return mine;
  }

  /** A lock keeps other processes out. */
  @Override
  public boolean isShared() {
    return false;
  }

  private static void closeQuietly(@Nullable FolderLock folderLock) {
    if (folderLock != null) {
      folderLock.close();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException("the store does not close: " + StoreException.firstLine(e), e);
    } finally {
      lock.unlock();
      closeQuietly(folderLock);
    }
  }
}
