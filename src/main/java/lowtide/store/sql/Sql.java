package lowtide.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements with their parameters. */
final class Sql {
  private Sql() {}

  /** Runs the statement; how many rows it changed. */
  static int run(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return run(statement, parameters);
    }
  }

  static int run(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
    set(statement, parameters);
    return statement.executeUpdate();
  }

  static <T> List<T> list(
      Connection connection, String sql, Reader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      set(query, parameters);
      List<T> all = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          all.add(reader.read(rows));
        }
      }
      return all;
    }
  }

  /** The first row, if there is one and it is not null. */
  static <T> Optional<T> first(
      Connection connection, String sql, Reader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      return first(query, reader, parameters);
    }
  }

  static <T> Optional<T> first(
      PreparedStatement query, Reader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    set(query, parameters);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? Optional.ofNullable(reader.read(rows)) : Optional.empty();
    }
  }

  static int count(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    return first(connection, sql, rows -> rows.getInt(1), parameters).orElse(0);
  }

  private static void set(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  /** Makes something of the row that a result stands at. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }
}
