package lowtide.chat.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import lowtide.chat.ChatPlatform.Health;
import lowtide.chat.ChatPlatform.Health.State;
import lowtide.chat.Nodes;
import net.dv8tion.jda.api.JDA;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links of this node: one for each of Discord's shards that are its. What another node is to
 * have is closed, what became free is opened.
 */
final class Shards implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Shards.class);
  private static final long LOOK_MS = 500;

  private final int total;
  private final Nodes.Share share;
  private final IntFunction<DiscordLink> opening;
  private final Map<Integer, DiscordLink> links = new ConcurrentSkipListMap<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(new DaemonThreads("discord-shards"));
  private volatile boolean started;
  private volatile boolean closed;

  /**
   * @param opening makes and starts the link of a shard
   */
  Shards(int total, Nodes.Share share, IntFunction<DiscordLink> opening) {
    this.total = total;
    this.share = share;
    this.opening = opening;
  }

  void start() {
    started = true;
    look();
    var unused =
        looking.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  private synchronized void look() {
    Set<Integer> mine = closed ? Set.of() : share.mine();
    for (int shard : List.copyOf(links.keySet())) {
      DiscordLink link = links.get(shard);
      if (!mine.contains(shard) && link != null) {
        log.info("Discord: shard {} is another node's now", shard);
        links.remove(shard);
        new DaemonThreads("discord-leave").newThread(link::close).start();
      }
    }
    for (int shard : mine) {
      if (!links.containsKey(shard)) {
        if (total > 1) {
          log.info("Discord: this node takes shard {} of {}", shard, total);
        }
        links.put(shard, opening.apply(shard));
      }
    }
  }

  /** The link that a request for the channel is made with; null where none is connected. */
  @Nullable DiscordLink of(String channel) {
    DiscordLink any = null;
    for (DiscordLink link : links.values()) {
      JDA jda = link.jda();
      if (jda != null) {
        if (links.size() == 1 || knows(jda, channel)) {
          return link;
        }
        any = any == null ? link : any;
      }
    }
    return any;
  }

  /** Whether all shards are connected here. */
  boolean isWhole() {
    return links.size() == total
        && links.values().stream().allMatch(link -> link.health().state() == State.UP);
  }

  private static boolean knows(JDA jda, String channel) {
    try {
      return jda.getGuildChannelById(channel) != null;
    } catch (IllegalArgumentException e) {
      return false; // not a number
    }
  }

  /** Whether Discord wants no more of us; {@link #health} says why. */
  boolean isRefused() {
    return links.values().stream().anyMatch(DiscordLink::isRefused);
  }

  Health health() {
    List<Health> all = new ArrayList<>();
    for (Map.Entry<Integer, DiscordLink> link : links.entrySet()) {
      Health health = link.getValue().health();
      all.add(health);
      if (total > 1 && health.state() != State.UP) {
        return new Health(health.state(), "shard %d: %s".formatted(link.getKey(), health.detail()));
      }
    }
    if (closed) {
      return new Health(State.STOPPED, "closed");
    }
    if (all.isEmpty()) {
      return started
          ? new Health(State.UP, "other nodes have its shards")
          : new Health(State.STARTING, "not connected yet");
    }
    return total == 1
        ? all.get(0)
        : new Health(
            State.UP,
            "shards %s of %d connected"
                .formatted(
                    links.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    total));
  }

  @Override
  public void close() {
    closed = true;
    looking.shutdownNow();
    List<Thread> closing = new ArrayList<>();
    for (DiscordLink link : links.values()) {
      Thread thread = new DaemonThreads("discord-close").newThread(link::close);
      thread.start();
      closing.add(thread);
    }
    for (Thread thread : closing) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(8));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    share.close();
  }
}
