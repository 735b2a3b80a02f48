package lowtide.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import lowtide.alert.Alert;
import lowtide.alert.ChatPolicy;
import lowtide.alert.Decision;
import lowtide.alert.DeliverySettings;
import lowtide.alert.Outbox;
import lowtide.alert.OwnRule;
import lowtide.alert.Reason;
import lowtide.alert.Topic;
import lowtide.chat.ChatId;

/**
 * Makes an alert a row a chat. Chats without wishes of their own, which are nearly all, are owed to
 * by a few statements whatever their number; the others one by one.
 */
final class FanOut {
  /**
   * So many chats hear of an alert before it is another one's turn: seconds, at a platform's pace.
   */
  private static final int TURN = 500;

  /** The chat that comes so many after a first one, unless that is beyond an end. */
  private static final String NEXT_CHAT =
      """
      SELECT chat FROM subscription WHERE topic = ? AND chat >= ? AND chat < ?
      ORDER BY chat LIMIT 1 OFFSET ?
      """;

  private static final Sql.Reader<String> FIRST_COLUMN = rows -> rows.getString(1);

  /** Owes an alert to the chats of a range that want all they subscribed to. */
  private static final String OWE =
      """
      INSERT INTO outbox (alert, chat, platform, next_at, created_at, expires_at, lane, turn)
      SELECT ?, s.chat, ?, 0, ?, ?, ?, ? FROM subscription s
      WHERE s.topic = ? AND s.chat >= ? AND s.chat < ? AND s.chat NOT IN (
        SELECT chat FROM chat WHERE inactive IS NOT NULL AND chat >= ? AND chat < ?
        UNION ALL SELECT chat FROM chat_policy WHERE chat >= ? AND chat < ?
        UNION ALL SELECT chat FROM mute WHERE chat >= ? AND chat < ?
        UNION ALL SELECT chat FROM unwanted_level WHERE chat >= ? AND chat < ?)
      ORDER BY s.chat
      """;

  private final DeliverySettings delivery;
  private final RandomGenerator random = new SplittableRandom();

  FanOut(DeliverySettings delivery) {
    this.delivery = delivery;
  }

  /** Within the transaction that stores the alert. */
  void owe(Connection connection, Alert alert, long now) throws SQLException {
    ChatId only = alert.chat();
    if (only == null) {
      supersede(connection, alert, now);
      oweAll(connection, alert, now);
      oweWhereItMayNotBeWanted(connection, alert, now);
    } else if (SqlOwnRules.fired(connection, OwnRule.id(alert.rule()), alert.at())) {
      oweOne(connection, alert, only.toString(), now);
    }
  }

  /** Chats with wishes of their own: few, one by one. */
  private void oweWhereItMayNotBeWanted(Connection connection, Alert alert, long now)
      throws SQLException {
    for (Map.Entry<String, ChatPolicy> chat :
        SqlChatPolicies.ofTopic(connection, alert.topic().name()).entrySet()) {
      owe(connection, alert, chat.getKey(), chat.getValue(), now);
    }
    if (alert.recovers()) {
      Sql.run(connection, "DELETE FROM mute WHERE rule = ?", alert.rule());
    }
  }

  /** Who would be told of it, and was not told the same before because of its own silence. */
  static List<String> untold(Connection connection, Decision.Repetition repetition, long now)
      throws SQLException {
    Alert alert = repetition.alert();
    return Sql.list(
        connection,
        """
        SELECT DISTINCT d.chat FROM decision d
        JOIN subscription s ON s.chat = d.chat AND s.topic = d.topic
        WHERE d.topic = ? AND d.stage = ? AND d.at >= ? AND NOT EXISTS (
          SELECT 1 FROM outbox o JOIN alert a ON a.id = o.alert
          WHERE o.chat = d.chat AND a.rule = ? AND a.event = ? AND a.at > ?)
        """,
        FIRST_COLUMN,
        alert.topic().name(),
        Reason.SNOOZED.stage(),
        now - repetition.span().toMillis(),
        alert.rule(),
        alert.event(),
        alert.at().minus(repetition.span()).toEpochMilli());
  }

  /** Owes an alert to one chat, as far as the chat wants it. */
  void oweOne(Connection connection, Alert alert, String chat, long now) throws SQLException {
    boolean gone =
        Sql.count(
                connection,
                "SELECT count(*) FROM chat WHERE chat = ? AND inactive IS NOT NULL",
                chat)
            > 0;
    if (!gone) {
      owe(connection, alert, chat, SqlChatPolicies.ofChat(connection, chat), now);
    }
  }

  private void owe(Connection connection, Alert alert, String chat, ChatPolicy policy, long now)
      throws SQLException {
    ChatPolicy.Verdict verdict = policy.verdict(alert, Instant.ofEpochMilli(now));
    Decision why = verdict.decision();
    Instant until = verdict.heldUntil();
    if (why != null) {
      note(connection, chat, why, now);
    }
    if (why == null || until != null) {
      Sql.run(
          connection,
          """
          INSERT INTO outbox
            (alert, chat, platform, next_at, created_at, expires_at, lane, state, note)
          VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?)
          """,
          alert.id(),
          chat,
          ChatId.parse(chat).platform(),
          now,
          until == null ? now + delivery.expires().toMillis() : until.toEpochMilli(),
          (until == null ? lane(alert) : Outbox.Lane.DIGEST).ordinal(),
          (until == null ? Outbox.State.OWED : Outbox.State.HELD).name(),
          until == null ? "" : Outbox.QUIET);
    }
  }

  /** Notes why a chat, or everybody, was not told. */
  static void note(Connection connection, String chat, Decision decision, long now)
      throws SQLException {
    Sql.run(
        connection,
        "INSERT INTO decision (chat, topic, title, stage, reason, at) VALUES (?, ?, ?, ?, ?, ?)",
        chat,
        decision.topic().name(),
        decision.title(),
        decision.reason().stage(),
        decision.words(),
        now);
  }

  /** What was not sent for long stands for nothing any more when its rule tells something newer. */
  private void supersede(Connection connection, Alert alert, long now) throws SQLException {
    Sql.run(
        connection,
        """
        UPDATE outbox SET state = 'SUPERSEDED', settled_at = ?, note = ?
        WHERE state = 'OWED' AND missed = 0 AND owner IS NULL
          AND alert IN (SELECT id FROM alert WHERE rule = ? AND created_at BETWEEN ? AND ?)
          AND EXISTS (SELECT 1 FROM subscription s
            WHERE s.chat = outbox.chat AND s.topic = ?)
          AND chat NOT IN (SELECT chat FROM unwanted_level) -- who may not hear of the newer
        """,
        now,
        "superseded by " + alert.id(),
        alert.rule(),
        now - delivery.expires().toMillis(), // what is older is told as missed
        now - delivery.supersede().toMillis() - 1,
        alert.topic().name());
  }

  /** Begins with another chat each time: nobody is always the last to hear. */
  private void oweAll(Connection connection, Alert alert, long now) throws SQLException {
    String first = anyChat(connection, alert.topic().name());
    Map<String, Long> turns = new HashMap<>();
    oweBetween(connection, alert, now, first, "~", turns);
    oweBetween(connection, alert, now, "", first, turns);
  }

  /**
   * Turn by turn in the order of the subscriptions' index: to sort and number the chats one by one
   * would take about as long as writing them.
   */
  private void oweBetween(
      Connection connection,
      Alert alert,
      long now,
      String from,
      String end,
      Map<String, Long> turns)
      throws SQLException {
    String topic = alert.topic().name();
    int lane = lane(alert).ordinal();
    try (PreparedStatement next = connection.prepareStatement(NEXT_CHAT);
        PreparedStatement owe = connection.prepareStatement(OWE)) {
      Optional<String> begin = Sql.first(next, FIRST_COLUMN, topic, from, end, 0);
      while (begin.isPresent()) {
        String platform = ChatId.parse(begin.get()).platform();
        String platformEnd = earlier(platform + (char) (':' + 1), end);
        String turnEnd =
            Sql.first(next, FIRST_COLUMN, topic, begin.get(), platformEnd, TURN)
                .orElse(platformEnd);
        Long turn = turns.get(platform);
        if (turn == null) {
          turn = turnNow(connection, platform, lane);
        }
        Sql.run(
            owe,
            alert.id(),
            platform,
            now,
            now + delivery.expires().toMillis(),
            lane,
            turn,
            topic,
            begin.get(),
            turnEnd,
            begin.get(),
            turnEnd,
            begin.get(),
            turnEnd,
            begin.get(),
            turnEnd,
            begin.get(),
            turnEnd);
        turns.put(platform, turn + 1);
        begin = Sql.first(next, FIRST_COLUMN, topic, turnEnd, end, 0);
      }
    }
  }

  private static String earlier(String one, String other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Where those stand who have waited longest: a new alert is no later than they are. */
  private static long turnNow(Connection connection, String platform, int lane)
      throws SQLException {
    return Sql.first(
            connection,
            "SELECT min(turn) FROM outbox WHERE state = 'OWED' AND platform = ? AND lane = ?",
            rows -> rows.getLong(1),
            platform,
            lane)
        .orElse(0L);
  }

  private String anyChat(Connection connection, String topic) throws SQLException {
    int chats = Sql.count(connection, "SELECT count(*) FROM subscription WHERE topic = ?", topic);
    return chats == 0
        ? ""
        : Sql.first(connection, NEXT_CHAT, FIRST_COLUMN, topic, "", "~", random.nextInt(chats))
            .orElse("");
  }

  private static Outbox.Lane lane(Alert alert) {
    return alert.topic() == Topic.LEVELS ? Outbox.Lane.URGENT : Outbox.Lane.BROADCAST;
  }
}
