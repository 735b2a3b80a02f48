package lowtide.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import lowtide.chat.Nodes;
import lowtide.config.Settings;
import lowtide.schedule.ClockSettings;
import lowtide.schedule.MarketClock;
import lowtide.schedule.Scheduler;
import lowtide.schedule.Task;
import lowtide.store.StoreException;
import lowtide.store.postgres.PostgresDatabase;
import lowtide.store.postgres.PostgresNodes;
import lowtide.store.postgres.PostgresSettings;
import lowtide.store.sql.Database;
import lowtide.store.sqlite.SqliteDatabase;
import org.jspecify.annotations.Nullable;

/** The store of a bot and the nodes that work on it: on SQLite this one alone. */
final class Cluster implements AutoCloseable {
  private static final int SHORT_NAME = 8;

  private final Database database;
  private final @Nullable PostgresNodes nodes;
  private final @Nullable DataSource tables;
  private final Clock steadyClock;
  private final String node;

  private Cluster(
      Database database,
      @Nullable PostgresNodes nodes,
      @Nullable DataSource tables,
      Clock steadyClock,
      String node) {
    this.database = database;
    this.nodes = nodes;
    this.tables = tables;
    this.steadyClock = steadyClock;
    this.node = node;
  }

  /**
   * @param config the version of the config that is in force here
   */
  static Cluster open(Settings settings, Path data, Clock wallClock, Supplier<String> config) {
    String node = UUID.randomUUID().toString();
    PostgresSettings server = settings.store();
    if (server == null) {
      Database database = SqliteDatabase.open(data);
      Clock steady = new MarketClock(new ClockSettings(database.time(wallClock.instant()), 1));
      return new Cluster(database, null, null, steady, node);
    }
    PostgresDatabase database = PostgresDatabase.open(server);
    try {
      PostgresNodes nodes = PostgresNodes.join(database, server, node, config);
      return new Cluster(database, nodes, database.pool(), nodes.clock(), node);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  Database database() {
    return database;
  }

  /** Whether other nodes may be at work too. */
  boolean isShared() {
    return nodes != null;
  }

  Nodes nodes() {
    return nodes == null ? Nodes.ALONE : nodes;
  }

  /**
   * Runs the tasks, those of one node in turn with the others.
   *
   * @throws StoreException if the others cannot be met
   */
  Scheduler scheduler(List<Task> tasks) {
    try {
      return new Scheduler(tasks, tables, node);
    } catch (IllegalStateException e) {
      if (tables == null) {
        throw e;
      }
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The time all nodes agree upon, which never jumps. */
  Clock steadyClock() {
    return steadyClock;
  }

  /** Who this process is to the others. */
  String node() {
    return node;
  }

  /** Forgets what is shared of no use any more. */
  void prune() {
    if (nodes != null) {
      nodes.pruneBuckets();
    }
  }

  /**
   * The same lines about the config, and how many nodes there are and whether they differ in it.
   */
  List<String> described(List<String> config) {
    if (nodes == null || config.isEmpty()) {
      return config;
    }
    Map<String, String> peers = nodes.peers();
    List<String> lines = new ArrayList<>(config);
    lines.set(
        0,
        "%s; node %s, one of %d"
            .formatted(config.get(0), node.substring(0, SHORT_NAME), peers.size()));
    if (new HashSet<>(peers.values()).size() > 1) {
      lines.add(
          "the nodes run different configs: "
              + String.join(
                  ", ",
                  peers.entrySet().stream()
                      .map(
                          peer ->
                              "%s %s"
                                  .formatted(
                                      peer.getKey().substring(0, SHORT_NAME), peer.getValue()))
                      .toList()));
    }
    return lines;
  }

  @Override
  public void close() {
    if (nodes != null) {
      nodes.close();
    }
    database.close();
  }
}
