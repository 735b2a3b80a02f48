package lowtide.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import lowtide.secret.Secret;
import lowtide.store.StoreException;
import lowtide.store.sql.Database;
import lowtide.store.sql.StoreContract;
import org.junit.jupiter.api.Test;

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
}
