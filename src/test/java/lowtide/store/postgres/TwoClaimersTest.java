package lowtide.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import lowtide.alert.Outbox;
import lowtide.chat.Message;
import lowtide.store.Json;
import lowtide.store.sql.SqlOutbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes that send from an outbox of 100,000 messages. */
@Timeout(120)
class TwoClaimersTest {
  private static final int CHATS = 50_000;
  private static final Instant NOW = Instant.parse("2025-07-14T20:00:00Z");

  private final PostgresDatabase database = PostgresDatabase.open(LocalPostgres.database());

  @BeforeEach
  void oweTwoMessagesToEachChat() {
    database.write(
        connection -> {
          for (int alert = 1; alert <= 2; alert++) {
            run(
                connection,
                """
                INSERT INTO alert (id, rule, event, topic, instrument, at, message, created_at)
                VALUES ('%d', 'r', 'E', 'LEVELS', 'BTC', 0, '%s', 0)
                """
                    .formatted(alert, Json.write(Message.titled("m").build())));
            run(
                connection,
                """
                INSERT INTO outbox (alert, chat, platform, next_at, created_at, lane, turn)
                SELECT '%d', 'telegram:' || n, 'telegram', 0, 0, 0, n / 500
                FROM generate_series(1, %d) n
                """
                    .formatted(alert, CHATS));
          }
          run(connection, "ANALYZE outbox");
          return true;
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private record Taken(String chat, long row, String by) {}

  @Test
  void noMessageIsTakenTwiceAndEachChatsComeInOrder() throws Exception {
    ConcurrentLinkedQueue<Taken> taken = new ConcurrentLinkedQueue<>();
    List<Thread> nodes = new ArrayList<>();
    for (String node : List.of("one", "two")) {
      Thread thread =
          new Thread(
              () -> {
                Outbox outbox = SqlOutbox.open(database, NOW);
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
                while (System.nanoTime() < end) {
                  for (Outbox.Owed owed :
                      outbox.claim(
                          "telegram", node, NOW, NOW, NOW.plus(Duration.ofSeconds(90)), 16)) {
                    taken.add(new Taken(owed.chat().toString(), owed.id(), node));
                    outbox.sent(owed, node, "1", NOW);
                  }
                }
              });
      thread.start();
      nodes.add(thread);
    }
    for (Thread node : nodes) {
      node.join();
    }

    Map<String, Long> last = new HashMap<>();
    for (Taken one : taken) {
      Long before = last.put(one.chat(), one.row());
      assertThat(before)
          .as("%s", one)
          .satisfiesAnyOf(
              none -> assertThat(none).isNull(), row -> assertThat(row).isLessThan(one.row()));
    }
    assertThat(taken.stream().map(Taken::row).distinct().count()).isEqualTo(taken.size());
    assertThat(taken.stream().map(Taken::by).distinct()).hasSize(2);
  }

  /** A claim goes along an index and stops: it does not read what it does not take. */
  @Test
  void aClaimReadsNoMoreThanItTakes() {
    String plan =
        database.read(
            connection -> {
              StringBuilder lines = new StringBuilder();
              try (PreparedStatement query =
                      connection.prepareStatement(
                          """
                          EXPLAIN (ANALYZE, BUFFERS OFF, COSTS OFF, TIMING OFF, SUMMARY OFF)
                          SELECT o.seq FROM outbox o
                          WHERE o.state = 'OWED' AND o.platform = 'telegram' AND o.next_at <= 1
                            AND (o.leased_until IS NULL OR o.leased_until <= 1)
                            AND NOT EXISTS (SELECT 1 FROM outbox older
                              WHERE older.chat = o.chat AND older.state = 'OWED'
                                AND older.seq < o.seq)
                          ORDER BY o.lane, o.turn, o.seq LIMIT 16 FOR UPDATE OF o SKIP LOCKED
                          """);
                  ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                  lines.append(rows.getString(1)).append('\n');
                }
              }
              return lines.toString();
            });
    System.out.println(plan);
    assertThat(plan).contains("outbox_next").doesNotContain("Seq Scan").doesNotContain("Sort");
  }
}
