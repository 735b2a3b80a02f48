package lowtide.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import lowtide.alert.ChatPolicy;
import lowtide.alert.Explanations;
import lowtide.chat.ChatId;
import lowtide.chat.Request;
import lowtide.store.sql.SqlChatPolicies;
import lowtide.store.sqlite.SqliteDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** /snooze, /quiet and /forget. */
class ChatWishesTest {
  private static final Instant NOW = Instant.parse("2025-07-14T20:00:00Z");
  private static final ChatId CHAT = ChatId.of("telegram", "1");

  @TempDir private Path folder;
  private SqliteDatabase database;
  private SqlChatPolicies policies;
  private CommandDesk desk;

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(folder.resolve("data"));
    policies = new SqlChatPolicies(database);
    desk =
        new CommandDesk(
            List.of(
                new SnoozeCommand(
                    policies, List.of("levels:BTC", "phase:BTC"), Clock.fixed(NOW, ZoneOffset.UTC)),
                new QuietCommand(policies),
                new ForgetCommand(policies)),
            Explanations.NONE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Answer ask(String text) {
    String[] words = text.split(" ");
    return desk.full(
        new Request(CHAT, "7", true, words[0], Arrays.asList(words).subList(1, words.length)));
  }

  @Test
  void aSnoozeLastsAsLongAsAskedFor() {
    assertThat(ask("snooze 4h").message().title()).isEqualTo("No alerts here for 4 h");
    assertThat(policies.of(CHAT).snoozedUntil()).isEqualTo(NOW.plusSeconds(4 * 3600));
    assertThat(ask("snooze").message().title()).isEqualTo("Alerts are snoozed here");
    assertThat(ask("snooze OFF").message().title()).isEqualTo("Alerts come here again");
    assertThat(policies.of(CHAT)).isEqualTo(ChatPolicy.NONE);
    assertThat(ask("snooze").message().title()).isEqualTo("Alerts are not snoozed here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1h", "99999999999999d", "1e309h", "for 0.5h", "31d", "4m"})
  void aSpanThatCannotBeIsToldAsOne(String span) {
    assertThat(ask("snooze " + span).message().title()).isEqualTo("A snooze lasts for 5m to 30d");
    assertThat(policies.of(CHAT).snoozedUntil()).isNull();
  }

  @Test
  void aKindOfAlertCanBeMutedUntilItRecovers() {
    ask("snooze Levels:btc");
    assertThat(policies.of(CHAT).muted()).containsExactly("levels:BTC");
    assertThat(ask("snooze").message().blocks().toString()).contains("levels:BTC");
  }

  @Test
  void quietHoursAreSetInAZone() {
    assertThat(ask("quiet 22:00-07:00 Europe/Berlin").message().title())
        .isEqualTo("Quiet here from 22:00 to 07:00, Europe/Berlin");
    assertThat(ask("quiet").message().title()).contains("Europe/Berlin");
    assertThat(ask("quiet 12:00-13:30").message().title()).endsWith("UTC");
    ask("quiet off");
    assertThat(policies.of(CHAT).quiet()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quiet 22-7",
        "quiet 22h-7h",
        "quiet 2200-0700",
        "quiet 22.00-07.00",
        "quiet from 22:00 to 07:00",
        "quiet 22 Uhr bis 7 Uhr",
        "quiet 10pm - 7am"
      })
  void hoursAreReadAsPeopleTypeThem(String text) {
    assertThat(ask(text).message().title()).isEqualTo("Quiet here from 22:00 to 07:00, UTC");
    assertThat(ask("quiet none").message().title()).isEqualTo("There are no quiet hours here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quiet 22-27",
        "quiet 22:00",
        "quiet 25:00-07:00",
        "quiet 07:00-07:00",
        "quiet 22:00-07:00 Mars/Base",
        "quiet 22:00-07:00 UTC please",
        "quiet -",
        "snooze forever",
        "snooze levels:DOGE"
      })
  void whatCannotBeDoneIsSaidWithAnExampleThatCan(String text) {
    Answer answer = ask(text);
    assertThat(answer.mistake()).isTrue();
    assertThat(policies.of(CHAT)).isEqualTo(ChatPolicy.NONE);
  }

  @Test
  void forgettingAsksFirst() {
    ask("quiet 22:00-07:00");
    assertThat(ask("forget").message().title()).startsWith("This deletes");
    assertThat(policies.of(CHAT).quiet()).isNotNull();
    ask("forget yes");
    assertThat(policies.of(CHAT)).isEqualTo(ChatPolicy.NONE);
  }
}
