package lowtide.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lowtide.alert.DeliverySettings;
import lowtide.store.StoreException;
import lowtide.store.sql.SqlAlertStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PostgresLeadTest {
  private static final Instant NOW = Instant.parse("2025-07-14T20:00:00Z");

  private final PostgresSettings settings = LocalPostgres.database();

  @BeforeEach
  void makeTables() {
    PostgresDatabase.open(settings).close();
  }

  private static CompletableFuture<Boolean> asking(PostgresLead lead) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return lead.await(() -> {});
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void oneNodeLeadsAndTheOtherFollowsWhenItEnds() throws Exception {
    try (PostgresLead first = new PostgresLead(settings, "one");
        PostgresLead second = new PostgresLead(settings, "two")) {
      assertThat(first.await(() -> {})).isTrue();
      CompletableFuture<Boolean> waiting = asking(second);
      assertThat(first.isMine()).isTrue();
      assertThat(waiting).isNotDone();

      first.close();

      assertThat(waiting.get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
      assertThat(first.isMine()).isFalse();
    }
  }

  @Test
  void aLeaderThatFallsSilentLosesItAndMayWriteNothingAfterwards() throws Exception {
    try (PostgresLead frozen = new PostgresLead(settings, "one");
        PostgresLead second = new PostgresLead(settings, "two", Duration.ofSeconds(2))) {
      assertThat(frozen.await(() -> {})).isTrue(); // and beats no more
      try (PostgresDatabase database = PostgresDatabase.open(settings, frozen)) {
        SqlAlertStore store =
            new SqlAlertStore(database, Clock.fixed(NOW, ZoneOffset.UTC), DeliverySettings.DEFAULT);
        store.commit(Map.of(), List.of(), List.of(), NOW);

        assertThat(asking(second).get(30, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> store.commit(Map.of(), List.of(), List.of(), NOW.plusSeconds(60)))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("another node has taken over");
        assertThat(store.position()).contains(NOW);
        frozen.keep(); // returns at once: the connection was ended
        assertThat(frozen.isMine()).isFalse();
      }
    }
  }

  @Test
  void whoStandsByForALongTimeCanBeEnded() throws Exception {
    try (PostgresLead first = new PostgresLead(settings, "one");
        PostgresLead second = new PostgresLead(settings, "two")) {
      assertThat(first.await(() -> {})).isTrue();
      CompletableFuture<Boolean> waiting = asking(second);
      second.close();
      assertThat(waiting.get(20, TimeUnit.SECONDS)).isFalse();
    }
  }
}
