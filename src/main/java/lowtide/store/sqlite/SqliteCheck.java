package lowtide.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import lowtide.store.StoreException;

/** What SQLite itself finds about a database. */
public final class SqliteCheck {
  private SqliteCheck() {}

  /** What SQLite itself finds about the folder's database: intact, not there yet, or a damage. */
  public static String of(Path folder) {
    Path file = folder.resolve(SqliteFile.NAME);
    return Files.exists(file) ? ofFile(file) : "no database yet";
  }

  static String ofFile(Path file) {
    try (Connection connection = SqliteFile.connect(file, true)) {
      requireIntact(connection);
      return "intact";
    } catch (SQLException e) {
      return "damaged: " + StoreException.firstLine(e);
    }
  }

  /** Or empty, as a new file is. */
  static void requireOurs(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery(
                "SELECT count(*), count(CASE WHEN name = 'flyway_schema_history' THEN 1 END)"
                    + " FROM sqlite_master")) {
      if (tables.getInt(1) > 0 && tables.getInt(2) == 0) {
        throw new SQLException("it is another program's database");
      }
    }
  }

  /**
   * Reads every page: 6 ms a megabyte. A damage that is met only when a message is to be sent comes
   * too late for a backup from before it.
   */
  static void requireIntact(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
      String found = answer.getString(1).strip();
      if (!found.equals("ok")) {
        // Some of it begins with a line that says no more than which database.
        throw new SQLException("it is damaged: " + found.substring(found.lastIndexOf('\n') + 1));
      }
    }
  }
}
