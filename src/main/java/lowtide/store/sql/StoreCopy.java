package lowtide.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.store.StoreException;

/** Copies all that is stored from one database into an empty one. */
public final class StoreCopy {
  /** The tables in an order in which they can be filled, and what their rows are sorted by. */
  private static final Map<String, String> TABLES = new LinkedHashMap<>();

  static {
    TABLES.put("bar", "instrument, span, opens_at");
    TABLES.put("rule_state", "rule");
    TABLES.put("position", "id");
    TABLES.put("alert", "id");
    TABLES.put("chat", "chat");
    TABLES.put("subscription", "chat, topic");
    TABLES.put("chat_policy", "chat");
    TABLES.put("mute", "chat, rule");
    TABLES.put("unwanted_level", "chat, level");
    TABLES.put("outbox", "seq");
    TABLES.put("answer", "seq");
    TABLES.put("decision", "seq");
    TABLES.put("audit", "seq");
    TABLES.put("own_rule", "id");
    TABLES.put("chat_settings", "chat");
    TABLES.put("bot_admin", "who");
    TABLES.put("admin_code", "id");
    TABLES.put("moved_chat", "chat");
    TABLES.put("seen_update", "platform, id");
  }

  /** Made anew, in the same order. */
  private static final String SEQUENCE = "seq";

  private static final int BATCH = 1_000;

  private StoreCopy() {}

  /**
   * All of it or, when anything fails, nothing.
   *
   * @return how many rows of each table
   * @throws StoreException if the target holds anything already
   */
  public static Map<String, Integer> copy(Database from, Database to) {
    return from.read(
        source ->
            to.write(
                target -> {
                  Map<String, Integer> copied = new LinkedHashMap<>();
                  for (String table : TABLES.keySet()) {
                    int there = Sql.count(target, "SELECT count(*) FROM " + table);
                    if (there > 0) {
                      throw new StoreException(
                          "the new store is not empty: %d rows in %s. Nothing was changed; name an empty database."
                              .formatted(there, table));
                    }
                  }
                  for (Map.Entry<String, String> table : TABLES.entrySet()) {
                    copied.put(
                        table.getKey(), copy(source, target, table.getKey(), table.getValue()));
                  }
                  if (to.isShared()) {
                    // Their numbers are known to chats, so they were copied: the next one follows.
                    var last =
                        Sql.first(
                            target,
                            "SELECT setval(pg_get_serial_sequence('own_rule', 'id'),"
                                + " greatest(1, (SELECT max(id) FROM own_rule)))",
                            rows -> rows.getLong(1));
                  }
                  return copied;
                }));
  }

  private static int copy(Connection source, Connection target, String table, String order)
      throws SQLException {
    try (PreparedStatement query =
            source.prepareStatement("SELECT * FROM %s ORDER BY %s".formatted(table, order));
        ResultSet rows = query.executeQuery()) {
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        columns.add(rows.getMetaData().getColumnName(i));
      }
      columns.remove(SEQUENCE);
      String insert =
          "INSERT INTO %s (%s) VALUES (%s)"
              .formatted(
                  table,
                  String.join(", ", columns),
                  String.join(", ", Collections.nCopies(columns.size(), "?")));
      int copied = 0;
      try (PreparedStatement statement = target.prepareStatement(insert)) {
        while (rows.next()) {
          for (int i = 0; i < columns.size(); i++) {
            statement.setObject(i + 1, rows.getObject(columns.get(i)));
          }
          statement.addBatch();
          if (++copied % BATCH == 0) {
            statement.executeBatch();
          }
        }
        statement.executeBatch();
      }
      return copied;
    }
  }
}
