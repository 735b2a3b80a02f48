package lowtide.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import lowtide.alert.AlertDesk;
import lowtide.alert.Dispatcher;
import lowtide.alert.Outbox;
import lowtide.chat.ChatPlatform;
import lowtide.command.DigestDesk;
import lowtide.config.Settings;
import lowtide.market.PriceFeed;
import lowtide.schedule.Task;
import lowtide.store.sql.SqlPriceHistory;
import lowtide.store.sql.SqlSeenUpdates;

/**
 * What is done again and again. Every node keeps its own picture of the market up to date and sends
 * messages; looking at it for alerts, fetching bars, digests and forgetting are done by one node
 * each time.
 */
final class Work {
  /** Recorded and simulated markets are looked at this often, however fast their clock runs. */
  private static final Duration FAST_POLL = Duration.ofMillis(200);

  /** Where each node asks for prices at its own time, the look follows them soon. */
  private static final Duration SHARED_LOOK = Duration.ofSeconds(2);

  private static final Duration DIGESTS = Duration.ofSeconds(20);
  private static final Duration FORGETTING = Duration.ofHours(1);
  private static final Duration PRUNING = Duration.ofMinutes(5);

  private final Settings settings;
  private final Cluster cluster;
  private final Ticker ticker;
  private final List<Task> tasks = new ArrayList<>();

  Work(Settings settings, Cluster cluster, Ticker ticker) {
    this.settings = settings;
    this.cluster = cluster;
    this.ticker = ticker;
    Duration prices = ticker.isLive() ? settings.polling().near() : settings.polling().prices();
    Duration every = ticker.isLive() || isShorter(prices, FAST_POLL) ? prices : FAST_POLL;
    if (cluster.isShared()) {
      tasks.add(new Task("prices", every, ticker::keepUp));
      Duration look = isShorter(every, SHARED_LOOK) ? every : SHARED_LOOK;
      tasks.add(Task.ofOneNode("look", look, ticker::look));
      tasks.add(Task.ofOneNode("prune", PRUNING, cluster::prune));
    } else {
      tasks.add(new Task("prices", every, ticker::tick));
    }
  }

  private static boolean isShorter(Duration one, Duration other) {
    return one.compareTo(other) < 0;
  }

  void fetchBars(PriceFeed feed, SqlPriceHistory history, Clock marketClock) {
    if (ticker.isLive()) {
      tasks.add(
          Task.ofOneNode(
              "bars",
              settings.polling().bars(),
              () -> {
                Instant now = marketClock.instant();
                ticker.keepUp();
                feed.pollBars(now);
                history.asked(now);
              }));
    }
    tasks.add(
        Task.ofOneNode(
            "forget hours",
            FORGETTING,
            () -> history.pruneHours(marketClock.instant().minus(settings.hoursKept()))));
  }

  void forget(Outbox outbox, SqlSeenUpdates seen, Clock wallClock) {
    tasks.add(
        Task.ofOneNode(
            "forget",
            FORGETTING,
            () -> {
              outbox.prune(wallClock.instant().minus(settings.delivery().kept()));
              seen.prune();
            }));
  }

  void owe(DigestDesk digests, AlertDesk desk) {
    tasks.add(
        Task.ofOneNode(
            "digests",
            DIGESTS,
            () -> {
              desk.catchUp();
              digests.look();
            }));
  }

  void deliver(ChatPlatform platform, Dispatcher dispatcher) {
    tasks.add(
        new Task("deliver " + platform.name(), settings.polling().deliver(), dispatcher::deliver));
  }

  /**
   * All of it.
   *
   * @param timed the same task, watched
   */
  List<Task> tasks(Clock wallClock, UnaryOperator<Task> timed) {
    return tasks.stream().map(task -> StoreTrouble.noted(task, wallClock)).map(timed).toList();
  }
}
