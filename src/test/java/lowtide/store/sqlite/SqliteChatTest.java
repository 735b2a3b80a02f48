package lowtide.store.sqlite;

import java.nio.file.Path;
import lowtide.store.sql.ChatContract;
import lowtide.store.sql.Database;

class SqliteChatTest extends ChatContract {
  @Override
  protected Database open(Path folder) {
    return SqliteDatabase.open(folder);
  }
}
