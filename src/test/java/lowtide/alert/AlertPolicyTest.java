package lowtide.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lowtide.chat.Message;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.signal.Explanation;
import lowtide.signal.LevelSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertPolicyTest {
  private static final Instant NOW = Instant.parse("2025-07-14T20:00:00Z");

  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Duration FRESH_FOR = Duration.ofMinutes(5);

  private final List<Decision> suppressed = new ArrayList<>();

  private static Alert alert(String event, int level, int minute, boolean late) {
    return alert("levels:BTC", Topic.LEVELS, event, level, minute, late);
  }

  private static Alert alert(
      String rule, Topic topic, String event, int level, int minute, boolean late) {
    return new Alert(
        rule,
        event,
        topic,
        "BTC",
        NOW.plusSeconds(60L * minute),
        List.of(rule + "/" + event + "/" + level),
        Map.of("direction", "down", "late", late),
        Message.titled(event + " " + level).line("body").build(),
        Explanation.of("x").sample("1").asOf(NOW).build());
  }

  private List<Alert> pass(Alert... alerts) {
    return AlertPolicy.of(Duration.ofMinutes(30))
        .pass(List.of(alerts), Told.NOTHING, suppressed::add);
  }

  @Test
  void aDeeperLevelSpeaksForTheShallowerOneOfTheSameMove() {
    List<Alert> passed =
        pass(alert("CONFIRMED", 119_000, 0, false), alert("BREACH", 116_000, 0, false));

    assertThat(passed).extracting(Alert::event).containsExactly("BREACH");
    assertThat(suppressed)
        .extracting(Decision::reason, Decision::words)
        .containsExactly(tuple(Reason.DEEPER_LEVEL, "a deeper level: BREACH 116000"));
  }

  @Test
  void whatOneMomentBringsIsOneMessage() {
    List<Alert> passed =
        pass(alert("BREACH", 119_000, 0, false), alert("APPROACH", 116_000, 0, false));

    assertThat(passed).hasSize(1);
    assertThat(passed.get(0).message().title()).isEqualTo("BREACH 119000");
    assertThat(passed.get(0).message().blocks())
        .extracting(Object::toString)
        .containsExactly("Also: APPROACH 116000.", "body");
    assertThat(passed.get(0).subjects()).hasSize(2);
    assertThat(suppressed).extracting(Decision::reason).containsExactly(Reason.SAME_MOVE);
  }

  @Test
  void aDayThatWasMissedIsOneMessageOfItsNewestState() {
    Alert[] day = new Alert[20];
    for (int i = 0; i < day.length; i++) {
      day[i] = alert(i % 2 == 0 ? "BREACH" : "RECLAIM", 119_000, 60 * i, true);
    }

    List<Alert> passed = pass(day);

    assertThat(passed).hasSize(1);
    assertThat(passed.get(0).at()).isEqualTo(day[19].at());
    assertThat(passed.get(0).message().blocks())
        .hasSize(1 + 5 + 1)
        .first()
        .hasToString("Before that, 14 more.");
    assertThat(suppressed).hasSize(19);
  }

  @Test
  void differentRulesAndMomentsThatWereSeenInTimeStayApart() {
    assertThat(
            pass(
                alert("BREACH", 119_000, 0, false),
                alert("RECLAIM", 119_000, 1, false),
                alert("phase:BTC", Topic.PHASE, "PHASE_CHANGE", 0, 0, false)))
        .hasSize(3);
    assertThat(suppressed).isEmpty();
  }

  @Test
  void theSameIsToldAgainOnlyAfterTheCooldown() {
    List<Alert> passed =
        pass(
            alert("BREACH", 119_000, 0, false),
            alert("BREACH", 119_000, 29, false),
            alert("BREACH", 119_000, 30, false));

    assertThat(passed).extracting(Alert::at).containsExactly(NOW, NOW.plusSeconds(1800));
    assertThat(suppressed).extracting(Decision::reason).containsExactly(Reason.TOLD_JUST_BEFORE);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-07-14T19:59:59Z, ", // 21:59:59 in Berlin
    "2025-07-14T20:00:00Z, 2025-07-15T05:00:00Z",
    "2025-07-15T04:59:59Z, 2025-07-15T05:00:00Z",
    "2025-07-15T05:00:00Z, ",
    "2025-10-25T22:00:00Z, 2025-10-26T06:00:00Z", // the night that is an hour longer
    "2025-03-29T23:00:00Z, 2025-03-30T05:00:00Z", // and the one that is shorter
  })
  void quietHoursFollowTheChatsZone(Instant now, Instant end) {
    ChatPolicy policy = night();
    ChatPolicy.Verdict verdict = policy.verdict(alert("BREACH", 119_000, 0, false), now);
    assertThat(verdict.heldUntil()).isEqualTo(end);
    assertThat(verdict.decision() == null).isEqualTo(end == null);
  }

  private static ChatPolicy night() {
    return new ChatPolicy(
        null,
        Set.of(),
        Set.of(),
        new ChatPolicy.QuietHours(
            LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin")));
  }

  @Test
  void aChatIsNotToldOfLevelsItDoesNotWantUnlessAnotherOneMovedWithThem() {
    ChatPolicy without = new ChatPolicy(null, Set.of(), Set.of("levels:BTC/119000"), null);
    Alert unwanted = about("levels:BTC/DOWN/BREACH/119000.00");
    assertThat(reason(without.verdict(unwanted, NOW))).isEqualTo(Reason.LEVEL_NOT_WANTED);
    assertThat(reason(without.verdict(about("levels:BTC/DOWN/BREACH/116000"), NOW))).isNull();
    assertThat(
            reason(
                without.verdict(
                    about("levels:BTC/DOWN/BREACH/119000", "levels:BTC/DOWN/BREACH/116000"), NOW)))
        .isNull();
    assertThat(reason(ChatPolicy.NONE.verdict(unwanted, NOW))).isNull();
  }

  private static Alert about(String... subjects) {
    return new Alert(
        "levels:BTC",
        "BREACH",
        Topic.LEVELS,
        "BTC",
        NOW,
        List.of(subjects),
        Map.of(),
        Message.titled("x").build(),
        Explanation.of("x").sample("1").asOf(NOW).build());
  }

  @Test
  void quietHoursWithinADayEndOnThatDay() {
    ChatPolicy.QuietHours noon =
        new ChatPolicy.QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0), ZoneId.of("UTC"));
    assertThat(noon.end(Instant.parse("2025-07-14T12:30:00Z")))
        .contains(Instant.parse("2025-07-14T13:00:00Z"));
    assertThat(noon.end(NOW)).isEmpty();
  }

  @Test
  void whatIsCriticalPassesQuietHoursButNotASnooze() {
    Alert last =
        new Alert(
            "levels:BTC",
            "BREACH",
            Topic.LEVELS,
            "BTC",
            NOW,
            List.of(),
            Map.of("critical", true),
            Message.titled("x").build(),
            Explanation.of("x").sample("1").asOf(NOW).build());
    assertThat(reason(night().verdict(last, NOW))).isNull();
    assertThat(
            reason(new ChatPolicy(NOW.plusSeconds(1), Set.of(), Set.of(), null).verdict(last, NOW)))
        .isEqualTo(Reason.SNOOZED);
  }

  private static Reason reason(ChatPolicy.Verdict verdict) {
    return verdict.decision() == null ? null : verdict.decision().reason();
  }

  private static MarketView view(int minutesOld, int minute) {
    Quote quote =
        new Quote(
            BTC, new BigDecimal("117000"), NOW.minusSeconds(60L * minutesOld), "x", FRESH_FOR);
    return new MarketView(NOW.plusSeconds(60L * minute), Map.of(), Map.of(), Map.of(BTC, quote));
  }

  @Test
  void aDeadSourceInhibitsWhatDependsOnItAndThatIsNotedOnce() {
    List<Rule> rules =
        List.of(new LevelRule(LevelSettings.of("BTC", List.of(new BigDecimal("116000"))), BTC));

    Blind seeing = Blind.NONE.look(rules, view(0, 5), suppressed::add);
    Blind blind = seeing.look(rules, view(0, 6), suppressed::add);
    Blind longer = blind.look(rules, view(0, 60), suppressed::add);
    Blind again = longer.look(rules, view(-60, 60), suppressed::add);

    assertThat(seeing).isEqualTo(Blind.NONE);
    assertThat(blind).isEqualTo(longer);
    assertThat(blind.since()).containsExactly(entry("levels:BTC", NOW.plusSeconds(360)));
    assertThat(again).isEqualTo(Blind.NONE);
    assertThat(suppressed)
        .extracting(Decision::reason, Decision::words)
        .containsExactly(
            tuple(
                Reason.NO_FRESH_PRICE,
                "no fresh price of BTC: nothing is told of it until there is one"));
  }
}
