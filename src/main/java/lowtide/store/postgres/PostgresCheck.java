package lowtide.store.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import lowtide.store.StoreException;
import lowtide.store.sql.Schema;

/** Whether a PostgreSQL server is there, takes us, and has our tables; changes nothing. */
public final class PostgresCheck {
  private static final String SECONDS = "5";

  private PostgresCheck() {}

  /**
   * What the server is, and whether the tables are those of this version.
   *
   * @throws StoreException if it cannot be used
   */
  public static String of(PostgresSettings settings) {
    Properties properties = new Properties();
    if (settings.user() != null) {
      properties.setProperty("user", settings.user());
    }
    if (settings.password() != null) {
      properties.setProperty("password", settings.password().reveal());
    }
    properties.setProperty("connectTimeout", SECONDS);
    properties.setProperty("loginTimeout", SECONDS);
    properties.setProperty("socketTimeout", SECONDS);
    try (Connection connection = DriverManager.getConnection(settings.url(), properties)) {
      if (isStandby(connection)) {
        throw new StoreException("it is a standby, which takes no writes");
      }
      return "PostgreSQL %s, %s"
          .formatted(
              connection.getMetaData().getDatabaseProductVersion(),
              Schema.isUpToDate(connection)
                  ? "tables up to date"
                  : "tables not there or of another version: the next start brings them up to date");
    } catch (SQLException e) {
      throw new StoreException(StoreException.firstLine(e), e);
    }
  }

  private static boolean isStandby(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("SELECT pg_is_in_recovery()")) {
      return answer.next() && answer.getBoolean(1);
    }
  }
}
