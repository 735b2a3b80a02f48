package lowtide.chat.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import lowtide.alert.Dispatcher;
import lowtide.alert.Outbox;
import lowtide.alert.Owing;
import lowtide.alert.Topic;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform.Health.State;
import lowtide.chat.Message;
import lowtide.chat.Nodes;
import lowtide.chat.Request;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each of Telegram's answers and updates leads to, from HTTP to the rows of the store: one
 * test each. The finer points are in the tests beside this one.
 */
class TelegramContractTest {
  private static final ChatId ADA = ChatId.of("telegram", "7");
  private static final ChatId BOB = ChatId.of("telegram", "8");
  private static final ChatId GROUP = ChatId.of("telegram", "-5");
  private static final ChatId SUPERGROUP = ChatId.of("telegram", "-1001234567890");
  private static final ChatId TOPIC = ChatId.parse("telegram:-1001234567890/9");

  @TempDir private Path folder;
  private final LocalTelegram server = LocalTelegram.start();
  private final List<Request> asked = new CopyOnWriteArrayList<>();
  private Owing store;
  private TelegramPlatform platform;
  private Dispatcher dispatcher;

  @BeforeEach
  void open() {
    store = new Owing(folder);
    connect();
  }

  private void connect() {
    platform =
        new TelegramPlatform(
            server.settings(),
            TestBot.COMMANDS,
            store.seen(),
            store.whereabouts(),
            Clock.systemUTC(),
            Nodes.ALONE,
            TestBot.QUICK);
    dispatcher = store.dispatcher(platform);
  }

  @AfterEach
  void close() {
    dispatcher.stop();
    platform.close();
    server.close();
    store.close();
  }

  private void start() {
    platform.start(
        request -> {
          asked.add(request);
          if (request.command().equals("broken")) {
            throw new StackOverflowError("a bug");
          }
          return Optional.of(Message.titled("answer to " + request.command()).build());
        });
    eventually(() -> assertThat(platform.health().state()).isEqualTo(State.UP));
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
  }

  private void oweTo(ChatId... chats) {
    store.subscribe(chats);
    store.owe();
  }

  @Test
  void ok_theMessageIsSettledAsSent() {
    oweTo(ADA);
    dispatcher.deliver();
    assertThat(store.counts()).isEqualTo(new Outbox.Counts(0, 1, 0, 0, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "403, Forbidden: bot was blocked by the user",
    "403, Forbidden: user is deactivated",
    "403, Forbidden: bot was kicked from the group chat",
    "400, Bad Request: chat not found",
    "400, Bad Request: group chat was deactivated"
  })
  void gone_theChatIsDisabledAndItsRowsAreCancelledAndOthersAreServed(int code, String words) {
    oweTo(ADA);
    store.owe();
    server.refuse("sendMessage", code, words);
    dispatcher.deliver();
    assertThat(store.inactive(ADA)).contains(code + " " + words);
    assertThat(store.counts()).isEqualTo(new Outbox.Counts(0, 0, 0, 2, 0, 0));

    store.subscribe(BOB);
    store.owe();
    dispatcher.deliver();
    assertThat(server.texts(7)).isEmpty();
    assertThat(server.texts(8)).hasSize(1);
  }

  @Test
  void migratedByTheParameterOfA400_everyRowIsRewrittenAndTheMessageSentThere() {
    oweTo(GROUP);
    server.refuse(
        "sendMessage",
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        "\"migrate_to_chat_id\":-1001234567890");
    dispatcher.deliver();
    assertThat(server.texts(-1001234567890L)).hasSize(1);
    assertMoved();
  }

  @ParameterizedTest
  @CsvSource({"-5, migrate_to_chat_id, -1001234567890", "-1001234567890, migrate_from_chat_id, -5"})
  void migratedByAServiceMessage_everyRowIsRewrittenBeforeAnythingIsSent(
      long where, String field, long other) {
    oweTo(GROUP);
    start();
    server.push("message", server.message(where, "").put(field, other));
    eventually(this::assertMoved);
    dispatcher.deliver();
    assertThat(server.texts(-1001234567890L)).hasSize(1);
    assertThat(server.texts(-5)).isEmpty();
  }

  private void assertMoved() {
    assertThat(store.topics(GROUP)).isEmpty();
    assertThat(store.topics(SUPERGROUP)).containsExactly(Topic.LEVELS);
  }

  @ParameterizedTest
  @CsvSource({"left", "kicked"})
  void myChatMemberLeftOrKicked_theChatAndItsTopicsAreDisabledUntilTheBotReturns(String state) {
    server.topic(-1001234567890L, 9);
    oweTo(SUPERGROUP, TOPIC, BOB);
    start();
    server.member(-1001234567890L, "member", state);
    eventually(() -> assertThat(store.counts().cancelled()).isEqualTo(2));
    assertThat(store.inactive(TOPIC)).contains("the bot is no longer in it");
    store.owe();
    assertThat(store.waiting()).extracting(Outbox.Entry::chat).containsExactly(BOB, BOB);

    server.member(-1001234567890L, state, "administrator");
    eventually(() -> assertThat(store.inactive(TOPIC)).isEmpty());
    store.owe();
    assertThat(store.waiting()).extracting(Outbox.Entry::chat).contains(SUPERGROUP, TOPIC);
  }

  @Test
  void blockedInPrivate_disabledUntilSheWritesAgain() {
    oweTo(ADA);
    start();
    server.member(7, "member", "kicked");
    eventually(() -> assertThat(store.inactive(ADA)).contains("the bot was blocked"));
    server.say(7, "hello again");
    eventually(() -> assertThat(store.inactive(ADA)).isEmpty());
    assertThat(store.topics(ADA)).containsExactly(Topic.LEVELS);
  }

  @Test
  void cannotParseEntities_sentAgainAsPlainText() {
    oweTo(ADA);
    server.refuse("sendMessage", 400, "Bad Request: can't parse entities: byte offset 3");
    dispatcher.deliver();
    assertThat(server.sent().get(0).markup()).doesNotContain("<b>");
    assertThat(store.counts().sent()).isEqualTo(1);
  }

  @Test
  void anyOther400_oneRefusedMessageForTheAdminsAndTheNextOneIsSent() {
    oweTo(ADA);
    store.owe();
    server.refuse("sendMessage", 400, "Bad Request: something new");
    dispatcher.deliver();
    await().until(() -> deliveredAll());
    assertThat(store.refused())
        .extracting(Outbox.Entry::note)
        .containsExactly("400 Bad Request: something new");
    assertThat(server.texts(7)).hasSize(1);
  }

  private boolean deliveredAll() {
    store.pass(Duration.ofSeconds(2));
    dispatcher.deliver();
    return store.waiting().isEmpty();
  }

  @Test
  void status429_notEarlierThanToldAndNoAttemptIsCounted() {
    oweTo(ADA);
    server.refuse("sendMessage", 429, "Too Many Requests: retry after 37", "\"retry_after\":37");
    dispatcher.deliver();
    store.pass(Duration.ofMillis(36_999));
    dispatcher.deliver();
    assertThat(server.calls("sendMessage")).isEqualTo(1);
    assertThat(store.waiting()).extracting(Outbox.Entry::attempts).containsExactly(0);
    store.subscribe(BOB);
    store.owe();
    dispatcher.deliver();
    assertThat(server.texts(8)).as("one chat was told to wait, not all").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "502|<html>Bad Gateway</html>",
        "500|{\"ok\":false,\"error_code\":500,\"description\":\"Internal Server Error\"}",
        "200|not what was asked for"
      })
  void status5xxOrNonsense_triedAgainWithBackOff(int status, String body) {
    oweTo(ADA);
    server.fail("sendMessage", status, body);
    dispatcher.deliver();
    assertThat(store.waiting()).extracting(Outbox.Entry::attempts).containsExactly(1);
    await().until(this::deliveredAll);
    assertThat(server.texts(7)).hasSize(1);
  }

  @Test
  void aCutConnection_triedAgainWithBackOff() {
    oweTo(ADA);
    server.cut("sendMessage");
    dispatcher.deliver();
    assertThat(store.waiting()).extracting(Outbox.Entry::attempts).containsExactly(1);
  }

  @Test
  void status401_thisPlatformStopsAndOwesWhatItOwed() {
    oweTo(ADA);
    start();
    server.revokeToken();
    dispatcher.deliver();
    assertThat(platform.health().state()).isEqualTo(State.STOPPED);
    assertThat(platform.health().detail()).contains("token refused: 401");
    assertThat(store.counts().owed()).isEqualTo(1);
    int calls = server.calls("sendMessage");
    store.pass(Duration.ofMinutes(10));
    dispatcher.deliver();
    assertThat(server.calls("sendMessage")).isEqualTo(calls);
  }

  @Test
  void status409_namedAndGoneOnWithOnceTheOtherHasEnded() {
    start();
    for (int i = 0; i < 3; i++) {
      server.refuse("getupdates", 409, "Conflict: terminated by other getUpdates request");
    }
    eventually(() -> assertThat(platform.health().detail()).contains("another instance polls"));
    server.say(7, "/corr");
    eventually(() -> assertThat(server.texts(7)).containsExactly("answer to corr"));
  }

  @Test
  void noNetworkAtTheStart_startsAllTheSameAndComesUpLater() {
    server.down(true);
    platform.start(request -> Optional.of(Message.titled("pong").build()));
    eventually(() -> assertThat(platform.health().state()).isEqualTo(State.DOWN));
    server.down(false);
    server.say(7, "/corr");
    eventually(() -> assertThat(server.texts(7)).containsExactly("pong"));
  }

  @Test
  void anUpdateThatCannotBeRead_isSkippedAndTheNextIsAnswered() {
    start();
    server.push("message", server.message(7, "/corr").put("date", "not a number"));
    server.say(7, "/phase");
    eventually(() -> assertThat(server.texts(7)).containsExactly("answer to phase"));
    eventually(() -> assertThat(server.waiting()).isEmpty());
  }

  @Test
  void anErrorInAHandler_endsNeitherThePollingNorTheNextAnswer() {
    start();
    server.say(7, "/broken");
    eventually(() -> assertThat(asked).hasSize(1));
    server.say(8, "/corr");
    eventually(() -> assertThat(server.texts(8)).containsExactly("answer to corr"));
  }

  @Test
  void anUpdateDeliveredAgainAfterARestart_isAnsweredOnce() {
    start();
    int update = server.say(7, "/corr");
    eventually(() -> assertThat(server.texts(7)).hasSize(1));
    platform.close();
    connect();
    start();
    server.push(
        new ObjectMapper()
            .createObjectNode()
            .put("update_id", update)
            .set("message", server.message(7, "/corr")));
    server.say(8, "/phase");
    eventually(() -> assertThat(server.texts(8)).hasSize(1));
    assertThat(server.texts(7)).hasSize(1);
  }

  @Test
  void aTopicThatIsGone_fallsBackToTheGeneralOne() {
    oweTo(TOPIC);
    dispatcher.deliver();
    assertThat(server.sent().get(0).thread()).isEmpty();
    assertThat(store.counts().sent()).isEqualTo(1);
  }

  @Test
  void aCommandForAnotherBotOrInAnEditedMessageOrAChannelIsNotOurs() {
    start();
    server.say(-5, "/corr@another_bot");
    server.push("edited_message", server.message(7, "/corr"));
    server.push("channel_post", server.message(-5, "/corr"));
    server.say(-5, "/PHASE@" + LocalTelegram.NAME + " BTC");
    eventually(() -> assertThat(asked).hasSize(1));
    assertThat(asked.get(0).command()).isEqualTo("phase");
    assertThat(asked.get(0).arguments()).containsExactly("BTC");
  }

  @ParameterizedTest
  @CsvSource({
    "Bad Request: message is not modified",
    "Bad Request: query is too old and response timeout expired"
  })
  void aPressThatChangesNothingOrComesLate_isNoFailure(String words) {
    start();
    oweTo(ADA);
    dispatcher.deliver();
    LocalTelegram.Sent alert = server.sent().get(0);
    server.refuse("answercallbackquery", 400, words);
    server.refuse("editmessagetext", 400, words);
    server.press(alert, "settings look light");
    server.press(alert, "corr");
    eventually(() -> assertThat(asked).extracting(Request::command).contains("settings", "corr"));
    eventually(() -> assertThat(server.texts(7)).contains("answer to corr"));
  }
}
