package lowtide.app;

import java.nio.file.Path;
import lowtide.config.Settings;
import lowtide.store.postgres.PostgresDatabase;
import lowtide.store.postgres.PostgresSettings;
import lowtide.store.sql.Database;
import lowtide.store.sqlite.SqliteDatabase;

/** The store that the config names: PostgreSQL, or else a SQLite file in the data folder. */
final class Stores {
  private Stores() {}

  /** For the bot and for imports: a SQLite file for this process alone. */
  static Database open(Settings settings, Path data) {
    PostgresSettings server = settings.store();
    return server == null ? SqliteDatabase.open(data) : PostgresDatabase.open(server);
  }

  /** For questions, also while a bot runs on it. */
  static Database openForReading(Settings settings, Path data) {
    PostgresSettings server = settings.store();
    return server == null ? SqliteDatabase.openForReading(data) : PostgresDatabase.open(server);
  }

  /** For an admin's small changes, also while a bot runs on it. */
  static Database openBeside(Settings settings, Path data) {
    PostgresSettings server = settings.store();
    return server == null ? SqliteDatabase.openBeside(data) : PostgresDatabase.open(server);
  }
}
