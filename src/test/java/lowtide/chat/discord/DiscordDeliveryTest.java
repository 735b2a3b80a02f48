package lowtide.chat.discord;

import static lowtide.chat.discord.LocalDiscord.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform.Health.State;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.chat.discord.LocalDiscord.Post;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiscordDeliveryTest {
  private static final ChatId CHAT = ChatId.of("discord", CHANNEL);
  private static final Message ALERT =
      Message.titled("BTC fell 7 % below its high").tone(Message.Tone.DOWN).line("Level 2").build();
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  private Running running;

  @BeforeEach
  void connect() throws IOException {
    running = Running.connected(request -> Optional.empty());
  }

  @AfterEach
  void stop() throws IOException {
    running.close();
  }

  @Test
  void alertIsPostedToItsChannel() {
    Delivery delivery = send("alert-1");

    assertThat(delivery).isInstanceOf(Delivery.Sent.class);
    assertThat(((Delivery.Sent) delivery).messageId()).matches("[0-9]{17,20}");
    Post post = onlyPost();
    assertThat(post.channel()).isEqualTo(CHANNEL);
    assertThat(post.body().path("content").asText())
        .as("what a lock screen shows")
        .isEqualTo("▼ BTC fell 7 % below its high");
    assertThat(post.embed().has("title")).isFalse();
    assertThat(post.embed().path("color").asInt()).isEqualTo(0xC0392B);
    assertThat(post.body().path("allowed_mentions").path("parse").isArray()).isTrue();
    assertThat(post.body().path("allowed_mentions").path("parse")).isEmpty();
  }

  @Test
  void channelThatIsNotInTheCacheIsReachedAllTheSame() {
    ChatId archivedThread = ChatId.of("discord", "1100000000000000099");

    Delivery delivery = running.platform.send(archivedThread, "alert-1", ALERT);

    assertThat(delivery).isInstanceOf(Delivery.Sent.class);
    assertThat(onlyPost().channel()).isEqualTo("1100000000000000099");
  }

  @Test
  void pictureIsAttachedToTheAlert() {
    running.platform.send(
        CHAT, "alert-1", ALERT.withPicture(new Message.Picture("btc.png", PNG, "BTC, 30 days")));

    Post post = onlyPost();
    assertThat(post.files()).containsOnlyKeys("btc.png");
    assertThat(post.files().get("btc.png")).isEqualTo(PNG);
    assertThat(post.embed().path("image").path("url").asText()).isEqualTo("attachment://btc.png");
    JsonNode attachment = post.body().path("attachments").path(0);
    assertThat(attachment.path("description").asText()).isEqualTo("BTC, 30 days");
  }

  @Test
  void notificationSentTwiceIsShownOnce() {
    Delivery first = send("alert-1");
    Delivery second = send("alert-1");

    assertThat(second).isEqualTo(first);
    assertThat(running.discord.sent()).hasSize(1);
  }

  @Test
  void twoNotificationsWithOneTextAreTwoMessages() {
    send("alert-1");
    send("alert-2");

    assertThat(running.discord.sent()).hasSize(2);
  }

  @Test
  void longAlertIsSeveralMessagesAndARepetitionAddsNone() {
    Message.Builder message = Message.titled("Long");
    for (int i = 0; i < 60; i++) {
      message.line("x".repeat(100));
    }

    running.platform.send(CHAT, "alert-1", message.build());
    running.platform.send(CHAT, "alert-1", message.build());

    assertThat(running.discord.sent()).hasSize(2);
  }

  @Test
  void channelThatStaysUnknownIsGone() {
    running.discord.failOnce("/messages", 404, 10003);
    assertThat(send("alert-1"))
        .as("perhaps Discord's own trouble")
        .isInstanceOf(Delivery.RetryAfter.class);

    await()
        .until(
            () -> {
              running.discord.failOnce("/messages", 404, 10003);
              return send("alert-1") instanceof Delivery.Gone;
            });
  }

  @Test
  void channelThatIsKnownAgainWasNeverGone() throws InterruptedException {
    running.discord.failOnce("/messages", 404, 10003);
    send("alert-1");
    assertThat(send("alert-1")).isInstanceOf(Delivery.Sent.class);
    Thread.sleep(Running.PACE.grace().toMillis());
    running.discord.failOnce("/messages", 404, 10003);

    assertThat(send("alert-2")).isInstanceOf(Delivery.RetryAfter.class);
  }

  @Test
  void theOwnerIsToldOnceThatAPermissionIsMissing() {
    String path = "/channels/" + CHANNEL + "/messages";
    for (int i = 0; i < 3; i++) {
      running.discord.failOnce(path, 403, 50013);
      send("alert-1");
    }
    await().until(() -> running.discord.sent().size() == 1);
    Post told = onlyPost();
    assertThat(told.channel()).isEqualTo(LocalDiscord.DIRECT);
    assertThat(told.body().path("content").asText()).contains("#signals", "Traders", "50013");

    assertThat(send("alert-1")).isInstanceOf(Delivery.Sent.class);
    running.discord.failOnce(path, 403, 50013);
    send("alert-2");
    await()
        .untilAsserted(
            () ->
                assertThat(running.discord.sent())
                    .extracting(Post::channel)
                    .containsExactly(LocalDiscord.DIRECT, CHANNEL, LocalDiscord.DIRECT));
  }

  @ParameterizedTest
  @CsvSource({"403,50013", "403,50001", "403,50007"})
  void missingPermissionPausesTheChannelOnly(int status, int code) {
    running.discord.failOnce("/messages", status, code);

    Delivery delivery = send("alert-1");

    assertThat(delivery).isInstanceOf(Delivery.RetryAfter.class);
    Delivery.RetryAfter pause = (Delivery.RetryAfter) delivery;
    assertThat(pause.delay()).isEqualTo(Duration.ofMinutes(10));
    assertThat(pause.platformWide()).isFalse();
    assertThat(pause.reason()).contains(String.valueOf(code));
    assertThat(send("alert-1")).as("once allowed again").isInstanceOf(Delivery.Sent.class);
  }

  @Test
  void alertIsSentWithoutItsPictureIfFilesAreNotAllowed() {
    running.discord.failOnce("/messages", 403, 50013);

    Delivery delivery =
        running.platform.send(
            CHAT, "alert-1", ALERT.withPicture(new Message.Picture("btc.png", PNG, "BTC")));

    assertThat(delivery).isInstanceOf(Delivery.Sent.class);
    assertThat(onlyPost().files()).isEmpty();
    assertThat(onlyPost().embed().has("image")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"400,50035", "413,0", "403,160005"})
  void messageThatDiscordWillNeverTakeIsRejected(int status, int code) {
    running.discord.failOnce("/messages", status, code);

    assertThat(send("alert-1")).isInstanceOf(Delivery.Rejected.class);
  }

  @Test
  void serverErrorIsAFailureToTryAgain() {
    running.discord.failOnce("/messages", 500, 0);

    assertThat(send("alert-1")).isInstanceOf(Delivery.Failed.class);
    assertThat(send("alert-1")).isInstanceOf(Delivery.Sent.class);
  }

  @Test
  void passingGatewayErrorOfTheNetworkIsRiddenOut() {
    running.discord.answerOnce("/messages", 502, "<html>bad gateway</html>", html());

    assertThat(send("alert-1")).isInstanceOf(Delivery.Sent.class);
  }

  @Test
  void refusalByAProxySaysNothingAboutTheChannel() {
    running.discord.answerOnce("/messages", 403, "<html>blocked</html>", html());

    assertThat(send("alert-1")).isInstanceOf(Delivery.Failed.class);
  }

  @Test
  void answerThatMakesNoSenseIsAFailure() {
    running.discord.answerOnce("/messages", 200, "[]", Map.of());

    assertThat(send("alert-1")).isInstanceOf(Delivery.Failed.class);
  }

  @Test
  void tooManyRequestsAreWaitedFor() {
    running.discord.answerOnce(
        "/messages",
        429,
        "{\"message\": \"slow down\", \"retry_after\": 0.5, \"global\": false}",
        Map.of("Retry-After", "1", "X-RateLimit-Scope", "user"));

    assertThat(send("alert-1")).isInstanceOf(Delivery.Sent.class);
    assertThat(running.discord.sent()).hasSize(1);
  }

  @Test
  void silenceEndsInAFailureAndTheRequestIsTakenBack() throws IOException {
    running.close();
    Pace impatient =
        new Pace(
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30));
    running = Running.notStarted(impatient);
    running.platform.start(request -> Optional.empty());
    running.awaitState(State.UP);
    running.discord.hold();

    assertThat(send("alert-1")).isInstanceOf(Delivery.Failed.class);
  }

  @Test
  void revokedTokenStopsThePlatformForGood() {
    running.discord.revokeToken();

    assertThat(send("alert-1")).isInstanceOf(Delivery.Unauthorized.class);

    running.awaitState(State.STOPPED);
    assertThat(send("alert-2")).isInstanceOf(Delivery.Unauthorized.class);
  }

  @Test
  void addressThatIsNoChannelIsRejectedAndNamed() {
    assertThat(running.platform.send(ChatId.of("discord", "signals"), "a", ALERT))
        .isEqualTo(new Delivery.Rejected("not a Discord channel: discord:signals"));
    assertThat(running.platform.send(ChatId.of("telegram", "17"), "a", ALERT))
        .isEqualTo(new Delivery.Rejected("not a Discord channel: telegram:17"));
    assertThat(running.discord.sent()).isEmpty();
  }

  @Test
  void alertsArriveWhileTheGatewayIsBeingReconnected() {
    running.discord.gateway().refuseIdentify(4000);
    running.discord.gateway().invalidateSessions();
    running.awaitState(State.DOWN);

    assertThat(send("alert-1")).isInstanceOf(Delivery.Sent.class);
  }

  private Delivery send(String notification) {
    return running.platform.send(CHAT, notification, ALERT);
  }

  private Post onlyPost() {
    List<Post> sent = running.discord.sent();
    assertThat(sent).hasSize(1);
    return sent.get(0);
  }

  private static Map<String, String> html() {
    return Map.of("Content-Type", "text/html");
  }
}
