package lowtide.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lowtide.alert.Topic;
import lowtide.chat.ChatId;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.store.StoreException;
import lowtide.store.sql.Database;
import lowtide.store.sql.SqlPriceHistory;
import lowtide.store.sql.SqlSubscriptions;
import lowtide.store.sql.StoreContract;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteStoreTest extends StoreContract {
  private static final Instant NOW = Instant.parse("2025-07-14T20:00:00Z");
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);

  @Override
  protected Database open(Path data) {
    return SqliteDatabase.open(data.resolve("data"));
  }

  @Override
  protected void breakInserts(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER broken BEFORE INSERT ON %s BEGIN SELECT RAISE(ABORT, 'disk'); END"
              .formatted(table));
    }
  }

  @Test
  void aSecondBotOnTheSameFolderIsRefused() {
    assertThatThrownBy(() -> SqliteDatabase.open(folder.resolve("data")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("another Lowtide is running");
  }

  @Test
  void theHistoryCanBeReadWhileABotRunsButNotWritten() {
    try (SqliteDatabase reader = SqliteDatabase.openForReading(folder.resolve("data"))) {
      SqlPriceHistory history = new SqlPriceHistory(reader);
      assertThat(history.bars(BTC, Interval.DAY).isEmpty()).isTrue();
      assertThatThrownBy(() -> history.write(BTC, Interval.DAY, List.of(Bar.ofClose(NOW, 1)), "x"))
          .isInstanceOf(StoreException.class);
    }
  }

  @Test
  void aDamagedFileIsRefusedAndLeftAsItWas() throws Exception {
    Path damaged = Files.createDirectory(folder.resolve("damaged"));
    byte[] junk = "this is no database, but somebody's data".repeat(100).getBytes();
    Files.write(damaged.resolve("lowtide.db"), junk);

    assertThatThrownBy(() -> SqliteDatabase.open(damaged))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("lowtide.db")
        .hasMessageContaining("backup");
    assertThat(Files.readAllBytes(damaged.resolve("lowtide.db"))).isEqualTo(junk);
  }

  @Test
  void aDamageInTheMiddleIsFoundAtTheStartAndLeftAsItWas() throws Exception {
    Path damaged = folder.resolve("half");
    try (SqliteDatabase database = SqliteDatabase.open(damaged)) {
      new SqlPriceHistory(database).write(BTC, Interval.DAY, bars(0, 50_000), "x");
    }
    Path file = damaged.resolve("lowtide.db");
    byte[] bytes = Files.readAllBytes(file);
    int middle = bytes.length / 2 / 4096 * 4096;
    Arrays.fill(bytes, middle, middle + 4096, (byte) 7);
    Files.write(file, bytes);

    assertThatThrownBy(() -> SqliteDatabase.open(damaged))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("To restore a backup: cp");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void anotherProgramsDatabaseIsRefusedAndLeftAsItWas() throws Exception {
    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    execute(foreign.resolve("lowtide.db"), "CREATE TABLE alert (x TEXT)");
    assertThatThrownBy(() -> SqliteDatabase.open(foreign))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("another program's database")
        .hasMessageContaining("Nothing in it was changed");
  }

  @Test
  void askingAnEmptyFolderSaysHowToFillIt() {
    assertThatThrownBy(() -> SqliteDatabase.openForReading(folder.resolve("nothing")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("import");
    assertThat(folder.resolve("nothing")).doesNotExist();
  }

  @Test
  void theFolderIsItsOwnersAlone() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))))
        .isEqualTo("rwx------");
  }

  /** SQLite's own "disk is full", by a limit on its pages instead of a disk. */
  @Test
  void aFullDiskLosesNothingAndIsRecoveredFromWithoutAHand() {
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("full"))) {
      SqlPriceHistory history = new SqlPriceHistory(database);
      history.write(BTC, Interval.DAY, bars(0, 100), "x");
      pragma(database, "max_page_count = 60");
      assertThatThrownBy(() -> history.write(BTC, Interval.DAY, bars(100, 50_000), "x"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("the disk is full, make room on it");
      assertThat(history.bars(BTC, Interval.DAY).size()).isEqualTo(100);

      pragma(database, "max_page_count = 1000000");
      history.write(BTC, Interval.DAY, bars(100, 50_000), "x");
      assertThat(history.bars(BTC, Interval.DAY).size()).isEqualTo(50_100);
    }
  }

  @Test
  void aStoreThatCannotBeWrittenToIsWrittenToAgainWhenItCan() {
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("readonly"))) {
      SqlPriceHistory history = new SqlPriceHistory(database);
      pragma(database, "query_only = true");
      assertThatThrownBy(() -> history.write(BTC, Interval.DAY, bars(0, 1), "x"))
          .isInstanceOf(StoreException.class);
      pragma(database, "query_only = false");
      history.write(BTC, Interval.DAY, bars(0, 1), "x");
      assertThat(history.bars(BTC, Interval.DAY).size()).isEqualTo(1);
    }
  }

  @Test
  void aBackupOfAStoreInUseIsAWholeStore() throws Exception {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("used"))) {
      SqlPriceHistory history = new SqlPriceHistory(database);
      history.write(BTC, Interval.DAY, bars(0, 500), "x");
      SqliteBackup.write(folder.resolve("used"), copy.resolve("lowtide.db"));
      history.write(BTC, Interval.DAY, bars(500, 1), "x");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(copy.resolve("lowtide.db"))))
        .isEqualTo("rw-------");
    try (SqliteDatabase restored = SqliteDatabase.open(copy)) {
      assertThat(new SqlPriceHistory(restored).bars(BTC, Interval.DAY).size()).isEqualTo(500);
    }
    assertThatThrownBy(() -> SqliteBackup.write(folder.resolve("used"), folder.resolve("no/x.db")))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void whatAKilledBackupLeftDoesNotPassForOne() throws Exception {
    Path used = folder.resolve("data");
    Path copy = folder.resolve("copy.db");
    Files.writeString(folder.resolve("copy.db.part"), "half of");
    Files.writeString(folder.resolve("copy.db.part-journal"), "what was not finished");

    SqliteBackup.write(used, copy);

    assertThat(SqliteCheck.ofFile(copy)).isEqualTo("intact");
    assertThat(folder).isDirectoryNotContaining("glob:**.part*");
    assertThatThrownBy(() -> SqliteBackup.write(used, copy)).isInstanceOf(StoreException.class);
    assertThat(SqliteCheck.ofFile(copy)).isEqualTo("intact");
  }

  @Test
  void anEmptyFileHasNoHistoryYet() throws Exception {
    Path begun = Files.createDirectory(folder.resolve("begun"));
    Files.createFile(begun.resolve("lowtide.db"));

    assertThatThrownBy(() -> SqliteDatabase.openForReading(begun))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no history in");
  }

  @Test
  void aFolderThatIsNoneIsNotTakenForADamage() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> SqliteDatabase.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("file is not a folder")
        .hasMessageNotContaining("backup");
    assertThatThrownBy(() -> SqliteDatabase.openForReading(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("file is not a folder")
        .hasMessageNotContaining("backup");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "5", "6", "7", "8", "9", "10", "11", "12"})
  void aStoreOfEveryOlderVersionIsUpgradedAndKeptAsItWas(String version) throws Exception {
    Path old = Files.createDirectory(folder.resolve("old"));
    Path file = old.resolve("lowtide.db");
    Flyway.configure()
        .dataSource("jdbc:sqlite:" + file, null, null)
        .locations("classpath:db/sqlite")
        .target(version)
        .load()
        .migrate();
    execute(
        file,
        "INSERT INTO chat (chat, platform) VALUES ('telegram:-100', 'telegram')",
        "INSERT INTO subscription (chat, topic) VALUES ('telegram:-100', 'LEVELS')",
        "INSERT INTO bar VALUES ('BTC', 'DAY', 1752364800000, 118000, 120000, 117000, 119000, 5,"
            + " 'old')",
        "INSERT INTO rule_state VALUES ('levels:BTC', '{}')");
    try (SqliteDatabase upgraded = SqliteDatabase.open(old)) {
      assertThat(new SqlPriceHistory(upgraded).bars(BTC, Interval.DAY).size()).isEqualTo(1);
      assertThat(
              new SqlSubscriptions(upgraded)
                  .of(ChatId.parse("telegram:-100")).stream().map(Topic::name))
          .containsExactly("LEVELS");
    }
    Path kept = old.resolve("lowtide-before-upgrade-from-%s.db".formatted(version));
    assertThat(schema(kept)).as("what to go back to").isEqualTo(version);
    Files.copy(kept, file, StandardCopyOption.REPLACE_EXISTING);
    SqliteDatabase.open(old).close();
    SqliteDatabase.openBeside(old).close();
  }

  @Test
  void aStoreOfANewerVersionIsRefusedAndLeftAsItWas() throws Exception {
    Path newer = folder.resolve("newer");
    SqliteDatabase.open(newer).close();
    Path file = newer.resolve("lowtide.db");
    execute(
        file,
        """
        INSERT INTO flyway_schema_history
          SELECT 99, '99', 'of tomorrow', type, 'V99__of_tomorrow.sql', 1, installed_by, installed_on, 1, 1
          FROM flyway_schema_history LIMIT 1
        """);
    for (var opening :
        List.<ThrowingCallable>of(
            () -> SqliteDatabase.open(newer), () -> SqliteDatabase.openBeside(newer))) {
      assertThatThrownBy(opening)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("a newer Lowtide made the store (schema 99, this one knows ")
          .hasMessageMatching(
              ".* knows ([0-9]+)\\).* cp lowtide-before-upgrade-from-\\1.db lowtide.db .*");
    }
    assertThat(schema(file)).isEqualTo("99");
  }

  private static void execute(Path file, String... lines) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String line : lines) {
        statement.execute(line);
      }
    }
  }

  private static String schema(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT version FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1")) {
      return rows.getString(1);
    }
  }

  private static void pragma(SqliteDatabase database, String setting) {
    database.read(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("PRAGMA " + setting);
          }
        });
  }

  private static List<Bar> bars(int from, int n) {
    return IntStream.range(from, from + n)
        .mapToObj(i -> Bar.ofClose(NOW.plusSeconds(86_400L * i), 1 + i))
        .toList();
  }
}
