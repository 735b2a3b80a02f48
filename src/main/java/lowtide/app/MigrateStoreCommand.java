package lowtide.app;

import java.io.PrintStream;
import java.util.Map;
import lowtide.store.postgres.PostgresDatabase;
import lowtide.store.postgres.PostgresSettings;
import lowtide.store.sql.Database;
import lowtide.store.sql.StoreCopy;
import lowtide.store.sqlite.SqliteDatabase;
import picocli.CommandLine.Command;

/** migrate-store: the SQLite store of the data folder into PostgreSQL. */
@Command(
    name = "migrate-store",
    description = {
      "Copies the SQLite store into the empty PostgreSQL database of the config.",
      "It is the one named under store.url. The bot must be stopped; the SQLite file stays as it"
          + " is."
    })
final class MigrateStoreCommand extends Main.Subcommand {
  @Override
  public Integer call() throws Exception {
    PostgresSettings server = places().settings().store();
    if (server == null) {
      throw new Main.InputException(
          "%s names no other store. For example: store: {url: \"jdbc:postgresql://localhost:5432/lowtide\"}"
              .formatted(places().config()));
    }
    // As a reader first: a folder without a store is not to get an empty one.
    SqliteDatabase.openForReading(places().data()).close();
    PrintStream out = Terminal.out();
    try (Database from = SqliteDatabase.open(places().data());
        Database to = PostgresDatabase.open(server)) {
      for (Map.Entry<String, Integer> table : StoreCopy.copy(from, to).entrySet()) {
        out.println("%-12s %,d rows".formatted(table.getKey(), table.getValue()));
      }
    }
    out.println("copied; `run` now uses " + server.url());
    out.flush();
    return 0;
  }
}
