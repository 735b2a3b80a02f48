package lowtide.store.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import lowtide.store.StoreException;

/** Copies a database while it is in use. */
public final class SqliteBackup {
  private SqliteBackup() {}

  /**
   * Writes the folder's database, as of one moment, into a file of its own and checks that.
   *
   * @throws StoreException if there is no database, or the file cannot be written whole; nothing is
   *     left of it then
   */
  public static void write(Path folder, Path file) {
    Path source = SqliteFile.existing(folder);
    // What is not whole yet, or never was because the process was killed, has another name.
    Path part = Path.of(file + ".part");
    try {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      deleteRemains(part);
      createPrivate(part);
      try (Connection connection = SqliteFile.connect(source, false);
          PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
        copy.setString(1, part.toString());
        copy.execute();
      }
      String found = SqliteCheck.ofFile(part);
      if (!found.equals("intact")) {
        throw new SQLException(found);
      }
      Files.move(part, file);
    } catch (IOException | SQLException e) {
      deleteQuietly(part, e);
      throw new StoreException(
          "%s cannot be written: %s. Nothing is left of it.".formatted(file, SqliteFile.why(e)), e);
    }
  }

  /** Empty, and its owner's alone: what chats were told is nobody else's business. */
  private static void createPrivate(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }

  private static void deleteQuietly(Path file, Exception reason) {
    try {
      deleteRemains(file);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private static void deleteRemains(Path part) throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(Path.of(part + "-journal"));
  }
}
