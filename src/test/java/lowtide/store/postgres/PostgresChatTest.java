package lowtide.store.postgres;

import java.nio.file.Path;
import lowtide.store.sql.ChatContract;
import lowtide.store.sql.Database;

class PostgresChatTest extends ChatContract {
  @Override
  protected Database open(Path folder) {
    return PostgresDatabase.open(LocalPostgres.database());
  }
}
