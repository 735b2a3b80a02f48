package lowtide.store.sql;

import java.time.Clock;
import java.time.Duration;
import lowtide.chat.SeenUpdates;

/** Updates that were taken, for a week: no platform delivers older ones again. */
public final class SqlSeenUpdates implements SeenUpdates {
  private static final Duration KEPT = Duration.ofDays(7);

  private final Database database;
  private final Clock clock;

  public SqlSeenUpdates(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Deletes what is too old to come again. */
  public void prune() {
    database.write(
        connection ->
            Sql.run(
                connection,
                "DELETE FROM seen_update WHERE at < ?",
                clock.instant().minus(KEPT).toEpochMilli()));
  }

  @Override
  public boolean firstTime(String platform, String updateId) {
    return database.write(
        connection ->
            Sql.run(
                    connection,
                    """
                    INSERT INTO seen_update (platform, id, at) VALUES (?, ?, ?)
                    ON CONFLICT (platform, id) DO NOTHING
                    """,
                    platform,
                    updateId,
                    clock.instant().toEpochMilli())
                == 1);
  }
}
