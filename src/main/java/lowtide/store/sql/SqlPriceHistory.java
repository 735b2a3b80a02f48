package lowtide.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.PriceHistory;
import lowtide.market.Series;

/** Bars. */
public final class SqlPriceHistory implements PriceHistory {
  private static final int BATCH = 1_000;

  private static final String UPSERT =
      """
      INSERT INTO bar (instrument, span, opens_at, open, high, low, close, volume, source)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (instrument, span, opens_at) DO UPDATE SET
        open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
        volume = excluded.volume, source = excluded.source
      WHERE bar.open IS DISTINCT FROM excluded.open
        OR bar.high IS DISTINCT FROM excluded.high
        OR bar.low IS DISTINCT FROM excluded.low
        OR bar.close IS DISTINCT FROM excluded.close
        OR bar.volume IS DISTINCT FROM excluded.volume
      """;

  private final Database database;

  public SqlPriceHistory(Database database) {
    this.database = database;
  }

  @Override
  public Written write(Instrument instrument, Interval interval, List<Bar> bars, String source) {
    return database.write(
        connection -> {
          int before = count(connection, instrument, interval);
          int changed = 0;
          try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            int waiting = 0;
            for (Bar bar : bars) {
              upsert.setString(1, instrument.symbol());
              upsert.setString(2, interval.name());
              upsert.setLong(3, bar.opensAt().getEpochSecond());
              setPrice(upsert, 4, bar.open());
              setPrice(upsert, 5, bar.high());
              setPrice(upsert, 6, bar.low());
              setPrice(upsert, 7, bar.close());
              setPrice(upsert, 8, bar.volume());
              upsert.setString(9, source);
              upsert.addBatch();
              if (++waiting == BATCH) {
                changed += Arrays.stream(upsert.executeBatch()).sum();
                waiting = 0;
              }
            }
            changed += Arrays.stream(upsert.executeBatch()).sum();
          }
          int added = count(connection, instrument, interval) - before;
          if (changed > 0) {
            noteChange(connection, instrument.symbol(), interval.name());
          }
          return new Written(added, changed - added, bars.size() - changed);
        });
  }

  private static void noteChange(Connection connection, String instrument, String interval)
      throws SQLException {
    Sql.run(
        connection,
        """
        INSERT INTO bar_change (instrument, span, revision) VALUES (?, ?, 1)
        ON CONFLICT (instrument, span) DO UPDATE SET revision = bar_change.revision + 1
        """,
        instrument,
        interval);
  }

  @Override
  public Map<Key, Long> changes() {
    return database.read(
        connection -> {
          Map<Key, Long> changes = new HashMap<>();
          Sql.list(
              connection,
              "SELECT instrument, span, revision FROM bar_change",
              rows ->
                  changes.put(
                      new Key(rows.getString(1), Interval.valueOf(rows.getString(2))),
                      rows.getLong(3)));
          return changes;
        });
  }

  @Override
  public Optional<Instant> asked() {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT at FROM bars_asked",
                rows -> Instant.ofEpochMilli(rows.getLong(1))));
  }

  @Override
  public void asked(Instant at) {
    database.write(
        connection ->
            Sql.run(
                connection,
                """
                INSERT INTO bars_asked (id, at) VALUES (1, ?)
                ON CONFLICT (id) DO UPDATE SET at = excluded.at
                """,
                at.toEpochMilli()));
  }

  /** Forgets the hourly bars that open earlier; how many there were. */
  public int pruneHours(Instant before) {
    return database.write(
        connection ->
            Sql.run(
                connection,
                "DELETE FROM bar WHERE span = ? AND opens_at < ?",
                Interval.HOUR.name(),
                before.getEpochSecond()));
  }

  private static int count(Connection connection, Instrument instrument, Interval interval)
      throws SQLException {
    return Sql.count(
        connection,
        "SELECT count(*) FROM bar WHERE instrument = ? AND span = ?",
        instrument.symbol(),
        interval.name());
  }

  private static void setPrice(PreparedStatement statement, int position, double price)
      throws SQLException {
    if (Double.isNaN(price)) {
      statement.setNull(position, Types.REAL);
    } else {
      statement.setDouble(position, price);
    }
  }

  @Override
  public Series bars(Instrument instrument, Interval interval, Instant from) {
    return database.read(
        connection ->
            Series.of(
                instrument,
                interval,
                Sql.list(
                    connection,
                    """
                    SELECT opens_at, open, high, low, close, volume FROM bar
                    WHERE instrument = ? AND span = ? AND opens_at >= ? ORDER BY opens_at
                    """,
                    SqlPriceHistory::bar,
                    instrument.symbol(),
                    interval.name(),
                    from.getEpochSecond())));
  }

  private static Bar bar(ResultSet rows) throws SQLException {
    return new Bar(
        Instant.ofEpochSecond(rows.getLong(1)),
        price(rows, 2),
        price(rows, 3),
        price(rows, 4),
        price(rows, 5),
        price(rows, 6));
  }

  private static double price(ResultSet rows, int column) throws SQLException {
    double value = rows.getDouble(column);
    // Null reads as 0; to ask at every value takes as long as reading it.
    return value == 0 && rows.wasNull() ? Double.NaN : value;
  }

  @Override
  public String source(Instrument instrument, Interval interval) {
    return database
        .read(
            connection ->
                Sql.first(
                    connection,
                    """
                    SELECT source FROM bar WHERE instrument = ? AND span = ?
                    ORDER BY opens_at DESC LIMIT 1
                    """,
                    rows -> rows.getString(1),
                    instrument.symbol(),
                    interval.name()))
        .orElse("nowhere");
  }
}
