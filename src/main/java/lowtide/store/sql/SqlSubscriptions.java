package lowtide.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lowtide.alert.Subscription;
import lowtide.alert.Subscriptions;
import lowtide.alert.Topic;
import lowtide.chat.ChatId;

/** Chats and their topics. */
public final class SqlSubscriptions implements Subscriptions {
  private final Database database;

  public SqlSubscriptions(Database database) {
    this.database = database;
  }

  @Override
  public Set<Topic> of(ChatId chat) {
    return database.read(connection -> topics(connection, chat.toString()));
  }

  private static Set<Topic> topics(Connection connection, String chat) throws SQLException {
    Set<Topic> topics = EnumSet.noneOf(Topic.class);
    topics.addAll(
        Sql.list(
            connection,
            "SELECT topic FROM subscription WHERE chat = ?",
            rows -> Topic.valueOf(rows.getString(1)),
            chat));
    return topics;
  }

  @Override
  public void set(ChatId chat, Set<Topic> topics) {
    database.write(
        connection -> {
          Sql.run(
              connection,
              """
              INSERT INTO chat (chat, platform) VALUES (?, ?)
              ON CONFLICT (chat) DO UPDATE SET inactive = NULL
              """,
              chat.toString(),
              chat.platform());
          replaceTopics(connection, chat.toString(), topics);
          return true;
        });
  }

  private static void replaceTopics(Connection connection, String chat, Set<Topic> topics)
      throws SQLException {
    Sql.run(connection, "DELETE FROM subscription WHERE chat = ?", chat);
    for (Topic topic : topics) {
      Sql.run(
          connection, "INSERT INTO subscription (chat, topic) VALUES (?, ?)", chat, topic.name());
    }
  }

  @Override
  public void configure(List<Subscription> chats) {
    database.write(
        connection -> {
          Map<String, String> before = configured(connection);
          for (Subscription wanted : chats) {
            String chat = ChatRows.whereIs(connection, wanted.chat()).toString();
            String topics = written(wanted.topics());
            if (!topics.equals(before.remove(chat))) {
              Sql.run(
                  connection,
                  """
                  INSERT INTO chat (chat, platform, configured) VALUES (?, ?, ?)
                  ON CONFLICT (chat) DO UPDATE SET configured = excluded.configured, inactive = NULL
                  """,
                  chat,
                  wanted.chat().platform(),
                  topics);
              replaceTopics(connection, chat, wanted.topics());
            }
          }
          for (String gone : before.keySet()) {
            Sql.run(connection, "UPDATE chat SET configured = NULL WHERE chat = ?", gone);
            replaceTopics(connection, gone, Set.of());
          }
          return true;
        });
  }

  private static Map<String, String> configured(Connection connection) throws SQLException {
    Map<String, String> found = new LinkedHashMap<>();
    Sql.list(
        connection,
        "SELECT chat, configured FROM chat WHERE configured IS NOT NULL",
        rows -> found.put(rows.getString(1), rows.getString(2)));
    return found;
  }

  private static String written(Set<Topic> topics) {
    return topics.stream().sorted().map(Topic::name).collect(Collectors.joining(","));
  }

  @Override
  public List<Subscription> all() {
    return database.read(
        connection -> {
          List<Subscription> all = new ArrayList<>();
          for (String chat :
              Sql.list(
                  connection,
                  "SELECT DISTINCT chat FROM subscription ORDER BY 1",
                  rows -> rows.getString(1))) {
            all.add(new Subscription(ChatId.parse(chat), topics(connection, chat)));
          }
          return all;
        });
  }

  @Override
  public Optional<String> inactive(ChatId chat) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT inactive FROM chat WHERE chat = ? AND inactive IS NOT NULL",
                rows -> rows.getString(1),
                chat.toString()));
  }
}
