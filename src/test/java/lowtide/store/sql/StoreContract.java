package lowtide.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
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
import lowtide.alert.Alert;
import lowtide.alert.AlertStore;
import lowtide.alert.AuditLog;
import lowtide.alert.ChatPolicies;
import lowtide.alert.ChatPolicy;
import lowtide.alert.CrossMemory;
import lowtide.alert.Decision;
import lowtide.alert.DeliverySettings;
import lowtide.alert.Explanations;
import lowtide.alert.LabelMemory;
import lowtide.alert.LevelMemory;
import lowtide.alert.Outbox;
import lowtide.alert.OwnRule;
import lowtide.alert.OwnRules;
import lowtide.alert.PhaseMemory;
import lowtide.alert.Reason;
import lowtide.alert.RuleState;
import lowtide.alert.Subscription;
import lowtide.alert.Topic;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.PriceHistory;
import lowtide.signal.AverageTrueRange;
import lowtide.signal.Explanation;
import lowtide.signal.LevelSettings;
import lowtide.signal.LevelsState;
import lowtide.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every database has to do behind the ports, whatever it is. */
public abstract class StoreContract {
  private static final Instant NOW = Instant.parse("2025-07-14T20:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final String NODE = "node 1";
  private static final ChatId ONE = ChatId.of("telegram", "1");
  private static final ChatId TWO = ChatId.parse("telegram:-2/7");

  @TempDir protected Path folder;
  private Database database;
  private SqlAlertStore alerts;
  private SqlOutbox outbox;
  private SqlSubscriptions subscriptions;
  private SqlChatPolicies policies;

  /** The database of this folder, or of this test, opened; the same one when opened again. */
  protected abstract Database open(Path folder);

  /** Makes every insert into the table fail. */
  protected abstract void breakInserts(Connection connection, String table) throws SQLException;

  @BeforeEach
  void open() {
    database = open(folder);
    alerts = new SqlAlertStore(database, CLOCK, DeliverySettings.DEFAULT);
    outbox = SqlOutbox.open(database, NOW);
    subscriptions = new SqlSubscriptions(database);
    policies = new SqlChatPolicies(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void reopen() {
    database.close();
    open();
  }

  private static Alert alert(Topic topic, int minute) {
    return new Alert(
        "levels:BTC",
        "BREACH",
        topic,
        "BTC",
        NOW.plusSeconds(60L * minute),
        List.of(),
        Map.of(),
        Message.titled("BTC below $116,000 #" + minute)
            .line(new Message.Bold("bold <b>"), new Message.Moment(NOW), new Message.Code("/dip"))
            .table(List.of(List.of("a", "b"), List.of("1", "2")))
            .footer("end")
            .build(),
        Explanation.of("BTC levels").sample("one price").asOf(NOW).build());
  }

  private List<Outbox.Owed> claim(Instant now) {
    return outbox.claim("telegram", NODE, now, now, now.plusSeconds(30), 10);
  }

  /** Of the newest commit: for a test that commits what it likes. */
  public static long revision(AlertStore store) {
    return store.since(-1).map(AlertStore.Changes::revision).orElse(0L);
  }

  private void owe(Alert... owed) {
    alerts.commit(revision(alerts), Map.of(), List.of(owed), List.of(), NOW);
  }

  @Test
  void whoCommitsFromOlderStatesChangesNothing() {
    subscriptions.set(ONE, EnumSet.of(Topic.LEVELS));
    Map<String, RuleState> mine = Map.of("phase:BTC", new PhaseMemory(LocalDate.of(2025, 7, 13)));
    Map<String, RuleState> theirs = Map.of("phase:BTC", new PhaseMemory(LocalDate.of(2025, 7, 14)));
    long known = revision(alerts);
    assertThat(alerts.commit(known, theirs, List.of(), List.of(), NOW)).isTrue();

    assertThat(
            alerts.commit(
                known, mine, List.of(alert(Topic.LEVELS, 1)), List.of(), NOW.minusSeconds(9)))
        .isFalse();

    assertThat(alerts.states()).isEqualTo(theirs);
    assertThat(alerts.position()).contains(NOW);
    assertThat(claim(NOW)).isEmpty();
    assertThat(alerts.commit(known + 1, mine, List.of(), List.of(), NOW)).isTrue();
  }

  @Test
  void whoWasAwayIsToldWhatOthersCommitted() {
    RuleState first = new PhaseMemory(LocalDate.of(2025, 7, 13));
    RuleState second = new PhaseMemory(LocalDate.of(2025, 7, 14));
    alerts.commit(0, Map.of("phase:BTC", first, "phase:ETH", first), List.of(), List.of(), NOW);
    assertThat(alerts.since(1)).isEmpty();

    alerts.commit(1, Map.of("phase:ETH", second), List.of(), List.of(), NOW.plusSeconds(5));

    AlertStore.Changes changes = alerts.since(1).orElseThrow();
    assertThat(changes.revision()).isEqualTo(2);
    assertThat(changes.position()).contains(NOW.plusSeconds(5));
    assertThat(changes.states()).containsExactly(Map.entry("phase:ETH", second));
    assertThat(changes.rules()).containsExactlyInAnyOrder("phase:BTC", "phase:ETH");
  }

  @Test
  void whoRemembersARuleThatAChatPausedMayNotCommit() {
    SqlOwnRules own = new SqlOwnRules(database, CLOCK);
    long id = own.add(ONE, "5", "BTC < 112000", false, null);
    alerts.commit(
        0, Map.of(OwnRule.key(id), new CrossMemory(true, NOW)), List.of(), List.of(), NOW);

    own.pause(ONE, id, true);

    assertThat(alerts.commit(1, Map.of(), List.of(), List.of(), NOW)).isFalse();
    assertThat(alerts.since(1).orElseThrow().rules()).isEmpty();
  }

  @Test
  void aSeriesThatChangedIsSeenToHaveChanged() {
    SqlPriceHistory history = new SqlPriceHistory(database);
    PriceHistory.Key hours = new PriceHistory.Key("BTC", Interval.HOUR);
    List<Bar> bars = List.of(Bar.ofClose(NOW, 2));
    history.write(BTC, Interval.HOUR, bars, "a");
    assertThat(history.changes()).containsExactly(Map.entry(hours, 1L));

    history.write(BTC, Interval.HOUR, bars, "a");
    assertThat(history.changes()).as("nothing new").containsEntry(hours, 1L);
    history.write(BTC, Interval.HOUR, List.of(Bar.ofClose(NOW, 3)), "a");
    assertThat(history.changes()).as("a correction").containsEntry(hours, 2L);

    assertThat(history.asked()).isEmpty();
    history.asked(NOW);
    assertThat(history.asked()).contains(NOW);
  }

  @Test
  void whatRulesRememberComesBackAfterARestart() {
    LevelsState levels = LevelsState.of(LevelSettings.of("BTC", List.of(new BigDecimal("116000"))));
    Map<String, RuleState> states =
        Map.of(
            "levels:BTC", new LevelMemory(levels, NOW, AverageTrueRange.over(14)),
            "correlation:BTC", new LabelMemory("PSCT", LocalDate.of(2025, 7, 14)),
            "phase:BTC", new PhaseMemory(LocalDate.of(2025, 7, 13)));
    alerts.commit(revision(alerts), states, List.of(), List.of(), NOW);

    reopen();

    assertThat(alerts.states()).isEqualTo(states);
    assertThat(alerts.position()).contains(NOW);
  }

  @Test
  void whatARuleRemembersAndCannotBeReadIsNamedWithTheWayOut() {
    database.write(
        connection ->
            Sql.run(
                connection, "INSERT INTO rule_state (rule, state) VALUES ('levels:BTC', 'junk')"));
    assertThatThrownBy(alerts::states)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("what levels:BTC remembers cannot be read")
        .hasMessageContaining("DELETE FROM rule_state WHERE rule = 'levels:BTC'");
  }

  @Test
  void anAlertIsOwedToEveryChatOfItsTopicAndNoOther() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    subscriptions.set(TWO, Set.of(Topic.PHASE));

    owe(alert(Topic.LEVELS, 0));

    List<Outbox.Owed> due = claim(NOW);
    assertThat(due).extracting(Outbox.Owed::chat).containsExactly(ONE);
    assertThat(due.get(0).message()).isEqualTo(alert(Topic.LEVELS, 0).message());
  }

  @Test
  void theSameAlertIsOwedOnce() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));

    owe(alert(Topic.LEVELS, 0));
    owe(alert(Topic.LEVELS, 0));

    assertThat(outbox.counts().owed()).isEqualTo(1);
  }

  @Test
  void aStateAndItsAlertAreStoredTogetherOrNotAtAll() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    database.write(
        connection -> {
          breakInserts(connection, "outbox");
          return true;
        });

    assertThatThrownBy(
            () ->
                alerts.commit(
                    revision(alerts),
                    Map.of("phase:BTC", new PhaseMemory(LocalDate.of(2025, 7, 14))),
                    List.of(alert(Topic.LEVELS, 0)),
                    List.of(),
                    NOW))
        .isInstanceOf(StoreException.class);

    assertThat(alerts.states()).isEmpty();
    assertThat(alerts.latest(5)).isEmpty();
    assertThat(alerts.position()).isEmpty();
  }

  @Test
  void aLaterMessageWaitsForTheEarlierOneOfItsChat() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    subscriptions.set(TWO, EnumSet.allOf(Topic.class));
    owe(alert(Topic.LEVELS, 0), alert(Topic.LEVELS, 1));
    List<Outbox.Owed> first = claim(NOW);
    assertThat(first).extracting(Outbox.Owed::chat).containsExactlyInAnyOrder(ONE, TWO);

    outbox.later(first.get(0), NODE, NOW, Duration.ofSeconds(60), true, "HTTP 502");
    outbox.sent(first.get(1), NODE, "1", NOW);

    assertThat(claim(NOW)).extracting(Outbox.Owed::chat).containsExactly(first.get(1).chat());
    assertThat(claim(NOW.plusSeconds(60)))
        .anyMatch(owed -> owed.id() == first.get(0).id() && owed.attempts() == 1);
  }

  @Test
  void whatSomebodyHoldsNobodyElseGetsUntilTheLeaseIsOver() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    owe(alert(Topic.LEVELS, 0));
    Outbox.Owed held = claim(NOW).get(0);

    assertThat(claim(NOW.plusSeconds(29))).isEmpty();
    Instant over = NOW.plusSeconds(30);
    List<Outbox.Owed> taken =
        outbox.claim("telegram", "node 2", over, over, over.plusSeconds(30), 10);
    assertThat(taken).extracting(Outbox.Owed::id).containsExactly(held.id());

    assertThat(outbox.sent(held, NODE, "1", over)).as("lost its lease").isFalse();
    outbox.dead(held, NODE, "too late", over);
    outbox.later(held, NODE, over, Duration.ZERO, true, "too late");
    assertThat(outbox.sent(taken.get(0), "node 2", "2", over)).isTrue();
    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(0, 1, 0, 0, 0, 0));
  }

  @Test
  void aWaitIsNoLongerThanToldThoughTheClockWasAheadWhenItBegan() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    owe(alert(Topic.LEVELS, 0));
    Instant wrong = NOW.plus(Duration.ofHours(1));
    outbox.later(claim(wrong).get(0), NODE, wrong, Duration.ofSeconds(60), false, "429");

    outbox = SqlOutbox.open(database, NOW);

    assertThat(claim(NOW.plusSeconds(59))).isEmpty();
    assertThat(claim(NOW.plusSeconds(60))).hasSize(1);
  }

  @Test
  void oldHoursAreForgottenAndDaysAreNot() {
    SqlPriceHistory hours = new SqlPriceHistory(database);
    Instant old = NOW.minus(Duration.ofDays(1096));
    for (Interval interval : Interval.values()) {
      hours.write(
          BTC,
          interval,
          List.of(new Bar(old, 1, 3, 0.5, 2, 10), new Bar(NOW, 1, 3, 0.5, 2, 10)),
          "Test");
    }

    assertThat(hours.pruneHours(NOW.minus(Duration.ofDays(1000)))).isEqualTo(1);

    assertThat(hours.bars(BTC, Interval.HOUR).size()).isEqualTo(1);
    assertThat(hours.bars(BTC, Interval.DAY).size()).isEqualTo(2);
  }

  @Test
  void aRuleOfAChatsOwnTellsThatChatAloneAndEndsAsAsked() {
    OwnRules own = new SqlOwnRules(database, CLOCK);
    subscriptions.set(TWO, EnumSet.allOf(Topic.class));
    long once = own.add(ONE, "7", "BTC < 116000", true, null);
    long brief = own.add(ONE, "7", "BTC < 110000", false, NOW.plusSeconds(60));
    assertThat(own.active(NOW)).extracting(OwnRule::id).containsExactly(once, brief);
    assertThat(own.active(NOW.plusSeconds(60))).extracting(OwnRule::id).containsExactly(once);

    Alert general = alert(Topic.LEVELS, 0);
    Alert fired =
        new Alert(
            OwnRule.key(once),
            "BREACH",
            Topic.LEVELS,
            "BTC",
            NOW,
            List.of(),
            Map.of(),
            general.message(),
            general.why(),
            ONE);
    owe(fired);
    owe(fired);

    assertThat(claim(NOW)).extracting(Outbox.Owed::chat).containsExactly(ONE);
    assertThat(own.of(ONE))
        .extracting(OwnRule::fired, OwnRule::firedAt)
        .containsExactly(tuple(1, NOW), tuple(0, null));
    assertThat(own.active(NOW)).extracting(OwnRule::id).containsExactly(brief);

    assertThat(own.pause(ONE, once, false)).as("once more").isTrue();
    assertThat(own.pause(ONE, brief, true)).isTrue();
    assertThat(own.active(NOW)).extracting(OwnRule::id).containsExactly(once);
    assertThat(own.remove(TWO, once)).as("another chat's").isFalse();
    assertThat(own.remove(ONE, once)).isTrue();
    policies.forget(ONE, null);
    assertThat(own.count()).isZero();
  }

  @Test
  void aRuleThatIsChangedKeepsItsNumberAndBeginsAnew() {
    OwnRules own = new SqlOwnRules(database, CLOCK);
    long id = own.add(ONE, "7", "BTC < 116000", true, NOW.plusSeconds(60));
    own.pause(ONE, id, true);

    assertThat(own.change(TWO, id, "BTC < 1", false, null)).as("another chat's").isFalse();
    assertThat(own.change(ONE, id, "BTC < 110000", false, null)).isTrue();

    assertThat(own.of(ONE))
        .containsExactly(new OwnRule(id, ONE, "BTC < 110000", false, null, false, 0, null));
    assertThat(own.count("telegram", "7")).isEqualTo(1);
    assertThat(own.count("discord", "7")).as("somebody else's number").isZero();
  }

  @Test
  void oneRuleIsUnmutedAndTheOthersStaySilent() {
    policies.mute(ONE, "levels:BTC");
    policies.mute(ONE, "levels:ETH");

    policies.unmute(ONE, "levels:BTC");

    assertThat(policies.of(ONE).muted()).containsExactly("levels:ETH");
  }

  @Test
  void aChatThatSparesItselfIsNotToldByItsOwnRulesEither() {
    long id = new SqlOwnRules(database, CLOCK).add(ONE, "7", "BTC < 116000", false, null);
    policies.snooze(ONE, NOW.plusSeconds(60));
    Alert general = alert(Topic.LEVELS, 0);

    owe(
        new Alert(
            OwnRule.key(id),
            "BREACH",
            Topic.LEVELS,
            "BTC",
            NOW,
            List.of(),
            Map.of(),
            general.message(),
            general.why(),
            ONE));

    assertThat(claim(NOW)).isEmpty();
    assertThat(policies.untold(ONE, 5))
        .extracting(ChatPolicies.Untold::stage)
        .containsExactly("silence");
  }

  @Test
  void whoChangedWhatIsKeptAndDeletedWithTheChat() {
    SqlAuditLog audit = new SqlAuditLog(database, CLOCK);
    audit.note(ONE, "7", "/snooze 4h", true);
    audit.note(ONE, "8", "/forget " + "x".repeat(500), false);

    assertThat(audit.latest(ONE, 5))
        .extracting(AuditLog.Entry::userId, AuditLog.Entry::allowed)
        .containsExactly(tuple("8", false), tuple("7", true));
    assertThat(audit.latest(ONE, 5).get(0).action()).hasSize(200);
    assertThat(audit.latest(TWO, 5)).isEmpty();

    policies.forget(ONE, null);
    assertThat(audit.latest(ONE, 5)).isEmpty();
  }

  @Test
  void whatIsGivenBackCanBeTakenAtOnce() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    owe(alert(Topic.LEVELS, 0));

    outbox.release(claim(NOW), NODE);

    assertThat(claim(NOW)).hasSize(1);
  }

  @Test
  void aRowThatCannotBeReadIsSetAsideAndHoldsUpNoOther() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    owe(alert(Topic.LEVELS, 0), alert(Topic.LEVELS, 1));
    String id = alert(Topic.LEVELS, 0).id();
    database.write(
        connection -> Sql.run(connection, "UPDATE alert SET message = 'junk' WHERE id = ?", id));

    List<Outbox.Owed> due = new ArrayList<>(claim(NOW));
    due.addAll(claim(NOW));

    assertThat(due)
        .extracting(owed -> owed.message().title())
        .containsExactly("BTC below $116,000 #1");
    assertThat(outbox.list(Outbox.State.DEAD, 10))
        .extracting(Outbox.Entry::title)
        .containsExactly("(cannot be read)");
    assertThat(alerts.latest(5)).hasSize(2);
  }

  @Test
  void urgentMessagesGoFirstAndAlertsTakeTurns() {
    List<Subscription> chats = new ArrayList<>();
    for (int chat = 1; chat <= 150; chat++) {
      chats.add(new Subscription(ChatId.of("telegram", "p" + chat), Set.of(Topic.PHASE)));
      chats.add(new Subscription(ChatId.of("telegram", "s" + chat), Set.of(Topic.SETUP)));
    }
    chats.add(new Subscription(ONE, Set.of(Topic.LEVELS)));
    subscriptions.configure(chats);
    owe(alert(Topic.PHASE, 0), alert(Topic.SETUP, 1), alert(Topic.LEVELS, 2));

    List<String> order =
        outbox.claim("telegram", NODE, NOW, NOW, NOW.plusSeconds(30), 400).stream()
            .map(owed -> owed.message().title().replaceAll(".*#", ""))
            .toList();

    assertThat(order).hasSize(301);
    assertThat(order.get(0)).as("urgent").isEqualTo("2");
    assertThat(order.subList(1, 201)).as("not one after the other").contains("0", "1");
    assertThat(order.subList(1, 201).stream().filter("0"::equals).count()).isBetween(50L, 150L);
  }

  @Test
  void whatCameTooLateIsOneMessageThatStandsForAll() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    owe(alert(Topic.PHASE, 0), alert(Topic.SETUP, 1), alert(Topic.LEVELS, 2));
    Instant late = NOW.plus(DeliverySettings.DEFAULT.expires());

    List<Outbox.Owed> due = claim(late);
    assertThat(due)
        .extracting(Outbox.Owed::missed, owed -> owed.message().title())
        .containsExactly(tuple(3, alert(Topic.LEVELS, 2).message().title()));
    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(1, 0, 0, 0, 2, 0));
    outbox.release(due, NODE);
    assertThat(claim(late.plusSeconds(1)).get(0).missed()).as("counted once").isEqualTo(3);
  }

  @Test
  void whatCameTooLateAfterThatIsCountedIn() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    owe(alert(Topic.PHASE, 0), alert(Topic.SETUP, 1));
    Instant late = NOW.plus(DeliverySettings.DEFAULT.expires());
    outbox.release(claim(late), NODE);
    at(late).commit(revision(alerts), Map.of(), List.of(alert(Topic.LEVELS, 2)), List.of(), late);

    Instant later = late.plus(DeliverySettings.DEFAULT.expires());
    assertThat(claim(later)).extracting(Outbox.Owed::missed).containsExactly(3);
  }

  @Test
  void aNewerStateSupersedesAnOlderMessageThatIsHeldUp() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    owe(alert(Topic.LEVELS, 0));
    at(NOW.plusSeconds(5))
        .commit(revision(alerts), Map.of(), List.of(alert(Topic.LEVELS, 1)), List.of(), NOW);
    assertThat(outbox.counts().owed()).as("one right behind the other").isEqualTo(2);

    at(NOW.plusSeconds(600))
        .commit(revision(alerts), Map.of(), List.of(alert(Topic.LEVELS, 2)), List.of(), NOW);

    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(1, 0, 0, 0, 0, 2));
    assertThat(claim(NOW.plusSeconds(600)))
        .extracting(owed -> owed.message().title())
        .containsExactly(alert(Topic.LEVELS, 2).message().title());
  }

  private SqlAlertStore at(Instant now) {
    return new SqlAlertStore(database, Clock.fixed(now, ZoneOffset.UTC), DeliverySettings.DEFAULT);
  }

  @Test
  void refusedMessagesAreListedAndCanBeOwedAgainOrDropped() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    owe(alert(Topic.LEVELS, 0), alert(Topic.LEVELS, 1));
    for (int i = 0; i < 2; i++) {
      outbox.dead(claim(NOW).get(0), NODE, "refused", NOW);
    }
    List<Outbox.Entry> dead = outbox.list(Outbox.State.DEAD, 10);
    assertThat(dead)
        .extracting(Outbox.Entry::chat, Outbox.Entry::note, Outbox.Entry::attempts)
        .containsExactly(tuple(ONE, "refused", 1), tuple(ONE, "refused", 1));

    assertThat(outbox.retry(List.of(dead.get(0).id(), 999L), NOW)).isEqualTo(1);
    assertThat(outbox.drop(List.of(dead.get(1).id()), NOW)).isEqualTo(1);

    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(1, 0, 0, 1, 0, 0));
    assertThat(claim(NOW)).extracting(Outbox.Owed::id).containsExactly(dead.get(0).id());
  }

  @Test
  void whatWasSettledLongAgoIsForgottenAndWhatIsOwedIsNot() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    owe(alert(Topic.LEVELS, 0), alert(Topic.LEVELS, 1));
    outbox.sent(claim(NOW).get(0), NODE, "1", NOW);

    outbox.prune(NOW);
    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(1, 1, 0, 0, 0, 0));
    outbox.prune(NOW.plusSeconds(1));

    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(1, 0, 0, 0, 0, 0));
    assertThat(alerts.latest(5)).hasSize(1);
  }

  @Test
  void settledMessagesAreNotDueAgain() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    owe(alert(Topic.LEVELS, 0), alert(Topic.LEVELS, 1));

    outbox.sent(claim(NOW).get(0), NODE, "17", NOW);
    outbox.dead(claim(NOW).get(0), NODE, "refused", NOW);

    assertThat(claim(NOW)).isEmpty();
    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(0, 1, 1, 0, 0, 0));
  }

  @Test
  void theConfigSeedsChatsAndWhatTheyChoseSinceStays() {
    Subscription wanted = new Subscription(ONE, Set.of(Topic.LEVELS));
    subscriptions.configure(List.of(wanted));
    subscriptions.set(ONE, Set.of(Topic.PHASE));

    subscriptions.configure(List.of(wanted));
    assertThat(subscriptions.of(ONE)).containsExactly(Topic.PHASE);

    subscriptions.configure(List.of(new Subscription(ONE, Set.of(Topic.CORRELATION))));
    assertThat(subscriptions.of(ONE)).containsExactly(Topic.CORRELATION);

    subscriptions.configure(List.of());
    assertThat(subscriptions.all()).isEmpty();
  }

  @Test
  void barsAreWrittenOnceAndCorrectedInPlace() {
    SqlPriceHistory history = new SqlPriceHistory(database);
    Bar whole = new Bar(NOW, 1, 3, 0.5, 2, 10);
    Bar closeOnly = Bar.ofClose(NOW.plusSeconds(3600), 2.25);

    assertThat(history.write(BTC, Interval.HOUR, List.of(whole, closeOnly), "a"))
        .isEqualTo(new PriceHistory.Written(2, 0, 0));
    assertThat(history.write(BTC, Interval.HOUR, List.of(whole, closeOnly), "b"))
        .isEqualTo(new PriceHistory.Written(0, 0, 2));
    assertThat(
            history.write(
                BTC, Interval.HOUR, List.of(whole, Bar.ofClose(closeOnly.opensAt(), 2.5)), "c"))
        .isEqualTo(new PriceHistory.Written(0, 1, 1));

    assertThat(history.bars(BTC, Interval.HOUR).bar(0)).isEqualTo(whole);
    assertThat(history.bars(BTC, Interval.HOUR).close(1)).isEqualTo(2.5);
    assertThat(history.bars(BTC, Interval.DAY).isEmpty()).isTrue();
    assertThat(history.source(BTC, Interval.HOUR)).isEqualTo("c");
  }

  @Test
  void anUpdateIsNewOnce() {
    SqlSeenUpdates seen = new SqlSeenUpdates(database, CLOCK);

    assertThat(seen.firstTime("telegram", "1")).isTrue();
    assertThat(seen.firstTime("telegram", "1")).isFalse();
    assertThat(seen.firstTime("discord", "1")).isTrue();
    new SqlSeenUpdates(database, Clock.fixed(NOW.plus(Duration.ofDays(7)), ZoneOffset.UTC)).prune();
    assertThat(seen.firstTime("discord", "1")).as("a week later it is kept").isFalse();
    new SqlSeenUpdates(database, Clock.fixed(NOW.plus(Duration.ofDays(8)), ZoneOffset.UTC)).prune();
    assertThat(seen.firstTime("discord", "1")).as("then no longer").isTrue();
  }

  @Test
  void howWhatAChatWasToldCameToBeIsKeptOverARestartAndBounded() {
    subscriptions.set(ONE, Set.of(Topic.LEVELS));
    Explanations explanations = new SqlExplanations(database, CLOCK);
    owe(alert(Topic.LEVELS, 1));
    assertThat(explanations.latest(ONE)).as("owed, not told yet").isEmpty();
    for (Outbox.Owed owed : claim(NOW)) {
      outbox.sent(owed, NODE, "1", NOW.minusSeconds(60));
    }
    Explanation why =
        Explanation.of("BTC price").input("price", new BigDecimal("1.50")).asOf(NOW).build();
    explanations.answered(ONE, "BTC $1.50", why);
    reopen();
    explanations = new SqlExplanations(database, CLOCK);
    assertThat(explanations.latest(ONE))
        .extracting(Explanations.Told::isAlert, Explanations.Told::title)
        .containsExactly(tuple(false, "BTC $1.50"), tuple(true, "BTC below $116,000 #1"));
    assertThat(explanations.latest(ONE).get(0).why()).isEqualTo(why);
    assertThat(explanations.latest(ONE).get(1).why().about()).isEqualTo("BTC levels");
    assertThat(explanations.latest(TWO)).isEmpty();
    for (int i = 0; i < 3 * Explanations.KEPT; i++) {
      explanations.answered(TWO, "answer " + i, why);
    }
    assertThat(explanations.latest(TWO)).hasSize(Explanations.KEPT);
    assertThat(explanations.latest(ONE)).as("another chat's").hasSize(2);
  }

  @Test
  void whatAChatWantsToBeSparedIsKeptOverARestart() {
    policies.snooze(ONE, NOW.plusSeconds(3600));
    policies.quiet(ONE, NIGHT);
    policies.mute(ONE, "levels:BTC");
    policies.want(ONE, "levels:BTC/119000", false);
    policies.want(ONE, "levels:BTC/119000", false);
    reopen();

    assertThat(policies.of(ONE))
        .isEqualTo(
            new ChatPolicy(
                NOW.plusSeconds(3600), Set.of("levels:BTC"), Set.of("levels:BTC/119000"), NIGHT));
    policies.snooze(ONE, null);
    policies.quiet(ONE, null);
    policies.unmute(ONE);
    policies.want(ONE, "levels:BTC/119000", true);
    assertThat(policies.of(ONE)).isEqualTo(ChatPolicy.NONE);
    assertThat(policies.of(TWO)).isEqualTo(ChatPolicy.NONE);
  }

  private static final ChatPolicy.QuietHours NIGHT =
      new ChatPolicy.QuietHours(
          LocalTime.of(21, 30), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin"));

  @Test
  void aSnoozedChatIsOwedNothingAndFindsOutWhy() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    subscriptions.set(TWO, EnumSet.allOf(Topic.class));
    policies.snooze(ONE, NOW.plusSeconds(1));

    owe(alert(Topic.LEVELS, 0));

    assertThat(claim(NOW)).extracting(Outbox.Owed::chat).containsExactly(TWO);
    assertThat(policies.untold(ONE, 5))
        .extracting(ChatPolicies.Untold::title, ChatPolicies.Untold::stage)
        .containsExactly(tuple(alert(Topic.LEVELS, 0).message().title(), "silence"));
    at(NOW.plusSeconds(1))
        .commit(revision(alerts), Map.of(), List.of(alert(Topic.LEVELS, 1)), List.of(), NOW);
    assertThat(claim(NOW)).extracting(Outbox.Owed::chat).containsExactly(ONE);
  }

  @Test
  void whatIsHeldForQuietHoursBecomesOneMessageAfterThem() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    policies.quiet(ONE, NIGHT); // NOW is 22:00 there
    owe(alert(Topic.LEVELS, 0), alert(Topic.SETUP, 1));
    Instant end = Instant.parse("2025-07-15T05:00:00Z");
    assertThat(claim(end.minusSeconds(1))).isEmpty();

    assertThat(claim(end))
        .extracting(Outbox.Owed::missed, Outbox.Owed::quiet)
        .containsExactly(tuple(2, true));
    assertThat(policies.untold(ONE, 5))
        .extracting(ChatPolicies.Untold::stage)
        .containsExactly("quiet hours", "quiet hours");
  }

  @Test
  void aMuteEndsWhenWhatIsMutedRecovers() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    policies.mute(ONE, "levels:BTC");
    owe(alert(Topic.LEVELS, 0));
    assertThat(outbox.counts().owed()).isZero();

    Alert fall = alert(Topic.LEVELS, 1);
    owe(
        new Alert(
            fall.rule(),
            "RECLAIM",
            fall.topic(),
            fall.instrument(),
            fall.at(),
            fall.subjects(),
            fall.facts(),
            fall.message(),
            fall.why()));
    owe(alert(Topic.LEVELS, 2));

    assertThat(outbox.counts().owed()).isEqualTo(2);
    assertThat(policies.of(ONE)).isEqualTo(ChatPolicy.NONE);
  }

  @Test
  void whatThePolicyKeptBackIsStoredWithItsReason() {
    subscriptions.set(ONE, Set.of(Topic.LEVELS));
    subscriptions.set(TWO, Set.of(Topic.PHASE));

    alerts.commit(
        revision(alerts),
        Map.of(),
        List.of(),
        List.of(new Decision("x", null, Topic.LEVELS, "x", Reason.TOLD_JUST_BEFORE, "told before")),
        NOW);

    assertThat(policies.untold(ONE, 5))
        .extracting(ChatPolicies.Untold::stage, ChatPolicies.Untold::reason)
        .containsExactly(tuple("cool-down", "told before"));
    assertThat(policies.untold(TWO, 5)).as("not its topic").isEmpty();
  }

  @Test
  void aCooldownHoldsForWhoWasToldNotForWhoHadSilenceThen() {
    subscriptions.set(ONE, EnumSet.allOf(Topic.class));
    subscriptions.set(TWO, EnumSet.allOf(Topic.class));
    policies.snooze(ONE, NOW.plusSeconds(60));
    owe(alert(Topic.LEVELS, 0));
    assertThat(outbox.counts().owed()).as("only the chat without silence").isEqualTo(1);
    policies.snooze(ONE, null);

    again(alert(Topic.LEVELS, 5));
    assertThat(outbox.counts().owed()).isEqualTo(2);
    assertThat(claim(NOW)).extracting(Outbox.Owed::chat).containsExactlyInAnyOrder(ONE, TWO);

    again(alert(Topic.LEVELS, 6));
    assertThat(outbox.counts().owed()).as("both were told by now").isEqualTo(2);
  }

  private void again(Alert alert) {
    Decision decision =
        new Decision(
            alert.id(),
            null,
            alert.topic(),
            alert.message().title(),
            Reason.TOLD_JUST_BEFORE,
            "told before",
            new Decision.Repetition(alert, Duration.ofMinutes(30)));
    alerts.commit(revision(alerts), Map.of(), List.of(), List.of(decision), NOW);
  }

  @Test
  void whatWasBroughtUpToDateNeedsNoFlywayNextTime() {
    assertThat(database.<Boolean>read(Schema::isUpToDate))
        .as("Schema.LATEST is the newest migration")
        .isTrue();
  }
}
