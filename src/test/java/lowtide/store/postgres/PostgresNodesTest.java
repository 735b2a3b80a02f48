package lowtide.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lowtide.chat.Nodes;
import lowtide.chat.Pace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several nodes on a real server. */
@Timeout(90)
class PostgresNodesTest {
  private static final String POLL = "poll";
  private static final String SHARDS = "shards";
  private static final Pace.Limits LIMITS = new Pace.Limits(10, 600, 600);

  private final PostgresSettings settings = LocalPostgres.database();
  private final PostgresDatabase database = PostgresDatabase.open(settings);

  @AfterEach
  void close() {
    database.close();
  }

  private PostgresNodes join(String node) {
    return PostgresNodes.join(database, settings, node, () -> "c1");
  }

  private static void eventually(Runnable holds) {
    await().atMost(30, TimeUnit.SECONDS).untilAsserted(holds::run);
  }

  @Test
  void oneNodeHasWhatOnlyOneMayAndTheOtherGetsItWhenThatLeaves() {
    PostgresNodes one = join("one");
    try (PostgresNodes two = join("two")) {
      Nodes.Share first = one.share(POLL, 1);
      eventually(() -> assertThat(first.has(0)).isTrue());
      Nodes.Share second = two.share(POLL, 1);
      eventually(() -> assertThat(one.peers()).containsOnlyKeys("one", "two"));
      assertThat(second.has(0)).isFalse();

      one.close();

      assertThat(first.has(0)).isFalse();
      eventually(() -> assertThat(second.has(0)).isTrue());
      eventually(() -> assertThat(two.peers()).containsOnlyKeys("two"));
    } finally {
      one.close();
    }
  }

  @Test
  void whoAsksNoMoreLeavesItToTheOther() {
    try (PostgresNodes one = join("one");
        PostgresNodes two = join("two")) {
      Nodes.Share first = one.share(POLL, 1);
      eventually(() -> assertThat(first.has(0)).isTrue());
      Nodes.Share second = two.share(POLL, 1);

      first.close();

      eventually(() -> assertThat(second.has(0)).isTrue());
    }
  }

  @Test
  void partsAreDividedWhenAnotherNodeComesAndUnitedWhenItDies() throws Exception {
    try (PostgresNodes one = join("one")) {
      Nodes.Share first = one.share(SHARDS, 5);
      eventually(() -> assertThat(first.mine()).hasSize(5));
      PostgresNodes two = join("two");
      Nodes.Share second = two.share(SHARDS, 5);

      eventually(
          () -> {
            assertThat(first.mine()).hasSize(3);
            assertThat(second.mine()).hasSize(2).doesNotContainAnyElementsOf(first.mine());
          });

      kill("two");
      // What the server has ended cannot be had, and is not had for long by mistake.
      eventually(
          () -> {
            Set<Integer> all = new HashSet<>(first.mine());
            all.addAll(second.mine());
            assertThat(all).hasSize(5);
            assertThat(first.mine()).doesNotContainAnyElementsOf(second.mine());
          });
      two.close();
      eventually(() -> assertThat(first.mine()).hasSize(5));
    }
  }

  @Test
  void aNodeThatFallsSilentIsEnded() throws Exception {
    try (PostgresNodes one =
            PostgresNodes.join(database, settings, "one", () -> "", Duration.ofSeconds(2));
        Frozen frozen = new Frozen()) {
      frozen.take();
      Nodes.Share share = one.share(POLL, 1);
      assertThat(share.has(0)).isFalse();

      eventually(() -> assertThat(share.has(0)).isTrue());
      // Its connection may still have been there when the others were counted.
      eventually(() -> assertThat(one.peers()).containsOnlyKeys("one"));
    }
  }

  /** A node that takes its share and does nothing any more. */
  private final class Frozen implements AutoCloseable {
    private final NodeConnection connection = new NodeConnection(settings, "frozen");

    void take() throws SQLException {
      connection.beat("");
      assertThat(connection.lock(POLL, 0)).isTrue();
    }

    @Override
    public void close() {
      connection.drop();
    }
  }

  private void kill(String node) throws SQLException {
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM node WHERE node = '%s'".formatted(node));
    }
  }

  @Test
  void whatNodesSendTogetherIsWithinThePlatformsLimit() throws Exception {
    try (PostgresNodes one = join("one");
        PostgresNodes two = join("two")) {
      List<Pace> paces =
          Stream.of(one, two).map(node -> new Pace("t", LIMITS, Clock.systemUTC(), node)).toList();
      int[] taken = new int[2];
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(5)) {
        for (int i = 0; i < 2; i++) {
          String chat = "" + (taken[0] + taken[1]);
          if (paces.get(i).tryTake(chat, false).isEmpty()) {
            taken[i]++;
          }
        }
      }
      assertThat(taken[0] + taken[1]).isBetween(45, 52);
    }
  }

  @Test
  void aChatsPaceIsOneForAllNodes() {
    try (PostgresNodes one = join("one");
        PostgresNodes two = join("two")) {
      Pace first = new Pace("t", new Pace.Limits(1000, 1, 1), Clock.systemUTC(), one);
      Pace second = new Pace("t", new Pace.Limits(1000, 1, 1), Clock.systemUTC(), two);

      assertThat(first.tryTake("7", false)).isEmpty();

      eventually(
          () -> {
            Pace.Wait wait = second.tryTake("7", false).orElseThrow();
            assertThat(wait.platformWide()).isFalse();
            assertThat(wait.delay()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
          });
      eventually(() -> assertThat(second.tryTake("8", false)).isEmpty());
    }
  }

  @Test
  void aPauseOfThePlatformIsOneForAllNodesAndAnswersObeyItToo() {
    try (PostgresNodes one = join("one");
        PostgresNodes two = join("two")) {
      Pace first = new Pace("t", LIMITS, Clock.systemUTC(), one);
      Pace second = new Pace("t", LIMITS, Clock.systemUTC(), two);
      first.pause("1", false, Duration.ofSeconds(20));
      long told = System.nanoTime();
      assertThat(first.pause("2", false, Duration.ofSeconds(20))).as("everybody").isTrue();

      Pace.Wait wait = second.tryTake("9", false).orElseThrow();
      assertThat(wait.platformWide()).isTrue();
      Duration since = Duration.ofNanos(System.nanoTime() - told);
      assertThat(wait.delay().plus(since))
          .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(22));
      assertThat(second.reserve("10", false).plus(since)).isGreaterThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void bucketsThatAreFullAreForgotten() {
    try (PostgresNodes one = join("one")) {
      Bucket bucket =
          one.buckets()
              .orElseThrow()
              .bucket(
                  "x",
                  BucketConfiguration.builder()
                      .addLimit(limit -> limit.capacity(1).refillGreedy(1, Duration.ofSeconds(1)))
                      .build());
      assertThat(bucket.tryConsume(1)).isTrue();
      one.pruneBuckets();
      assertThat(bucket.tryConsume(1)).as("not yet").isFalse();
    }
  }

  @Test
  void theServersTimeIsKept() {
    try (PostgresNodes one = join("one")) {
      assertThat(Duration.between(one.clock().instant(), database.time(Instant.EPOCH)).abs())
          .isLessThan(Duration.ofSeconds(1));
    }
  }
}
