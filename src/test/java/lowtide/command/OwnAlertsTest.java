package lowtide.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lowtide.alert.Alert;
import lowtide.alert.AlertDesk;
import lowtide.alert.AlertPolicy;
import lowtide.alert.AuditLog;
import lowtide.alert.ConditionReader;
import lowtide.alert.DeliverySettings;
import lowtide.alert.Explanations;
import lowtide.alert.OwnDesk;
import lowtide.alert.OwnLimits;
import lowtide.chat.Audiences;
import lowtide.chat.BotAdmins;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.Interval;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.market.Series;
import lowtide.signal.AllocationSettings;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.PhaseSettings;
import lowtide.signal.SeasonSettings;
import lowtide.signal.SetupSettings;
import lowtide.signal.SignalEngine;
import lowtide.signal.SignalSettings;
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sql.SqlAuditLog;
import lowtide.store.sql.SqlOwnRules;
import lowtide.store.sqlite.SqliteDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** /alert and /alerts, from what is typed to the alert. */
class OwnAlertsTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instrument ETH = new Instrument("ETH", "Ether", Instrument.Kind.CRYPTO);
  private static final Instant NOW = Instant.parse("2025-07-14T20:00:00Z");
  private static final ChatId CHAT = ChatId.of("telegram", "1");

  /** Hours at 120,000 but for two falls to 110,000, 200 and 100 hours ago, of five hours each. */
  private static final Series HOURS = hours();

  @TempDir private Path folder;
  private SqliteDatabase database;
  private CommandDesk commands;
  private AlertDesk alerts;
  private SqlAuditLog audit;

  private static Series hours() {
    List<Bar> bars = new ArrayList<>();
    for (int ago = 400; ago >= 1; ago--) {
      boolean low = ago <= 200 && ago > 195 || ago <= 100 && ago > 95;
      bars.add(Bar.ofClose(NOW.minus(Duration.ofHours(ago)), low ? 110_000 : 120_000));
    }
    return Series.of(BTC, Interval.HOUR, bars);
  }

  @BeforeEach
  void open() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    database = SqliteDatabase.open(folder.resolve("data"));
    SignalSettings settings =
        new SignalSettings(
            CorrelationSettings.DEFAULT,
            List.of(),
            PhaseSettings.DEFAULT,
            SetupSettings.DEFAULT,
            SeasonSettings.DEFAULT,
            AllocationSettings.DEFAULT);
    ConditionReader reader =
        new ConditionReader(
            new Instruments(List.of(BTC, ETH)),
            settings.correlation(),
            settings.phase().instrument());
    SqlOwnRules own = new SqlOwnRules(database, clock);
    OwnDesk desk = new OwnDesk(own, reader, new SignalEngine(settings), settings, clock);
    alerts =
        new AlertDesk(
            List.of(),
            desk,
            AlertPolicy.of(Duration.ofMinutes(30)),
            new SqlAlertStore(database, clock, DeliverySettings.DEFAULT));
    audit = new SqlAuditLog(database, clock);
    commands =
        new CommandDesk(
            List.of(
                new AlertCommand(
                    own, desk, reader, new OwnLimits(2, 3, 100), () -> view(0, 120_000), clock),
                new AlertsCommand(own, reader, () -> view(0, 120_000), clock)),
            Explanations.NONE,
            audit,
            chat -> List.of(),
            Audiences.USUAL,
            BotAdmins.NONE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static MarketView view(int minute, double price) {
    Instant at = NOW.plus(Duration.ofMinutes(minute));
    Quote quote = new Quote(BTC, BigDecimal.valueOf(price), at, "Test", Quote.LIVE);
    return new MarketView(at, Map.of(), Map.of(BTC, HOURS), Map.of(BTC, quote));
  }

  private Answer ask(String text) {
    return ask(CHAT, text);
  }

  private Answer ask(ChatId chat, String text) {
    String[] words = text.split(" ");
    return commands.full(
        new Request(chat, "7", true, words[0], Arrays.asList(words).subList(1, words.length)));
  }

  private List<String> tick(int minute, double price) {
    return alerts.look(view(minute, price)).stream()
        .map(alert -> alert.chat() + " " + alert.message().title())
        .toList();
  }

  @Test
  void beforeItIsSavedItShowsHowOftenItWouldHaveFired() {
    Answer answer = ask("alert BTC < 112000");

    assertThat(answer.message().title())
        .isEqualTo("BTC < 112000 would have fired 2 times in 16 days");
    assertThat(answer.facts()).containsEntry("fired", 2);
    assertThat(answer.message().blocks().toString())
        .contains(
            NOW.minus(Duration.ofHours(199)).toString(),
            NOW.minus(Duration.ofHours(99)).toString(),
            "/alert save BTC < 112000");
    assertThat(ask("alerts").message().title()).contains("no alerts of its own");
  }

  @Test
  void aMoveIsCountedOnceUntilHalfOfItIsUndone() {
    assertThat(ask("alert BTC -8% 24h").facts()).containsEntry("fired", 2);
    assertThat(ask("alert BTC -9% 1h").facts()).containsEntry("fired", 0);
    assertThat(ask("alert BTC +9% 1h").facts()).containsEntry("fired", 2);
  }

  @Test
  void whatIsSavedFiresForItsChatAndIsArmedAgainAfterThePriceWasBack() {
    ask("alert save BTC < 112000");
    assertThat(tick(0, 120_000)).isEmpty();

    assertThat(tick(1, 111_000)).containsExactly(CHAT + " BTC below $112,000 (now $111,000)");
    assertThat(tick(2, 110_900)).isEmpty();
    tick(3, 120_000);
    assertThat(tick(45, 111_000)).containsExactly(CHAT + " BTC below $112,000 (now $111,000)");
    assertThat(ask("alerts").message().blocks().toString()).contains("2×");
  }

  @Test
  void onceIsOnce() {
    ask("alert save BTC < 112000 once");
    tick(0, 120_000);
    assertThat(tick(1, 111_000)).hasSize(1);
    tick(3, 120_000);
    assertThat(tick(45, 111_000)).isEmpty();
    assertThat(ask("alerts").message().blocks().toString()).contains("done");
  }

  @Test
  void aPausedOneGoesOnWithTheMarketAsItIsThen() {
    ask("alert save BTC < 112000");
    tick(0, 120_000);
    ask("alerts pause 1");
    assertThat(tick(1, 111_000)).isEmpty();
    ask("alerts resume 1");
    assertThat(tick(2, 111_000)).as("it was below when it went on").isEmpty();
    tick(3, 120_000);
    assertThat(tick(4, 111_000)).hasSize(1);
  }

  @Test
  void aMoveFiresOnTheLastPrice() {
    ask("alert save BTC -5% 24h");
    tick(0, 120_000);
    List<Alert> fired = alerts.look(view(1, 113_000));
    assertThat(fired).hasSize(1);
    assertThat(fired.get(0).message().title()).isEqualTo("BTC -5.8 % in 1 d (now $113,000)");
    assertThat(alerts.look(view(2, 112_900))).isEmpty();
  }

  @Test
  void limitsRepetitionsAndMistakesAreNamed() {
    ask("alert save BTC < 112000");
    assertThat(ask("alert BTC < 112k").message().title())
        .isEqualTo("Alert 1 of this chat is that already: BTC < 112000");
    ask("alert save BTC > 130000");
    assertThat(ask("alert save BTC > 140000").message().title())
        .isEqualTo("This chat has 2 alerts already, the most there may be");
    assertThat(ask("alerts delete 9").message().title()).isEqualTo("This chat has no alert 9");
    assertThat(ask("alerts drop 1").mistake()).isTrue();
    assertThat(ask("alerts delete 1").message().title()).isEqualTo("Alert 1 is deleted");
  }

  @Test
  void whatIsWrongIsCorrectedWithATap() {
    Answer answer = ask("alert BTX < 112000");

    assertThat(answer.mistake()).isTrue();
    assertThat(answer.message().title()).isEqualTo("Unknown symbol BTX. Did you mean BTC?");
    assertThat(answer.message().buttons())
        .containsExactly(new Message.Button("/alert BTC < 112000", "alert BTC < 112000"));
    assertThat(ask("alerts edit 1 BTC").mistake()).isTrue();
    Answer span = ask("alert BTC < 112000 for -1d");
    assertThat(span.message().title()).isEqualTo("An alert lasts for 1h to 3650d");
    assertThat(span.message().buttons())
        .extracting(Message.Button::command)
        .containsExactly("alert BTC < 112000 for 30d");
    assertThat(ask("alrt BTC < 5").message().buttons())
        .containsExactly(new Message.Button("/alert BTC < 5", "alert BTC < 5"));
  }

  @Test
  void anEditedOneKeepsItsNumberAndFiresByItsNewCondition() {
    ask("alert save BTC < 112000 once");
    tick(0, 120_000);
    Answer edited = ask("alerts edit 1 BTC < 118k repeat for 2 weeks");

    assertThat(edited.message().title()).isEqualTo("Alert 1 is now: BTC < 118000");
    assertThat(edited.message().buttons().get(0))
        .isEqualTo(new Message.Button("Undo", "alerts edit 1 BTC < 112000 once forever"));
    tick(1, 120_000);
    assertThat(tick(2, 117_000)).containsExactly(CHAT + " BTC below $118,000 (now $117,000)");
    assertThat(ask("alerts").message().blocks().toString()).contains("on to 2025-07-28", "1×");
  }

  @Test
  void theListIsChangedInItsPlaceAndADeletedOneComesBack() {
    ask("alert save BTC < 112000 once for 30d");
    assertThat(ask("alerts").message().buttons())
        .extracting(Message.Button::command)
        .containsExactly("alerts edit 1 here", "alerts pause 1 here", "alerts delete 1 here");
    assertThat(ask("alerts pause 1 here").message().inPlace()).isTrue();
    assertThat(ask("alerts").message().buttons())
        .extracting(Message.Button::label)
        .contains("Resume 1");
    Message one = ask("alerts edit 1 here").message();
    assertThat(one.inPlace()).isTrue();
    assertThat(one.buttons())
        .extracting(Message.Button::command)
        .contains(
            "alerts edit 1 BTC < 106400 here",
            "alerts edit 1 BTC < 112000 repeat here",
            "alerts edit 1 BTC < 112000 forever here")
        .allSatisfy(command -> assertThat(command).hasSizeLessThanOrEqualTo(64));
    assertThat(ask("alerts edit 1 BTC < 106400 here").message().title())
        .isEqualTo("Alert 1: BTC < 106400");

    Message deleted = ask("alerts delete 1 here").message();

    assertThat(deleted.title()).isEqualTo("Alert 1 is deleted");
    Message.Button undo = deleted.buttons().get(deleted.buttons().size() - 1);
    assertThat(undo).isEqualTo(new Message.Button("Undo", "alert save BTC < 106400 once for 30d"));
    assertThat(ask(undo.command()).message().title()).isEqualTo("Alert 2 is set: BTC < 106400");
  }

  @Test
  void oneUserMayNotFillTheBotFromManyChats() {
    for (int chat = 1; chat <= 3; chat++) {
      ask(ChatId.of("telegram", "" + chat), "alert save BTC < 112000");
    }

    assertThat(ask(ChatId.of("telegram", "4"), "alert save BTC < 112000").message().title())
        .isEqualTo("You have made 3 alerts in all chats, the most that one may make");
    assertThat(ask(ChatId.of("discord", "4"), "alert save BTC < 112000").mistake())
        .as("7 is somebody else there")
        .isFalse();
  }

  @Test
  void withoutPricesNothingIsClaimed() {
    assertThat(ask("alert ETH < 2000").message().title())
        .isEqualTo("ETH < 2000: no prices yet to count by");
  }

  @Test
  void aPriceThatIsThereAlreadyIsSaid() {
    assertThat(ask("alert BTC < 125000").message().blocks().toString())
        .contains("BTC is below there already ($120,000): it fires after it was back.");
  }

  @Test
  void inAGroupAnybodyMayLookAndAdminsMaySave() {
    ChatId group = ChatId.of("telegram", "-5");
    Request save = new Request(group, "7", false, "alert", List.of("save", "BTC", "<", "112000"));
    Request look = new Request(group, "7", false, "alert", List.of("BTC", "<", "112000"));

    assertThat(commands.full(look).facts()).containsKey("fired");
    assertThat(commands.full(save).message().title())
        .isEqualTo("Only admins of this chat can do that here");
    assertThat(commands.full(save.withMayChange(true)).message().title())
        .isEqualTo("Alert 1 is set: BTC < 112000");
    assertThat(audit.latest(group, 5))
        .extracting(AuditLog.Entry::action, AuditLog.Entry::allowed)
        .containsExactly(
            tuple("/alert save BTC < 112000", true), tuple("/alert save BTC < 112000", false));
  }
}
