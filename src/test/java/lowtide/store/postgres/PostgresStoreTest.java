package lowtide.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import lowtide.alert.Alert;
import lowtide.alert.DeliverySettings;
import lowtide.alert.Outbox;
import lowtide.alert.PhaseMemory;
import lowtide.alert.Topic;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.secret.Secret;
import lowtide.signal.Explanation;
import lowtide.store.StoreException;
import lowtide.store.sql.Database;
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sql.SqlChatPolicies;
import lowtide.store.sql.SqlOutbox;
import lowtide.store.sql.SqlPriceHistory;
import lowtide.store.sql.SqlSubscriptions;
import lowtide.store.sql.StoreContract;
import lowtide.store.sql.StoreCopy;
import lowtide.store.sqlite.SqliteDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresStoreTest extends StoreContract {
  private final PostgresSettings settings = LocalPostgres.database();

  @Override
  protected Database open(Path folder) {
    return PostgresDatabase.open(settings);
  }

  @Override
  protected void breakInserts(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS"
              + " 'BEGIN RAISE EXCEPTION ''disk''; END'");
      statement.execute(
          "CREATE TRIGGER broken BEFORE INSERT ON %s EXECUTE FUNCTION broken()".formatted(table));
    }
  }

  @Test
  void aServerThatIsNotThereIsNamedAndThePasswordIsNot() {
    PostgresSettings nowhere =
        new PostgresSettings(
            "jdbc:postgresql://localhost:1/lowtide", "bot", new Secret("canary-7712"));

    assertThatThrownBy(() -> PostgresDatabase.open(nowhere))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("jdbc:postgresql://localhost:1/lowtide")
        .hasMessageContaining("store.url")
        .message()
        .doesNotContain("canary-7712");
    assertThat(nowhere.toString()).doesNotContain("canary-7712");
  }

  @Test
  void aSqliteStoreIsCopiedOverWholeAndOnlyIntoAnEmptyOne(@TempDir Path data) {
    ChatId chat = ChatId.of("telegram", "1");
    Instant now = Instant.parse("2025-07-14T20:00:00Z");
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    try (SqliteDatabase from = SqliteDatabase.open(data);
        PostgresDatabase to = PostgresDatabase.open(settings)) {
      new SqlSubscriptions(from).set(chat, EnumSet.allOf(Topic.class));
      new SqlChatPolicies(from).snooze(ChatId.of("telegram", "2"), now);
      Instrument btc = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
      List<Bar> bars =
          List.of(new Bar(now, 1, 3, .5, 2, 10), Bar.ofClose(now.plusSeconds(3600), 2.25));
      new SqlPriceHistory(from).write(btc, Interval.HOUR, bars, "a");
      SqlAlertStore alerts = new SqlAlertStore(from, clock, DeliverySettings.DEFAULT);
      for (int i = 0; i < 3; i++) {
        alerts.commit(
            revision(alerts),
            Map.of("phase:BTC", new PhaseMemory(LocalDate.of(2025, 7, 14))),
            List.of(
                new Alert(
                    "phase:BTC",
                    "X" + i,
                    Topic.PHASE,
                    "BTC",
                    now,
                    List.of(),
                    Map.of(),
                    Message.titled("#" + i).build(),
                    Explanation.of("x").sample("1").asOf(now).build())),
            List.of(),
            now);
      }

      assertThat(StoreCopy.copy(from, to))
          .containsEntry("bar", 2)
          .containsEntry("alert", 3)
          .containsEntry("outbox", 3)
          .containsEntry("chat_policy", 1);

      assertThat(new SqlPriceHistory(to).bars(btc, Interval.HOUR).bar(0)).isEqualTo(bars.get(0));
      SqlOutbox outbox = SqlOutbox.open(to, now);
      for (int i = 0; i < 3; i++) {
        Outbox.Owed owed = outbox.claim("telegram", "n", now, now, now.plusSeconds(9), 5).get(0);
        assertThat(owed.message().title()).isEqualTo("#" + i);
        outbox.sent(owed, "n", "1", now);
      }
      SqlAlertStore copied = new SqlAlertStore(to, clock, DeliverySettings.DEFAULT);
      assertThat(copied.states()).isEqualTo(alerts.states());
      assertThat(copied.position()).contains(now);
      assertThatThrownBy(() -> StoreCopy.copy(from, to))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("not empty");
    }
  }
}
