package lowtide.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import lowtide.store.StoreException;
import lowtide.store.sql.Database;
import lowtide.store.sql.Schema;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
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
  static final String FILE = "lowtide.db";

  /** 64 MiB: an alert to 100,000 chats does not wait until the last one's pages are copied back. */
  private static final int WAL_PAGES = 16_384;

  /** Used while so much is written at once. */
  private static final int CACHE_KIB = 16_384;

  private static final Logger log = LoggerFactory.getLogger(SqliteDatabase.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Connection connection;
  private final @Nullable FileChannel lockFile;

  private SqliteDatabase(Connection connection, @Nullable FileChannel lockFile) {
    this.connection = connection;
    this.lockFile = lockFile;
  }

  /**
   * Opens the folder's database for this process alone, creating what is missing.
   *
   * @throws StoreException if another process has it, or if it is damaged or not ours
   */
  public static SqliteDatabase open(Path folder) {
    Path file = folder.resolve(FILE);
    FileChannel lockFile = null;
    try {
      createPrivate(folder);
      lockFile = lockExclusively(folder);
      Connection connection = connect(file, false);
      try {
        if (!Schema.isUpToDate(connection)) {
          Schema.bringUpToDate(flyway(file), version -> keep(folder, version));
        }
      } catch (FlywayException | StoreException e) {
        connection.close();
        throw e instanceof StoreException told ? told : new StoreException(unusable(file, e), e);
      }
      return new SqliteDatabase(connection, lockFile);
    } catch (IOException | SQLException e) {
      closeQuietly(lockFile);
      throw new StoreException(unusable(file, e), e);
    } catch (StoreException e) {
      closeQuietly(lockFile);
      throw e;
    }
  }

  /**
   * Opens the folder's database for reading, also while a bot runs on it.
   *
   * @throws StoreException if there is none
   */
  public static SqliteDatabase openForReading(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new StoreException(
          "no history in %s yet. For example: lowtide import --data %s --instrument BTC BTC.csv"
              .formatted(folder, folder));
    }
    try {
      return new SqliteDatabase(connect(file, true), null);
    } catch (SQLException e) {
      throw new StoreException(unusable(file, e), e);
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
    Path file = folder.resolve(FILE);
    try {
      Connection connection = connect(file, false);
      if (!Schema.isUpToDate(connection)) {
        connection.close();
        Schema.requireUpToDate(flyway(file));
        connection = connect(file, false);
      }
      return new SqliteDatabase(connection, null);
    } catch (FlywayException | SQLException e) {
      throw new StoreException(unusable(file, e), e);
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

  private static void createPrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    // SQLite creates its files readable for all: the folder keeps others out.
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  private static FileChannel lockExclusively(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lowtide.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null;
    }
    if (held == null) {
      channel.close();
      throw new StoreException(
          "another Lowtide is running on %s. Stop it first, or choose another --data folder."
              .formatted(folder));
    }
    return channel;
  }

  static Connection connect(Path file, boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(5_000);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    if (!readOnly) {
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    }
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT count(*) FROM sqlite_master").close();
      statement.execute("PRAGMA wal_autocheckpoint = " + WAL_PAGES);
      statement.execute("PRAGMA cache_size = -" + CACHE_KIB);
      if (readOnly) {
        // Not the read-only open flag: that cannot read a WAL whose shared memory is gone.
        statement.execute("PRAGMA query_only = true");
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  private static Flyway flyway(Path file) {
    return Flyway.configure()
        .dataSource("jdbc:sqlite:" + file, null, null)
        .locations("classpath:db/sqlite")
        .load();
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

  private static String unusable(Path file, Exception cause) {
    return ("%s cannot be used: %s. Nothing in it was changed. To restore a backup: cp BACKUP %s"
            + " (and remove its -wal and -shm). Or move it away to begin with an empty store.")
        .formatted(file, StoreException.firstLine(cause), file);
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
      throw new StoreException("the store does not take it: " + StoreException.firstLine(e), e);
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
      throw new StoreException("the store cannot be read: " + StoreException.firstLine(e), e);
    } finally {
      lock.unlock();
    }
  }

  /** Who has the file leads. */
  @Override
  public void requireLead(Connection leading) {}

  @Override
  public Instant time(Instant mine) {
    return mine;
  }

  /** A lock keeps other processes out. */
  @Override
  public boolean isShared() {
    return false;
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
      closeQuietly(lockFile);
    }
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // The process's end frees the lock all the same.
      }
    }
  }
}
