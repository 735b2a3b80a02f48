package lowtide.store.sql;

import java.time.Clock;
import lowtide.chat.ChatId;
import lowtide.chat.Whereabouts;

/** Keeps what platforms tell of chats. */
public final class SqlWhereabouts implements Whereabouts {
  private final Database database;
  private final Clock wallClock;

  public SqlWhereabouts(Database database, Clock wallClock) {
    this.database = database;
    this.wallClock = wallClock;
  }

  @Override
  public void moved(ChatId from, ChatId to) {
    database.write(
        connection -> {
          ChatRows.moved(connection, from, to);
          return true;
        });
  }

  @Override
  public void gone(ChatId chat, String why) {
    database.write(
        connection -> {
          for (ChatId known : ChatRows.known(connection, chat)) {
            ChatRows.gone(connection, known, why, wallClock.instant());
          }
          return true;
        });
  }

  @Override
  public void back(ChatId chat) {
    // Said at every command: what is not to be changed takes no lock.
    if (database.read(connection -> ChatRows.isInactive(connection, chat))) {
      database.write(connection -> ChatRows.back(connection, chat));
    }
  }
}
