package lowtide.store.sqlite;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import lowtide.chat.SeenUpdates;

/** Updates that were taken, in SQLite, for a week: no platform delivers older ones again. */
public final class SqliteSeenUpdates implements SeenUpdates {
  private static final Duration KEPT = Duration.ofDays(7);

  private final SqliteDatabase database;
  private final Clock clock;

  public SqliteSeenUpdates(SqliteDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
    database.write(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM seen_update WHERE at < ?")) {
            delete.setLong(1, clock.instant().minus(KEPT).toEpochMilli());
            return delete.executeUpdate();
          }
        });
  }

  @Override
  public boolean firstTime(String platform, String updateId) {
    return database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT OR IGNORE INTO seen_update (platform, id, at) VALUES (?, ?, ?)")) {
            insert.setString(1, platform);
            insert.setString(2, updateId);
            insert.setLong(3, clock.instant().toEpochMilli());
            return insert.executeUpdate() == 1;
          }
        });
  }
}
