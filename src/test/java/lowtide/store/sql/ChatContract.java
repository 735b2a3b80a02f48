package lowtide.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lowtide.alert.Alert;
import lowtide.alert.AuditLog;
import lowtide.alert.ChatPolicy;
import lowtide.alert.Decision;
import lowtide.alert.DeliverySettings;
import lowtide.alert.DigestPlan;
import lowtide.alert.Outbox;
import lowtide.alert.OwnRule;
import lowtide.alert.PhaseMemory;
import lowtide.alert.Reason;
import lowtide.alert.Subscription;
import lowtide.alert.Topic;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.signal.Explanation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of all that is stored about a chat, whatever the database. */
public abstract class ChatContract {
  private static final Instant NOW = Instant.parse("2025-07-14T20:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String NODE = "node 1";
  private static final String PERSON = "4711";
  private static final ChatId GROUP = ChatId.of("telegram", "-5");
  private static final ChatId SUPERGROUP = ChatId.of("telegram", "-1005");
  private static final ChatId TOPIC = ChatId.parse("telegram:-1005/9");
  private static final ChatId OTHER = ChatId.of("telegram", "-60");
  private static final ChatPolicy.QuietHours NIGHT =
      new ChatPolicy.QuietHours(
          LocalTime.of(21, 30), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin"));

  @TempDir private Path folder;
  private Database database;
  private SqlAlertStore alerts;
  private SqlOutbox outbox;
  private SqlSubscriptions subscriptions;
  private SqlChatPolicies policies;
  private SqlOwnRules own;
  private SqlWhereabouts whereabouts;

  /** An empty database of this test. */
  protected abstract Database open(Path folder);

  @BeforeEach
  void open() {
    database = open(folder);
    alerts = new SqlAlertStore(database, CLOCK, DeliverySettings.DEFAULT);
    outbox = SqlOutbox.open(database, NOW);
    subscriptions = new SqlSubscriptions(database);
    policies = new SqlChatPolicies(database);
    own = new SqlOwnRules(database, CLOCK);
    whereabouts = new SqlWhereabouts(database, CLOCK);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Alert alert(String rule, int second, ChatId only) {
    Alert alert =
        new Alert(
            rule,
            "BREACH",
            Topic.LEVELS,
            "BTC",
            NOW.plusSeconds(second),
            List.of(),
            Map.of(),
            Message.titled("BTC below $116,000").build(),
            Explanation.of("x").sample("1").asOf(NOW).build());
    return only == null
        ? alert
        : new Alert(
            rule,
            "BREACH",
            Topic.LEVELS,
            "BTC",
            NOW.plusSeconds(second),
            List.of(),
            Map.of(),
            alert.message(),
            alert.why(),
            only);
  }

  private void owe(int second) {
    alerts.commit(
        StoreContract.revision(alerts),
        Map.of(),
        List.of(alert("levels:BTC", second, null)),
        List.of(),
        NOW);
  }

  private List<ChatId> owed() {
    return outbox.claim("telegram", NODE, NOW, NOW, NOW.plusSeconds(30), 10).stream()
        .map(Outbox.Owed::chat)
        .toList();
  }

  /** Something of everything that is ever stored about a chat. */
  private void fill(ChatId chat) {
    subscriptions.set(chat, EnumSet.allOf(Topic.class));
    policies.snooze(chat, NOW.plusSeconds(3600));
    policies.quiet(chat, NIGHT);
    policies.mute(chat, "phase:BTC");
    policies.want(chat, "levels:BTC/119000", false);
    new SqlChatSettings(database).digest(chat, DigestPlan.parse(List.of("daily", "08:00")), NOW);
    new SqlAuditLog(database, CLOCK).note(chat, PERSON, "/snooze 1h", true);
    new SqlExplanations(database, CLOCK)
        .answered(chat, "x", Explanation.of("x").sample("1").asOf(NOW).build());
    new SqlNotices(database, CLOCK)
        .owe("digest/" + chat, Message.titled("x").build(), List.of(chat), Outbox.Lane.DIGEST);
    long rule = own.add(chat, PERSON, "BTC < 116000", false, null);
    alerts.commit(
        StoreContract.revision(alerts),
        Map.of(OwnRule.key(rule), new PhaseMemory(LocalDate.EPOCH)),
        List.of(alert("levels:BTC", 0, null), alert(OwnRule.key(rule), 1, chat)),
        List.of(new Decision("x", chat, Topic.LEVELS, "x", Reason.TOLD_JUST_BEFORE, "told before")),
        NOW);
  }

  /** Every cell of every table that holds the text, as table.column. */
  private List<String> cellsWith(String text) {
    return database.read(
        connection -> {
          List<String> found = new ArrayList<>();
          Map<String, List<String>> columns = new TreeMap<>();
          try (ResultSet all = connection.getMetaData().getColumns(null, null, "%", "%")) {
            while (all.next()) {
              String schema = all.getString("TABLE_SCHEM");
              if (schema == null || schema.isEmpty() || schema.equals("public")) {
                columns
                    .computeIfAbsent(all.getString("TABLE_NAME"), table -> new ArrayList<>())
                    .add(all.getString("COLUMN_NAME"));
              }
            }
          }
          for (Map.Entry<String, List<String>> table : columns.entrySet()) {
            if (table.getKey().matches("(flyway|sqlite|outbox_|subscription_).*")) {
              continue;
            }
            for (String column : table.getValue()) {
              List<String> values =
                  Sql.list(
                      connection,
                      "SELECT %s FROM %s".formatted(column, table.getKey()),
                      rows -> String.valueOf(rows.getString(1)));
              if (values.stream().anyMatch(value -> value.contains(text))) {
                found.add(table.getKey() + "." + column);
              }
            }
          }
          return found;
        });
  }

  private List<String> tablesOfChats() throws SQLException {
    return database.read(
        connection -> {
          List<String> tables = new ArrayList<>();
          try (ResultSet all = connection.getMetaData().getColumns(null, null, "%", "chat")) {
            while (all.next()) {
              tables.add(all.getString("TABLE_NAME") + ".chat");
            }
          }
          return tables;
        });
  }

  @Test
  void everyTableThatNamesAChatFollowsItToItsNewId() throws SQLException {
    fill(GROUP);
    List<String> before = new ArrayList<>(cellsWith(GROUP.toString()));
    before.removeIf(cell -> cell.startsWith("alert") || cell.equals("outbox.alert"));
    assertThat(before)
        .as("filled with all there is")
        .containsAll(
            tablesOfChats().stream()
                .filter(cell -> !cell.matches("(bot_admin|moved_chat).*"))
                .toList());

    whereabouts.moved(GROUP, SUPERGROUP);

    assertThat(cellsWith(SUPERGROUP.toString())).containsAll(before);
    for (String cell : before) {
      String[] parts = cell.split("[.]");
      assertThat(
              database.<Integer>read(
                  connection ->
                      Sql.count(
                          connection,
                          "SELECT count(*) FROM %s WHERE %s = ?".formatted(parts[0], parts[1]),
                          GROUP.toString())))
          .as(cell)
          .isZero();
    }
    whereabouts.moved(GROUP, SUPERGROUP);
    assertThat(subscriptions.of(SUPERGROUP)).as("told twice").isNotEmpty();
  }

  @Test
  void theConfigMayGoOnNamingTheOldIdOfAChatThatMoved() {
    Subscription wanted = new Subscription(GROUP, Set.of(Topic.LEVELS));
    subscriptions.configure(List.of(wanted));
    whereabouts.moved(GROUP, SUPERGROUP);
    subscriptions.set(SUPERGROUP, Set.of(Topic.PHASE));

    subscriptions.configure(List.of(wanted));

    assertThat(subscriptions.of(SUPERGROUP)).as("what it chose").containsExactly(Topic.PHASE);
    assertThat(subscriptions.of(GROUP)).isEmpty();
  }

  @Test
  void ofAForgottenChatAndItsPersonNoCellIsLeft() {
    fill(GROUP);
    whereabouts.moved(GROUP, SUPERGROUP);
    fill(OTHER);
    Request inPrivate = new Request(SUPERGROUP, PERSON, true, "start", List.of());
    SqlBotAdmins admins = new SqlBotAdmins(database, List.of());
    assertThat(admins.claim(admins.offer().orElseThrow(), inPrivate)).isTrue();
    assertThat(cellsWith(SUPERGROUP.toString())).isNotEmpty();

    policies.forget(SUPERGROUP, PERSON);

    assertThat(cellsWith(SUPERGROUP.toString())).isEmpty();
    assertThat(cellsWith(GROUP.toString())).isEmpty();
    assertThat(cellsWith(PERSON)).isEmpty();
    assertThat(own.of(OTHER)).as("another chat's stay").hasSize(1);
    assertThat(subscriptions.of(OTHER)).isNotEmpty();
    assertThat(alerts.states().keySet().stream().filter(rule -> OwnRule.id(rule) >= 0))
        .containsExactly(own.of(OTHER).get(0).key());
  }

  @Test
  void anAlertOfARuleThatWasDeletedMeanwhileIsOwedToNobody() {
    long rule = own.add(OTHER, PERSON, "BTC < 116000", false, null);
    policies.forget(OTHER, null);

    alerts.commit(
        StoreContract.revision(alerts),
        Map.of(),
        List.of(alert(OwnRule.key(rule), 1, OTHER)),
        List.of(),
        NOW);

    assertThat(owed()).isEmpty();
  }

  @Test
  void aChatThatIsGoneIsOwedNothingMoreUntilItIsBack() {
    subscriptions.set(SUPERGROUP, EnumSet.allOf(Topic.class));
    subscriptions.set(TOPIC, EnumSet.allOf(Topic.class));
    subscriptions.set(OTHER, EnumSet.allOf(Topic.class));
    policies.quiet(TOPIC, NIGHT); // NOW is 22:00 there: held
    owe(0);

    whereabouts.gone(SUPERGROUP, "kicked");
    owe(1);

    assertThat(subscriptions.inactive(TOPIC)).contains("kicked");
    assertThat(outbox.counts().cancelled()).as("owed and held").isEqualTo(2);
    assertThat(owed()).containsExactly(OTHER);
    Instant morning = Instant.parse("2025-07-15T05:00:00Z");
    assertThat(outbox.claim("telegram", NODE, morning, morning, morning.plusSeconds(30), 10))
        .extracting(Outbox.Owed::chat)
        .as("what was held is not told either")
        .containsExactly(OTHER);

    whereabouts.back(SUPERGROUP);
    assertThat(subscriptions.inactive(TOPIC)).isEmpty();
    assertThat(subscriptions.of(TOPIC)).isNotEmpty();
  }

  @Test
  void aChatNobodyKnowsLeavesNoRowBehindWhenItIsGone() {
    whereabouts.gone(SUPERGROUP, "kicked");
    whereabouts.back(SUPERGROUP);
    assertThat(cellsWith(SUPERGROUP.toString())).isEmpty();
  }

  @Test
  void aChatThatIsGoneIsOwedNothingMoreUntilItSubscribesAgain() {
    subscriptions.set(SUPERGROUP, EnumSet.allOf(Topic.class));
    owe(0);

    outbox.gone(SUPERGROUP, "blocked", NOW);
    owe(1);

    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(0, 0, 0, 1, 0, 0));
    assertThat(subscriptions.inactive(SUPERGROUP)).contains("blocked");

    subscriptions.set(SUPERGROUP, EnumSet.allOf(Topic.class));
    owe(2);
    assertThat(outbox.counts().owed()).isEqualTo(1);
  }

  @Test
  void whoIsForgottenInPrivateIsForgottenInGroupsToo() {
    SqlAuditLog audit = new SqlAuditLog(database, CLOCK);
    SqlOwnRules own = new SqlOwnRules(database, CLOCK);
    SqlBotAdmins admins = new SqlBotAdmins(database, List.of());
    Request inPrivate = new Request(SUPERGROUP, "7", true, "start", List.of());
    assertThat(admins.claim(admins.offer().orElseThrow(), inPrivate)).isTrue();
    audit.note(OTHER, "7", "/snooze 4h", true);
    audit.note(OTHER, "8", "/snooze off", true);
    own.add(OTHER, "7", "BTC < 116000", false, null);

    policies.forget(SUPERGROUP, "7");

    assertThat(admins.isAdmin(inPrivate)).isFalse();
    assertThat(audit.latest(OTHER, 5)).extracting(AuditLog.Entry::userId).containsExactly("8", "");
    assertThat(own.of(OTHER)).extracting(OwnRule::condition).containsExactly("BTC < 116000");
  }
}
