package lowtide.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import lowtide.signal.LevelIndex;
import lowtide.signal.LevelIndex.Direction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A tick, or a new level, among many price levels, half of them downward and half upward. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class LevelsBench {
  private static final double LOWEST = 50_000;
  private static final double HIGHEST = 150_000;
  private static final int TICKS = 1 << 16;
  private static final int HITS = 50;

  /** Of a normal deviate. */
  private static final double MEAN_SIZE = 0.8;

  private static final int ADDED = 10_000;

  private long sum;

  private static double price(RandomGenerator random) {
    return random.nextDouble(LOWEST, HIGHEST);
  }

  private static Direction direction(long id) {
    return id % 2 == 0 ? Direction.DOWN : Direction.UP;
  }

  /** Where levels are kept. */
  private interface Store {
    void add(Direction direction, double price, long id) throws SQLException;
  }

  /** The levels and the ticks; a state of its own, as JMH makes several of the outer class. */
  @State(Scope.Thread)
  public static class Market {
    @Param("1000000")
    int levels;

    double from;
    double to;
    private final double[] ticks = new double[TICKS];
    private int tick;

    /** A walk that meets some fifty levels a tick, however many there are. */
    @Setup
    public void walk() {
      RandomGenerator random = new SplittableRandom(3);
      // Half of the levels are of the one direction.
      double stride = HITS * 2 * (HIGHEST - LOWEST) / levels / MEAN_SIZE;
      double price = (LOWEST + HIGHEST) / 2;
      for (int t = 0; t < TICKS; t++) {
        double next = price + stride * random.nextGaussian();
        price = next > LOWEST && next < HIGHEST ? next : price;
        ticks[t] = price;
      }
      to = ticks[0];
    }

    void next() {
      tick = (tick + 1) % TICKS;
      from = to;
      to = ticks[tick];
    }

    private void fill(Store store) throws SQLException {
      RandomGenerator random = new SplittableRandom(1);
      for (long id = 0; id < levels; id++) {
        store.add(direction(id), price(random), id);
      }
    }
  }

  /** This program's index. */
  @State(Scope.Thread)
  public static class Index {
    final LevelIndex index = new LevelIndex();

    @Setup
    public void fill(Market market) throws SQLException {
      market.fill(index::add);
    }
  }

  /** Red-black trees; prices are distinct here, so that a price can be the key. */
  @State(Scope.Thread)
  public static class Trees {
    final TreeMap<Double, Long> down = new TreeMap<>();
    final TreeMap<Double, Long> up = new TreeMap<>();

    TreeMap<Double, Long> of(Direction direction) {
      return direction == Direction.DOWN ? down : up;
    }

    @Setup
    public void fill(Market market) throws SQLException {
      market.fill((direction, price, id) -> of(direction).put(price, id));
    }
  }

  /** A table in memory whose index holds all that is asked for. */
  @State(Scope.Thread)
  public static class Sqlite {
    private Connection connection;
    private PreparedStatement down;
    private PreparedStatement up;

    @Setup
    public void fill(Market market) throws SQLException {
      connection = DriverManager.getConnection("jdbc:sqlite::memory:");
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE level (up INTEGER, price REAL, id INTEGER)");
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO level VALUES (?, ?, ?)")) {
          market.fill(
              (direction, price, id) -> {
                insert.setInt(1, direction.ordinal());
                insert.setDouble(2, price);
                insert.setLong(3, id);
                insert.executeUpdate();
              });
        }
        statement.execute("CREATE INDEX covering ON level (up, price, id)");
        connection.commit();
      }
      String query = "SELECT price, id FROM level WHERE up = ";
      down = connection.prepareStatement(query + "0 AND price <= ? AND price > ?");
      up = connection.prepareStatement(query + "1 AND price >= ? AND price < ?");
    }

    @TearDown
    public void close() throws SQLException {
      connection.close();
    }
  }

  /** Levels that are added and afterwards, off the clock, removed again. */
  @State(Scope.Thread)
  public static class Newcomers {
    final double[] prices = new double[ADDED];

    @Setup
    public void draw() {
      RandomGenerator random = new SplittableRandom(2);
      for (int k = 0; k < ADDED; k++) {
        prices[k] = price(random);
      }
    }
  }

  /** The index with newcomers to be removed. */
  @State(Scope.Thread)
  public static class IndexToAddTo {
    @TearDown(Level.Invocation)
    public void remove(Index index, Newcomers newcomers) {
      for (int k = 0; k < ADDED; k++) {
        index.index.remove(direction(k), newcomers.prices[k], -1 - k);
      }
    }
  }

  /** The trees likewise. */
  @State(Scope.Thread)
  public static class TreesToAddTo {
    @TearDown(Level.Invocation)
    public void remove(Trees trees, Newcomers newcomers) {
      for (int k = 0; k < ADDED; k++) {
        trees.of(direction(k)).remove(newcomers.prices[k]);
      }
    }
  }

  @Benchmark
  public long hitIndex(Market market, Index index) {
    market.next();
    index.index.hit(market.from, market.to, (price, id) -> sum += id);
    return sum;
  }

  @Benchmark
  public long hitTreeMap(Market market, Trees trees) {
    market.next();
    Map<Double, Long> hit =
        market.to < market.from
            ? trees.down.subMap(market.to, false, market.from, true).descendingMap()
            : trees.up.subMap(market.from, true, market.to, false);
    for (long id : hit.values()) {
      sum += id;
    }
    return sum;
  }

  @Benchmark
  public long hitSqlite(Market market, Sqlite sqlite) throws SQLException {
    market.next();
    PreparedStatement query = market.to < market.from ? sqlite.down : sqlite.up;
    query.setDouble(1, market.from);
    query.setDouble(2, market.to);
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        sum += rows.getLong(2);
      }
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ADDED)
  public LevelIndex addToIndex(Index index, Newcomers newcomers, IndexToAddTo after) {
    for (int k = 0; k < ADDED; k++) {
      index.index.add(direction(k), newcomers.prices[k], -1 - k);
    }
    return index.index;
  }

  @Benchmark
  @OperationsPerInvocation(ADDED)
  public Trees addToTreeMap(Trees trees, Newcomers newcomers, TreesToAddTo after) {
    for (int k = 0; k < ADDED; k++) {
      trees.of(direction(k)).put(newcomers.prices[k], -1L - k);
    }
    return trees;
  }
}
