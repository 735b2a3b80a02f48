package lowtide.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import lowtide.store.StoreException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** Brings a store's tables up to date, and keeps off those that a newer program made. */
public final class Schema {
  /** The newest migration. */
  static final String LATEST = "13";

  private Schema() {}

  /**
   * Whether the newest migration was applied, and none after it: what nearly every start finds, and
   * needs no Flyway for, which takes a third of a second to load.
   */
  public static boolean isUpToDate(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet last =
            statement.executeQuery(
                "SELECT version, success FROM flyway_schema_history"
                    + " ORDER BY installed_rank DESC LIMIT 1")) {
      return last.next() && LATEST.equals(last.getString(1)) && last.getBoolean(2);
    } catch (SQLException e) {
      return false; // a new store, or one whose fault Flyway will tell
    }
  }

  /**
   * Applies what is missing.
   *
   * @param before is told the version of a store that is about to be changed; not of a new one
   * @throws StoreException if a newer program wrote the store; nothing was changed then
   */
  public static void bringUpToDate(Flyway flyway, Consumer<String> before) {
    MigrationInfoService info = flyway.info();
    refuseNewer(info);
    if (info.pending().length == 0) {
      return;
    }
    MigrationInfo current = info.current();
    if (current != null) {
      before.accept(version(current));
    }
    flyway.migrate();
  }

  /**
   * @throws StoreException if a newer or an older program wrote the store
   */
  public static void requireUpToDate(Flyway flyway) {
    MigrationInfoService info = flyway.info();
    refuseNewer(info);
    if (info.pending().length > 0) {
      throw new StoreException(
          "an older Lowtide made the store (schema %s): stop that one, then start this one's `run`, which brings it up to date"
              .formatted(info.current() == null ? "none" : version(info.current())));
    }
  }

  private static void refuseNewer(MigrationInfoService info) {
    MigrationInfo current = info.current();
    if (current != null && current.getState() == MigrationState.FUTURE_SUCCESS) {
      throw new StoreException(
          ("a newer Lowtide made the store (schema %s, this one knows %s); nothing was changed. Use the"
                  + " newer one, or put back what was kept before the upgrade: on SQLite cp"
                  + " lowtide-before-upgrade-from-%2$s.db lowtide.db in the data folder, without its -wal"
                  + " and -shm; on PostgreSQL your own dump")
              .formatted(version(current), newestKnown(info)));
    }
  }

  private static String newestKnown(MigrationInfoService info) {
    String newest = "none";
    for (MigrationInfo one : info.all()) {
      newest = one.getState() == MigrationState.FUTURE_SUCCESS ? newest : version(one);
    }
    return newest;
  }

  private static String version(MigrationInfo info) {
    return info.getVersion() == null ? "?" : info.getVersion().toString();
  }
}
