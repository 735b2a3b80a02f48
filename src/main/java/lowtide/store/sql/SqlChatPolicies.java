package lowtide.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lowtide.alert.ChatPolicies;
import lowtide.alert.ChatPolicy;
import lowtide.chat.ChatId;
import org.jspecify.annotations.Nullable;

/** What chats want to be spared. */
public final class SqlChatPolicies implements ChatPolicies {
  private final Database database;

  public SqlChatPolicies(Database database) {
    this.database = database;
  }

  @Override
  public ChatPolicy of(ChatId chat) {
    return database.read(connection -> ofChat(connection, chat.toString()));
  }

  static ChatPolicy ofChat(Connection connection, String chat) throws SQLException {
    return read(connection, "w.chat = ?", chat).getOrDefault(chat, ChatPolicy.NONE);
  }

  /** Of all active chats of the topic that have one, by chat. */
  static Map<String, ChatPolicy> ofTopic(Connection connection, String topic) throws SQLException {
    return read(
        connection,
        """
        EXISTS (SELECT 1 FROM subscription s JOIN chat c ON c.chat = s.chat
          WHERE s.chat = w.chat AND s.topic = ? AND c.inactive IS NULL)
        """,
        topic);
  }

  private static Map<String, ChatPolicy> read(Connection connection, String chats, String parameter)
      throws SQLException {
    Map<String, ChatPolicy> policies = new LinkedHashMap<>();
    Sql.list(
        connection,
        "SELECT chat, snoozed_until, quiet FROM chat_policy w WHERE " + chats,
        rows -> {
          long until = rows.getLong(2);
          String quiet = rows.getString(3);
          return policies.put(
              rows.getString(1),
              new ChatPolicy(
                  until == 0 ? null : Instant.ofEpochMilli(until),
                  Set.of(),
                  Set.of(),
                  quiet == null ? null : quiet(quiet)));
        },
        parameter);
    Sql.list(
        connection,
        "SELECT chat, rule FROM mute w WHERE " + chats,
        rows ->
            policies.merge(
                rows.getString(1),
                new ChatPolicy(null, Set.of(rows.getString(2)), Set.of(), null),
                SqlChatPolicies::joined),
        parameter);
    Sql.list(
        connection,
        "SELECT chat, level FROM unwanted_level w WHERE " + chats,
        rows ->
            policies.merge(
                rows.getString(1),
                new ChatPolicy(null, Set.of(), Set.of(rows.getString(2)), null),
                SqlChatPolicies::joined),
        parameter);
    return policies;
  }

  private static ChatPolicy joined(ChatPolicy known, ChatPolicy more) {
    return new ChatPolicy(
        known.snoozedUntil(),
        joined(known.muted(), more.muted()),
        joined(known.unwanted(), more.unwanted()),
        known.quiet());
  }

  private static Set<String> joined(Set<String> some, Set<String> more) {
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(more);
    return all;
  }

  private static ChatPolicy.QuietHours quiet(String written) {
    String[] parts = written.split("[- ]", 3);
    return new ChatPolicy.QuietHours(
        LocalTime.parse(parts[0]), LocalTime.parse(parts[1]), ZoneId.of(parts[2]));
  }

  @Override
  public void snooze(ChatId chat, @Nullable Instant until) {
    set(chat, "snoozed_until", until == null ? null : until.toEpochMilli());
  }

  @Override
  public void quiet(ChatId chat, ChatPolicy.@Nullable QuietHours quiet) {
    set(
        chat,
        "quiet",
        quiet == null ? null : "%s-%s %s".formatted(quiet.from(), quiet.to(), quiet.zone()));
  }

  private void set(ChatId chat, String column, @Nullable Object value) {
    database.write(
        connection -> {
          Sql.run(
              connection,
              "INSERT INTO chat_policy (chat) VALUES (?) ON CONFLICT (chat) DO NOTHING",
              chat.toString());
          if (value == null) {
            Sql.run(
                connection,
                "UPDATE chat_policy SET %s = NULL WHERE chat = ?".formatted(column),
                chat.toString());
          } else {
            Sql.run(
                connection,
                "UPDATE chat_policy SET %s = ? WHERE chat = ?".formatted(column),
                value,
                chat.toString());
          }
          // Chats without any are owed to in one go.
          return Sql.run(
              connection,
              "DELETE FROM chat_policy WHERE chat = ? AND snoozed_until IS NULL AND quiet IS NULL",
              chat.toString());
        });
  }

  @Override
  public void mute(ChatId chat, String rule) {
    database.write(
        connection ->
            Sql.run(
                connection,
                "INSERT INTO mute (chat, rule) VALUES (?, ?) ON CONFLICT (chat, rule) DO NOTHING",
                chat.toString(),
                rule));
  }

  @Override
  public void unmute(ChatId chat) {
    database.write(
        connection -> Sql.run(connection, "DELETE FROM mute WHERE chat = ?", chat.toString()));
  }

  @Override
  public void unmute(ChatId chat, String rule) {
    database.write(
        connection ->
            Sql.run(
                connection, "DELETE FROM mute WHERE chat = ? AND rule = ?", chat.toString(), rule));
  }

  @Override
  public void want(ChatId chat, String level, boolean wanted) {
    database.write(
        connection ->
            Sql.run(
                connection,
                wanted
                    ? "DELETE FROM unwanted_level WHERE chat = ? AND level = ?"
                    : "INSERT INTO unwanted_level (chat, level) VALUES (?, ?) ON CONFLICT DO NOTHING",
                chat.toString(),
                level));
  }

  @Override
  public List<Untold> untold(ChatId chat, int limit) {
    return database.read(
        connection -> {
          List<Untold> own = untold(connection, "chat = ?", chat, limit);
          List<Untold> all =
              untold(
                  connection,
                  "chat = '' AND topic IN (SELECT topic FROM subscription WHERE chat = ?)",
                  chat,
                  limit);
          return Stream.concat(own.stream(), all.stream())
              .sorted(Comparator.comparing(Untold::at).reversed())
              .limit(limit)
              .toList();
        });
  }

  private static List<Untold> untold(Connection connection, String which, ChatId chat, int limit)
      throws SQLException {
    return Sql.list(
        connection,
        "SELECT title, at, stage, reason FROM decision WHERE %s ORDER BY seq DESC LIMIT ?"
            .formatted(which),
        rows ->
            new Untold(
                rows.getString(1),
                Instant.ofEpochMilli(rows.getLong(2)),
                rows.getString(3),
                rows.getString(4)),
        chat.toString(),
        limit);
  }

  @Override
  public void forget(ChatId chat, @Nullable String person) {
    database.write(
        connection -> {
          ChatRows.forget(connection, chat, person);
          return true;
        });
  }
}
