package lowtide.store.postgres;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import lowtide.chat.Buckets;
import lowtide.chat.Nodes;
import lowtide.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that work on one database, and who of them does what only one may.
 *
 * <p>What a node has it holds by advisory locks of the server, which go with its connection: a node
 * that dies frees them at once. One that is frozen, or cut off, keeps them, but its heartbeat grows
 * old: then another node ends that connection. Each node takes at most its equal part of what is to
 * be shared, and gives back what is more than that when another one comes.
 */
public final class PostgresNodes implements Nodes, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostgresNodes.class);
  private static final Duration SILENT = Duration.ofSeconds(12);
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** Shorter than others wait, so that who is silent knows before another one begins. */
  private static final Duration TRUST = Duration.ofSeconds(8);

  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int FORGOTTEN_AT_ONCE = 50_000;

  private final String node;
  private final Supplier<String> config;
  private final Duration silent;
  private final NodeConnection connection;
  private final ServerClock clock = new ServerClock();
  private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;
  private final List<PartShare> shares = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService beating =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "nodes");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Map<String, String> peers = Map.of();
  private volatile long confirmedAt;
  private boolean told;

  /**
   * @param node who this process is to the others: unique
   * @param config the version of the config that is in force here
   * @throws StoreException if the server cannot be reached
   */
  public static PostgresNodes join(
      PostgresDatabase database, PostgresSettings settings, String node, Supplier<String> config) {
    return join(database, settings, node, config, SILENT);
  }

  static PostgresNodes join(
      PostgresDatabase database,
      PostgresSettings settings,
      String node,
      Supplier<String> config,
      Duration silent) {
    PostgresNodes nodes = new PostgresNodes(database, settings, node, config, silent);
    try {
      nodes.takeStock();
    } catch (SQLException e) {
      nodes.connection.drop();
      throw new StoreException("the other nodes cannot be seen: " + StoreException.firstLine(e), e);
    }
    var unused =
        nodes.beating.scheduleWithFixedDelay(
            nodes::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    return nodes;
  }

  private PostgresNodes(
      PostgresDatabase database,
      PostgresSettings settings,
      String node,
      Supplier<String> config,
      Duration silent) {
    this.node = node;
    this.config = config;
    this.silent = silent;
    this.connection = new NodeConnection(settings, node);
    this.buckets =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database.pool())
            .primaryKeyMapper(PrimaryKeyMapper.STRING)
            .table("pace")
            .clientClock(clock.meter())
            .requestTimeout(Duration.ofSeconds(2))
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
            .build();
  }

  @Override
  public Share share(String what, int parts) {
    PartShare share = new PartShare(what, parts);
    shares.add(share);
    beating.execute(this::beat);
    return share;
  }

  @Override
  public Optional<Buckets> buckets() {
    return Optional.of((name, limit) -> buckets.builder().build(name, () -> limit));
  }

  /** Forgets the buckets that are full again. */
  public void pruneBuckets() {
    buckets.removeExpired(FORGOTTEN_AT_ONCE);
  }

  /** The server's time, which all nodes agree upon; it never jumps. */
  public Clock clock() {
    return clock;
  }

  /** Who this process is to the others. */
  public String node() {
    return node;
  }

  /** The nodes that are there, this one included, each with the version of its config. */
  public Map<String, String> peers() {
    return peers;
  }

  private synchronized void beat() {
    try {
      takeStock();
    } catch (SQLException e) {
      // The locks went with the connection.
      connection.drop();
      shares.forEach(PartShare::loseAll);
      if (!told) {
        log.warn("the other nodes cannot be seen: {}", StoreException.firstLine(e));
        told = true;
      }
    } catch (RuntimeException e) {
      log.error("the nodes' work cannot be shared", e);
    }
  }

  private synchronized void takeStock() throws SQLException {
    long asked = System.nanoTime();
    clock.set(connection.beat(config.get()), asked);
    connection.endSilent(silent);
    Map<String, String> now = connection.nodes();
    if (!now.keySet().equals(peers.keySet())) {
      log.info("this node is one of {}", now.size());
    }
    peers = now;
    for (PartShare share : shares) {
      share.balance(now.size());
      if (share.isGone()) {
        shares.remove(share);
      }
    }
    confirmedAt = asked;
    told = false;
  }

  private boolean isConfirmed() {
    return System.nanoTime() - confirmedAt < TRUST.toNanos();
  }

  /** Leaves the others, who take over what this one has. */
  @Override
  public void close() {
    beating.shutdownNow();
    try {
      if (!beating.awaitTermination(3, TimeUnit.SECONDS)) {
        log.debug("the last heartbeat takes long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    confirmedAt = System.nanoTime() - TRUST.toNanos();
    connection.leave();
  }

  /** What this node has of something. */
  private final class PartShare implements Share {
    private final String what;
    private final int parts;
    private final Parts held = new Parts();
    private volatile Set<Integer> mine = Set.of();
    private volatile boolean closed;

    PartShare(String what, int parts) {
      this.what = what;
      this.parts = parts;
    }

    @Override
    public Set<Integer> mine() {
      return !closed && isConfirmed() ? mine : Set.of();
    }

    @Override
    public void close() {
      closed = true;
      if (!beating.isShutdown()) {
        beating.execute(PostgresNodes.this::beat);
      }
    }

    boolean isGone() {
      return closed && held.isEmpty();
    }

    void loseAll() {
      held.clear();
      mine = Set.of();
    }

    void balance(int nodes) throws SQLException {
      int most = closed ? 0 : (parts + nodes - 1) / nodes;
      held.giveBackAllBut(most, closed);
      mine = held.inUse(); // before the lock is free
      for (int part : held.toBeFreed()) {
        connection.unlock(what, part);
      }
      for (int part = 0; part < parts && held.inUse().size() < most; part++) {
        if (!held.has(part) && connection.lock(what, part)) {
          held.take(part);
        }
      }
      mine = held.inUse();
    }
  }
}
