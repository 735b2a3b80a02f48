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
    try (Connection connection = SqliteFile.connect(file, true);
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
      String found = answer.getString(1);
      return found.equals("ok") ? "intact" : "damaged: " + found;
    } catch (SQLException e) {
      return "damaged: " + StoreException.firstLine(e);
    }
  }
}
