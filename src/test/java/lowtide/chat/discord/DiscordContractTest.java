package lowtide.chat.discord;

import static lowtide.chat.discord.LocalDiscord.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import lowtide.alert.Dispatcher;
import lowtide.alert.Outbox;
import lowtide.alert.Owing;
import lowtide.alert.Topic;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform.Health.State;
import lowtide.chat.Message;
import lowtide.chat.Request;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each of Discord's answers and events leads to, from HTTP and the gateway to the rows of the
 * store: one test each. The finer points are in the tests beside this one.
 */
final class DiscordContractTest {
  private static final ChatId CHAT = ChatId.of("discord", CHANNEL);
  private static final String MESSAGES = "/channels/" + CHANNEL + "/messages";

  /** Longer than the grace too. */
  private static final Duration PAUSE = Running.PACE.pause().plusSeconds(1);

  @TempDir private Path folder;
  private final List<Request> asked = new CopyOnWriteArrayList<>();
  private Owing store;
  private Running running;
  private Dispatcher dispatcher;

  @BeforeEach
  void open() throws IOException {
    store = new Owing(folder);
    running =
        new Running(
            LocalDiscord.start(), Running.PACE, store.seen(), store.whereabouts(), store.clock());
    dispatcher = store.dispatcher(running.platform);
    store.subscribe(CHAT);
    store.owe();
  }

  @AfterEach
  void close() throws IOException {
    dispatcher.stop();
    running.close();
    store.close();
  }

  private void start() {
    running.platform.start(
        request -> {
          asked.add(request);
          return Optional.of(Message.titled("answer").build());
        });
  }

  private void connect() {
    start();
    running.awaitState(State.UP);
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
  }

  private void deliverLater() {
    store.pass(PAUSE);
    dispatcher.deliver();
  }

  @Test
  void ok_theMessageIsSettledAsSentUnderANonceOfItsOwn() {
    connect();
    dispatcher.deliver();
    assertThat(store.counts()).isEqualTo(new Outbox.Counts(0, 1, 0, 0, 0, 0));
    assertThat(running.discord.sent().get(0).body().path("nonce").asText())
        .hasSizeBetween(8, 25)
        .isEqualTo(ChannelPost.nonce("levels:BTC/BREACH@2026-03-02T15:00:01Z", 0));
  }

  @Test
  void badToken_thisPlatformStopsNamesTheCauseAndOwesWhatItOwed() {
    running.discord.revokeToken();
    start();
    running.awaitState(State.STOPPED);
    assertThat(running.platform.health().detail()).contains("refused the token");
    dispatcher.deliver();
    assertThat(store.counts().owed()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {4004, 4013, 4014})
  void gatewayClosedForGood_thisPlatformStopsAndNamesTheCause(int code) {
    running.discord.gateway().refuseIdentify(code);
    start();
    running.awaitState(State.STOPPED);
    assertThat(running.platform.health().detail()).contains("" + code);
    dispatcher.deliver();
    assertThat(store.counts().owed()).isEqualTo(1);
  }

  @Test
  void tokenRevokedWhileRunning_stopsAtTheNextSendAndOwesIt() {
    connect();
    running.discord.revokeToken();
    dispatcher.deliver();
    running.awaitState(State.STOPPED);
    assertThat(store.counts().owed()).isEqualTo(1);
    assertThat(store.waiting()).extracting(Outbox.Entry::attempts).containsExactly(0);
  }

  @Test
  void op9_anEmptyCacheIsNoDeletedChannel() {
    connect();
    running.discord.gateway().refuseIdentify(4000);
    running.discord.gateway().invalidateSessions();
    running.awaitState(State.DOWN);
    dispatcher.deliver();
    assertThat(store.counts().sent()).isEqualTo(1);
    assertThat(store.inactive(CHAT)).isEmpty();
  }

  @Test
  void op9_noAccessWhileTheCacheIsEmptyCostsNoChannel() {
    connect();
    running.discord.gateway().refuseIdentify(4000);
    running.discord.gateway().invalidateSessions();
    running.awaitState(State.DOWN);
    running.discord.fail(MESSAGES, 403, 50001);
    dispatcher.deliver();
    running.discord.gateway().refuseIdentify(0);
    running.awaitState(State.UP);
    eventually(() -> assertThat(running.discord.gateway().readySessions()).isEqualTo(1));
    deliverLater();
    deliverLater();
    assertThat(store.inactive(CHAT)).isEmpty();
    running.discord.recover();
    deliverLater();
    assertThat(store.counts().sent()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {50013, 50001})
  void noPermission_pausedOwnerToldOnceTriedAgainLaterNeverDeleted(int code) {
    connect();
    running.discord.fail(MESSAGES, 403, code);
    dispatcher.deliver();
    deliverLater();
    deliverLater();
    eventually(() -> assertThat(running.discord.sent()).hasSize(1));
    assertThat(running.discord.sent().get(0).channel()).isEqualTo(LocalDiscord.DIRECT);
    assertThat(store.waiting()).extracting(Outbox.Entry::attempts).containsExactly(0);
    assertThat(store.inactive(CHAT)).isEmpty();
    assertThat(store.topics(CHAT)).containsExactly(Topic.LEVELS);

    running.discord.recover();
    deliverLater();
    assertThat(store.counts().sent()).isEqualTo(1);
  }

  @Test
  void unknownChannel_deactivatedAfterAGracePeriodAndNotBefore() {
    connect();
    running.discord.fail(MESSAGES, 404, 10003);
    dispatcher.deliver();
    assertThat(store.inactive(CHAT)).isEmpty();
    deliverLater();
    assertThat(store.inactive(CHAT)).hasValueSatisfying(why -> assertThat(why).contains("10003"));
    assertThat(store.counts().cancelled()).isEqualTo(1);
  }

  @Test
  void serverLeft_deactivatedAfterAGracePeriodAndBackWithTheBot() {
    connect();
    running.discord.leave(LocalDiscord.GUILD);
    int heartbeats = running.discord.gateway().askForHeartbeat();
    Running.eventually(() -> running.discord.gateway().heartbeats() > heartbeats);
    running.discord.fail(MESSAGES, 403, 50001);
    dispatcher.deliver();
    assertThat(store.inactive(CHAT)).isEmpty();
    deliverLater();
    assertThat(store.inactive(CHAT))
        .hasValueSatisfying(why -> assertThat(why).startsWith("not in the server"));
    store.owe();
    assertThat(store.counts().owed()).isZero();

    running.discord.recover();
    running.discord.join(LocalDiscord.GUILD, CHANNEL, true);
    eventually(() -> assertThat(store.inactive(CHAT)).isEmpty());
    store.owe();
    dispatcher.deliver();
    assertThat(store.counts().sent()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"404, 10062", "400, 40060"})
  void interactionTooOldOrTaken_isNotAnsweredAndNeverTriedAgain(int status, int code) {
    connect();
    running.discord.failOnce("/callback", status, code);
    String lost = running.discord.slash(CHANNEL, "price", Map.of("symbol", "BTC"));
    eventually(() -> assertThat(requestsNaming(lost)).isEqualTo(1));
    String next = running.discord.slash(CHANNEL, "price", Map.of("symbol", "BTC"));
    eventually(() -> assertThat(running.discord.replies(next)).hasSize(2));
    assertThat(running.discord.replies(lost)).isEmpty();
    assertThat(requestsNaming(lost)).isEqualTo(1);
  }

  private long requestsNaming(String interaction) {
    return running.discord.requests().stream().filter(one -> one.contains(interaction)).count();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void status429_waitedForByItsChannelAndSentOnce(boolean fromDiscord) {
    connect();
    // Without this header it comes from Cloudflare, which means all of it.
    Map<String, String> headers =
        fromDiscord
            ? Map.of("Retry-After", "1", "X-RateLimit-Scope", "user")
            : Map.of("Retry-After", "1", "Via", "");
    running.discord.answerOnce(
        MESSAGES,
        429,
        "{\"message\": \"slow down\", \"retry_after\": 0.6, \"global\": false}",
        headers);
    long before = System.nanoTime();
    dispatcher.deliver();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(500));
    assertThat(running.discord.sent()).hasSize(1);
    assertThat(store.counts().sent()).isEqualTo(1);
  }

  @Test
  void status5xx_triedAgainWithBackOff() {
    connect();
    running.discord.failOnce(MESSAGES, 500, 0);
    dispatcher.deliver();
    assertThat(store.waiting()).extracting(Outbox.Entry::attempts).containsExactly(1);
    deliverLater();
    assertThat(store.counts().sent()).isEqualTo(1);
  }

  @Test
  void repeatedAfterALostAnswer_isShownOnce() {
    connect();
    running.platform.send(
        CHAT, "levels:BTC/BREACH@2026-03-02T15:00:01Z", Message.titled("the same").build());
    dispatcher.deliver();
    assertThat(running.discord.sent()).as("the nonce is the notification's").hasSize(1);
    assertThat(store.counts().sent()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"400, 50035", "413, 0"})
  void refusedForGood_oneRefusedMessageForTheAdminsAndTheNextIsSent(int status, int code) {
    connect();
    store.owe();
    running.discord.failOnce(MESSAGES, status, code);
    dispatcher.deliver();
    assertThat(store.refused()).hasSize(1);
    assertThat(store.counts().sent()).isEqualTo(1);
  }

  @Test
  void noNetworkAtTheStart_startsAllTheSameAndSendsLater() {
    running.discord.fail("/users/@me", 500, 0);
    start();
    running.awaitState(State.DOWN);
    dispatcher.deliver();
    assertThat(store.counts().owed()).isEqualTo(1);
    running.discord.recover();
    running.awaitState(State.UP);
    deliverLater();
    assertThat(store.counts().sent()).isEqualTo(1);
  }
}
