package lowtide.store.sqlite;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import lowtide.store.StoreException;
import org.flywaydb.core.Flyway;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteConfig;

/** A data folder's database file, and how it is connected to. */
final class SqliteFile {
  static final String NAME = "lowtide.db";

  /** 64 MiB: an alert to 100,000 chats does not wait until the last one's pages are copied back. */
  private static final int WAL_PAGES = 16_384;

  /** Used while so much is written at once. */
  private static final int CACHE_KIB = 16_384;

  private SqliteFile() {}

  static void createPrivate(Path folder) throws IOException {
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

  /**
   * The folder's database file.
   *
   * @throws StoreException if there is none, or an empty one, as a start leaves that was ended at
   *     once
   */
  static Path existing(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      if (Files.isRegularFile(folder)) {
        // Newer releases of Java tell of this as of a file that is not there.
        throw new FileAlreadyExistsException(folder.toString());
      }
      if (Files.size(file) > 0) {
        return file;
      }
    } catch (NoSuchFileException e) {
      // As if it were empty.
    } catch (IOException e) {
      throw new StoreException(unusable(file, e), e);
    }
    throw new StoreException(
        "no history in %s yet. For example: lowtide import --data %s --instrument BTC BTC.csv"
            .formatted(folder, folder));
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

  static Flyway flyway(Path file) {
    return Flyway.configure()
        .dataSource("jdbc:sqlite:" + file, null, null)
        .locations("classpath:db/sqlite")
        .load();
  }

  /** What people read of a failure, with what to do about it. */
  static String why(Exception cause) {
    String line = StoreException.firstLine(cause);
    if (isFull(line)) {
      return "the disk is full, make room on it (%s)".formatted(line);
    }
    if (line.contains("SQLITE_CORRUPT")) {
      return ("the file is damaged (%s). Stop the bot and restore a backup: cp BACKUP lowtide.db in"
              + " the data folder, and remove its -wal and -shm")
          .formatted(line);
    }
    return line;
  }

  /** What a full disk does to SQLite has several names. */
  private static boolean isFull(String line) {
    return line.contains("SQLITE_FULL") || line.contains("SQLITE_IOERR_SHMSIZE");
  }

  static String unusable(Path file, Exception cause) {
    String line = StoreException.firstLine(cause);
    if (isFull(line)) {
      return "%s cannot be used: %s. Nothing in it was changed.".formatted(file, why(cause));
    }
    if (cause.getCause() instanceof NativeLibraryNotFoundException) {
      return ("SQLite's library cannot be unpacked and run in %s. Make that folder writable and"
              + " executable, or name another: java -Dorg.sqlite.tmpdir=DIR ...")
          .formatted(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir")));
    }
    if (cause instanceof FileSystemException || isOutOfReach(line)) {
      return "%s cannot be used: %s. The user %s needs a folder to write to. For example: --data data"
          .formatted(file, inTheWay(cause, line), System.getProperty("user.name"));
    }
    return ("%s cannot be used: %s. Nothing in it was changed. To restore a backup: cp BACKUP %s"
            + " (and remove its -wal and -shm). Or move it away to begin with an empty store.")
        .formatted(file, line, file);
  }

  /** The file may be whole: it is its folder that does not let it be used. */
  private static boolean isOutOfReach(String line) {
    return line.contains("SQLITE_READONLY")
        || line.contains("SQLITE_CANTOPEN")
        || line.contains("SQLITE_PERM");
  }

  private static String inTheWay(Exception cause, String line) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " is not a folder";
    }
    return cause instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : line;
  }
}
