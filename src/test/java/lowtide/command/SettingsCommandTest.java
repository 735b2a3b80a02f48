package lowtide.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lowtide.alert.AuditLog;
import lowtide.alert.ChatPolicy;
import lowtide.alert.DigestPlan;
import lowtide.alert.Explanations;
import lowtide.alert.Topic;
import lowtide.chat.Audience;
import lowtide.chat.ChatId;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.signal.LevelSettings;
import lowtide.store.sql.SqlBotAdmins;
import lowtide.store.sql.SqlChatPolicies;
import lowtide.store.sql.SqlChatSettings;
import lowtide.store.sql.SqlOwnRules;
import lowtide.store.sql.SqlSubscriptions;
import lowtide.store.sqlite.SqliteDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a chat chooses, and who looks after the bot. */
class SettingsCommandTest {
  private static final Instant NOW = Instant.parse("2025-07-14T20:00:00Z");
  private static final ChatId CHAT = ChatId.of("telegram", "1");

  /** Answers with a moment, to see in which zone it comes. */
  private static final class Now implements Command {
    @Override
    public CommandSpec spec() {
      return new CommandSpec("now", "The time", List.of());
    }

    @Override
    public Answer answer(Request request) {
      return Answer.of(
          Message.titled(Audience.current().look().toString())
              .line(new Message.Moment(NOW))
              .build());
    }
  }

  private static final LevelSettings LEVELS =
      new LevelSettings(
          "BTC",
          List.of(new BigDecimal("119000"), new BigDecimal("116000")),
          List.of(),
          1,
          2,
          0.5,
          0.1);

  @TempDir private Path folder;
  private SqliteDatabase database;
  private SqlChatSettings wishes;
  private SqlChatPolicies policies;
  private SqlSubscriptions subscriptions;
  private SqlBotAdmins admins;
  private CommandDesk desk;

  @BeforeEach
  void open() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    database = SqliteDatabase.open(folder.resolve("data"));
    wishes = new SqlChatSettings(database);
    policies = new SqlChatPolicies(database);
    subscriptions = new SqlSubscriptions(database);
    admins = new SqlBotAdmins(database, List.of(ChatId.of("telegram", "42")));
    desk =
        new CommandDesk(
            List.of(
                new SettingsCommand(
                    wishes,
                    subscriptions,
                    policies,
                    new DigestChoice(wishes, wishes, clock),
                    new SqlOwnRules(database, clock),
                    List.of(LEVELS),
                    clock),
                new QuietCommand(policies),
                new StartCommand(admins),
                new Now()),
            Explanations.NONE,
            AuditLog.NONE,
            chat -> List.of(),
            wishes,
            admins);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Message ask(String text) {
    return ask(text, CHAT, "7", true, true);
  }

  private Message ask(String text, ChatId chat, String user, boolean privately, boolean mayChange) {
    String[] words = text.split(" ");
    return desk.answer(
            new Request(
                chat,
                user,
                privately,
                words[0],
                Arrays.asList(words).subList(1, words.length),
                mayChange))
        .orElseThrow();
  }

  @Test
  void everyButtonOfTheSettingsDoesWhatItSaysAndShowsThemAnew() {
    int pressed = 0;
    for (Message.Button button : ask("settings").buttons()) {
      if (button.command().startsWith("settings ")) {
        Message after = ask(button.command());
        assertThat(after.inPlace()).as(button.label()).isTrue();
        assertThat(after.buttons()).isNotEqualTo(List.of());
        pressed++;
      }
    }
    assertThat(pressed).isGreaterThan(8);
  }

  /** Presses the first button whose label contains that. */
  private Message press(Message message, String label) {
    assertThat(message.buttons()).as("more than Discord shows").hasSizeLessThanOrEqualTo(25);
    assertThat(message.buttons())
        .as("longer than Telegram takes")
        .allMatch(one -> one.command().length() <= 64);
    Message.Button button =
        message.buttons().stream()
            .filter(one -> one.label().contains(label))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + label + " in " + message.buttons()));
    Message after = ask(button.command());
    assertThat(after.inPlace()).as(label).isTrue();
    return after;
  }

  @Test
  void everyTimeZoneIsAFewTapsAway() {
    Message page = press(press(ask("settings"), "Time zone"), "America");
    int taps = 2;
    while (page.buttons().stream().noneMatch(one -> one.label().endsWith("Ushuaia"))) {
      page = press(page, "Further");
      assertThat(taps++).isLessThan(12);
    }
    assertThat(press(page, "Ushuaia").title()).isEqualTo("Settings of this chat");
    assertThat(wishes.of(CHAT).zone()).isEqualTo(ZoneId.of("America/Argentina/Ushuaia"));
    assertThat(press(ask("settings zone"), "Tokyo").title()).isEqualTo("Settings of this chat");
    assertThat(ask("settings zone europe").buttons())
        .as("Berlin at eight in the evening, UTC")
        .contains(new Message.Button("22:00 Berlin", "settings zone Europe/Berlin"));
    assertThat(ask("settings zone america 99").title())
        .as("the last page; how many there are is the Java release's")
        .matches("Time zones of America, (\\d+) of \\1");
  }

  @Test
  void quietHoursAreChosenByButtonsAlone() {
    Message page = press(press(ask("settings"), "Quiet hours"), "22:00-07:00");
    page = press(press(press(page, "From 21:30"), "To 06:00"), "To 05:30");
    assertThat(page.title()).isEqualTo("Quiet hours of this chat: 21:30 to 05:30");
    assertThat(policies.of(CHAT).quiet())
        .isEqualTo(
            new ChatPolicy.QuietHours(LocalTime.of(21, 30), LocalTime.of(5, 30), ZoneId.of("UTC")));
    ask("quiet 22:00-07:00 Asia/Tokyo");
    press(ask("settings quiet"), "To 06:30");
    assertThat(policies.of(CHAT).quiet().zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(press(ask("settings quiet"), "No quiet hours").title()).endsWith("none");
    assertThat(policies.of(CHAT).quiet()).isNull();
    ask("settings quiet 23:30-00:00");
    assertThat(ask("settings quiet").buttons())
        .as("they would end when they begin")
        .noneMatch(one -> one.label().equals("From 00:00"));
  }

  @Test
  void aDigestIsChosenByButtonsAlone() {
    Message page = press(press(ask("settings"), "Digest"), "daily 18:00");
    page = press(press(press(page, "weekly sat"), "19:00"), "19:30");
    assertThat(page.title()).isEqualTo("Digest of this chat: weekly sat 19:30");
    assertThat(wishes.digest(CHAT))
        .contains(new DigestPlan(LocalTime.of(19, 30), DayOfWeek.SATURDAY));
    assertThat(press(page, "No digest").title()).isEqualTo("Digest of this chat: off");
    assertThat(wishes.digest(CHAT)).isEmpty();
  }

  @Test
  void aChatChoosesItsLevels() {
    assertThat(ask("settings").blocks().toString()).contains("2 of 2 levels");
    Message page = ask("settings level");
    assertThat(page.buttons())
        .contains(new Message.Button("✓ BTC $116,000", "settings level BTC 116000 off"));
    page = ask("settings level btc $116,000 off");
    assertThat(page.inPlace()).isTrue();
    assertThat(page.buttons())
        .contains(
            new Message.Button("✓ BTC $119,000", "settings level BTC 119000 off"),
            new Message.Button("✗ BTC $116,000", "settings level BTC 116000 on"));
    assertThat(policies.of(CHAT).unwanted()).containsExactly("levels:BTC/116000");
    assertThat(ask("settings").blocks().toString()).contains("1 of 2 levels");
    ask("settings level BTC 116000 on");
    assertThat(policies.of(CHAT)).isEqualTo(ChatPolicy.NONE);
    assertThat(ask("settings level BTC 5 off").title())
        .isEqualTo("There is no level BTC 5. There are BTC $119,000, BTC $116,000.");
    assertThat(ask("settings level BTC").title()).startsWith("It is a symbol, a level");
  }

  @Test
  void topicsAreSwitchedOnAndOff() {
    ask("settings topic levels on");
    ask("settings topic PHASE on");
    assertThat(subscriptions.of(CHAT)).containsExactlyInAnyOrder(Topic.LEVELS, Topic.PHASE);
    ask("settings topic levels off");
    assertThat(subscriptions.of(CHAT)).containsExactly(Topic.PHASE);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, Europe/Berlin",
    "tokyo, Asia/Tokyo",
    "new york, America/New_York",
    "+05:30, +05:30"
  })
  void aTimeZoneIsFoundByItsNameOrCity(String typed, String zone) {
    ask("settings zone " + typed);
    assertThat(wishes.of(CHAT).zone()).isEqualTo(ZoneId.of(zone));
  }

  @Test
  void timesAndPicturesGoByTheChatsWishes() {
    assertThat(moment(ask("now")).local()).isEqualTo("2025-07-14 20:00 UTC");
    ask("settings zone Berlin");
    ask("settings look plain");
    assertThat(moment(ask("now")).local()).isEqualTo("2025-07-14 22:00 CEST");
    assertThat(ask("now").title()).isEqualTo("plain");
    assertThat(ask("now", ChatId.of("telegram", "2"), "7", true, true).title()).isEqualTo("dark");
  }

  private static Message.Moment moment(Message message) {
    return (Message.Moment) ((Message.Line) message.blocks().get(0)).spans().get(0);
  }

  @Test
  void quietHoursAndDigestsMeanTheChatsOwnClock() {
    ask("settings zone Berlin");
    ask("quiet 22:00-07:00");
    assertThat(policies.of(CHAT).quiet().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    ask("settings digest daily 08:00");
    assertThat(wishes.due(Instant.parse("2025-07-15T05:59:00Z"))).isEmpty();
    assertThat(wishes.due(Instant.parse("2025-07-15T06:00:00Z"))).hasSize(1);
    ask("settings zone Tokyo");
    assertThat(policies.of(CHAT).quiet().zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(wishes.due(Instant.parse("2025-07-14T23:00:00Z"))).hasSize(1);
    ask("settings digest off");
    assertThat(wishes.due(NOW.plus(Duration.ofDays(3650)))).isEmpty();
    assertThat(wishes.digest(CHAT)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "settings colour red",
        "settings topic",
        "settings topic weather on",
        "settings topic levels",
        "settings look neon",
        "settings zone Atlantis",
        "settings quiet 7-7",
        "settings digest hourly",
        "settings digest daily 25:00",
        "settings digest weekly noday 08:00"
      })
  void whatCannotBeMeantIsAMistakeWithAnExample(String text) {
    Message answer = ask(text);
    assertThat(answer.personal()).isTrue();
    assertThat(answer.blocks().toString()).contains("/settings ");
  }

  @ParameterizedTest
  @CsvSource({
    "EST,America/New_York",
    "berlin,Europe/Berlin",
    "New York,America/New_York",
    "UTC+2,UTC+02:00"
  })
  void aZoneIsFoundByWhatPeopleCallIt(String typed, String zone) {
    ask("settings zone " + typed);
    assertThat(wishes.of(CHAT).zone()).isEqualTo(ZoneId.of(zone));
  }

  @Test
  void whoMistypesACityIsToldTheNearest() {
    Message answer = ask("settings zone Berln");
    assertThat(answer.buttons())
        .containsExactly(
            new Message.Button("/settings zone Europe/Berlin", "settings zone Europe/Berlin"));
  }

  @Test
  void whoMistypesAZoneIsToldTheNearest() {
    assertThat(ask("settings zone Europe/Berln").title())
        .isEqualTo("There is no time zone Europe/Berln. Did you mean Europe/Berlin?");
  }

  @Test
  void aDigestComesAtItsTimeOnDaysOfTwoLengths() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    DigestPlan daily = new DigestPlan(LocalTime.of(2, 30), null);
    // At 02:00 clocks go to 03:00: half past two is half past three that day.
    assertThat(daily.next(Instant.parse("2025-03-29T12:00:00Z"), berlin))
        .isEqualTo(Instant.parse("2025-03-30T01:30:00Z"));
    assertThat(daily.next(Instant.parse("2025-03-30T01:30:00Z"), berlin))
        .isEqualTo(Instant.parse("2025-03-31T00:30:00Z"));
    DigestPlan weekly = new DigestPlan(LocalTime.of(8, 0), DayOfWeek.MONDAY);
    assertThat(weekly.next(Instant.parse("2025-07-14T06:00:00Z"), berlin))
        .isEqualTo(Instant.parse("2025-07-21T06:00:00Z"));
    assertThat(DigestPlan.parse(Arrays.asList(weekly.toString().split(" ")))).isEqualTo(weekly);
  }

  @ParameterizedTest
  @CsvSource({
    "daily 8, daily 08:00",
    "daily at 8:30, daily 08:30",
    "every day 8pm, daily 20:00",
    "18:00, daily 18:00",
    "täglich 18.15 Uhr, daily 18:15",
    "weekly, weekly mon 08:00",
    "weekly monday 7:00, weekly mon 07:00",
    "sunday 18:00, weekly sun 18:00",
    "every friday at 6pm, weekly fri 18:00",
    "montags um 8 Uhr, weekly mon 08:00",
    "WEEKLY Sat 19:30, weekly sat 19:30"
  })
  void aDigestIsPlannedAsPeopleTypeIt(String typed, String plan) {
    assertThat(ask("settings digest " + typed).title()).isEqualTo("Digest of this chat: " + plan);
  }

  @ParameterizedTest
  @CsvSource({
    "timezone Tokyo, Asia/Tokyo",
    "tz Tokyo, Asia/Tokyo",
    "time zone Tokyo, Asia/Tokyo",
    "light, light",
    "theme light, light",
    "charts light, light",
    "deutsch, Deutsch",
    "lang de, Deutsch",
    "quiet from 22h to 7h, 22:00 to 07:00"
  })
  void aSettingCanBeCalledAsPeopleCallIt(String typed, String now) {
    ask("settings " + typed);

    Message settings = ask("settings");
    assertThat(settings.blocks().toString() + settings.title()).contains(now);
  }

  @Test
  void aSettingByItsValueAloneIsForAdminsToo() {
    assertThat(ask("settings dark", CHAT, "8", false, false).title()).startsWith("Only admins");
  }

  @Test
  void anAdminOfTheBotMayChangeEveryChat() {
    ChatId group = ChatId.of("telegram", "-100");
    String denied = "Only admins of this chat can do that here";
    assertThat(ask("settings look light", group, "41", false, false).title()).isEqualTo(denied);
    assertThat(ask("settings look light", group, "42", false, false).title())
        .isEqualTo("Settings of this chat");
    assertThat(ask("settings look light", ChatId.of("discord", "100"), "42", false, false).title())
        .as("another platform's user of that number")
        .isEqualTo(denied);
  }

  @Test
  void theCodeWorksOnceAndInPrivateAlone() {
    SqlBotAdmins fresh = new SqlBotAdmins(database, List.of());
    String old = fresh.offer().orElseThrow();
    assertThat(admins.offer()).as("the config names one since").isEmpty();
    assertThat(fresh.isOffered(old)).isFalse();
    String code = fresh.offer().orElseThrow();
    ChatId group = ChatId.of("telegram", "-100");
    assertThat(ask("start " + code, group, "7", false, true).title())
        .isEqualTo("Codes work in a private chat with me alone");
    assertThat(ask("start " + old).title()).startsWith("That code is not valid");
    assertThat(fresh.isOffered(code)).isTrue();
    assertThat(ask("start ABC").title()).startsWith("That code is not valid");
    assertThat(ask("start " + code.toLowerCase()).title())
        .isEqualTo("You are an admin of this bot now");
    assertThat(ask("start " + code, ChatId.of("telegram", "8"), "8", true, true).title())
        .startsWith("That code is not valid");
    assertThat(fresh.isOffered(code)).as("it was used").isFalse();
    assertThat(fresh.chats()).containsExactly(CHAT);
    assertThat(fresh.offer()).as("there is an admin").isEmpty();
    assertThat(ask("settings look light", group, "7", false, false).title())
        .isEqualTo("Settings of this chat");
  }

  @Test
  void inAGroupItSaysWhatItDoesInOneShortMessage() {
    Message joined = ask("start joined", ChatId.of("telegram", "-100"), "7", false, false);
    assertThat(joined.blocks()).hasSize(1);
    assertThat(joined.buttons()).hasSize(3);
  }
}
