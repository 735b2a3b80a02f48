package lowtide.chat.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform.Health.State;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.chat.Message.Picture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramSendTest {
  private static final Message HELLO = Message.titled("BTC < 60,000").line("now").build();
  private static final Picture PICTURE = new Picture("chart.png", new byte[] {7, 13, 10, -1}, "");
  private static final ChatId ADA = ChatId.of("telegram", "7");
  private static final ChatId TOPIC = new ChatId("telegram", "-100", "9");

  private final LocalTelegram server = LocalTelegram.start();
  private final TelegramPlatform platform = TestBot.platform(server, TestBot.inMemory());

  @AfterEach
  void close() {
    platform.close();
    server.close();
  }

  @Test
  void aMessageArrivesAsHtmlWithoutPreviews() {
    Delivery delivery = platform.send(ADA, "n1", HELLO);
    LocalTelegram.Sent sent = server.sent().get(0);
    assertThat(delivery).isEqualTo(new Delivery.Sent("" + sent.messageId()));
    assertThat(sent.chat()).isEqualTo("7");
    assertThat(sent.text()).isEqualTo("BTC < 60,000\nnow");
    assertThat(sent.markup()).isEqualTo("<b>BTC &lt; 60,000</b>\nnow");
    assertThat(sent.previews()).isFalse();
  }

  @Test
  void aPictureArrivesWithItsCaption() {
    assertThat(platform.send(ADA, "n1", HELLO.withPicture(PICTURE)))
        .isInstanceOf(Delivery.Sent.class);
    assertThat(server.sent().get(0).photo()).isEqualTo(PICTURE.png());
    assertThat(server.sent().get(0).text()).isEqualTo("BTC < 60,000\nnow");
  }

  @Test
  void aTopicIsAddressed() {
    server.topic(-100, 9);
    platform.send(TOPIC, "n1", HELLO);
    assertThat(server.sent().get(0).thread()).isEqualTo("9");
  }

  @Test
  void aTopicThatIsGoneFallsBackToTheGeneralOne() {
    assertThat(platform.send(TOPIC, "n1", HELLO)).isInstanceOf(Delivery.Sent.class);
    assertThat(server.sent().get(0).thread()).isEmpty();
  }

  @Test
  void theGeneralTopicIsNotAddressedByItsNumber() {
    platform.send(new ChatId("telegram", "-100", "1"), "n1", HELLO);
    assertThat(server.calls("sendMessage")).isEqualTo(1);
    assertThat(server.sent().get(0).thread()).isEmpty();
  }

  @Test
  void markupThatCannotBeParsedIsSentAsPlainText() {
    server.refuse("sendMessage", 400, "Bad Request: can't parse entities: whatever");
    assertThat(platform.send(ADA, "n1", HELLO)).isInstanceOf(Delivery.Sent.class);
    assertThat(server.sent().get(0).markup()).isEqualTo("BTC < 60,000\nnow");
  }

  @Test
  void plainTextIsTriedOnce() {
    server.refuse("sendMessage", 400, "Bad Request: can't parse entities: whatever");
    server.refuse("sendMessage", 400, "Bad Request: can't parse entities: whatever");
    assertThat(platform.send(ADA, "n1", HELLO)).isInstanceOf(Delivery.Rejected.class);
    assertThat(server.calls("sendMessage")).isEqualTo(2);
  }

  @Test
  void aPictureThatIsNotWelcomeIsLeftOut() {
    server.refuse("sendPhoto", 400, "Bad Request: not enough rights to send photos to the chat");
    assertThat(platform.send(ADA, "n1", HELLO.withPicture(PICTURE)))
        .isInstanceOf(Delivery.Sent.class);
    assertThat(server.texts(7)).containsExactly("BTC < 60,000\nnow");
  }

  @ParameterizedTest
  @CsvSource({
    "403, Forbidden: bot was blocked by the user",
    "403, Forbidden: bot was kicked from the supergroup chat",
    "400, Bad Request: chat not found"
  })
  void aChatThatCannotBeWrittenToIsGone(int code, String description) {
    server.refuse("sendMessage", code, description);
    assertThat(platform.send(ADA, "n1", HELLO))
        .isEqualTo(new Delivery.Gone(code + " " + description));
  }

  @Test
  void anUpgradedGroupHasMoved() {
    server.refuse(
        "sendMessage",
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        "\"migrate_to_chat_id\":-1001234567890");
    assertThat(platform.send(ChatId.of("telegram", "-5"), "n1", HELLO))
        .isEqualTo(new Delivery.Moved(ChatId.of("telegram", "-1001234567890")));
  }

  @Test
  void retryAfterIsPassedOnToTheLetterAndObeyed() {
    server.refuse("sendMessage", 429, "Too Many Requests: retry after 37", "\"retry_after\":37");
    assertThat(platform.send(ADA, "n1", HELLO))
        .isEqualTo(
            new Delivery.RetryAfter(
                Duration.ofSeconds(37), false, "429 Too Many Requests: retry after 37"));
    assertThat(platform.send(ADA, "n2", HELLO))
        .isInstanceOfSatisfying(
            Delivery.Paced.class,
            told -> assertThat(told.delay()).isGreaterThan(Duration.ofSeconds(30)));
    assertThat(server.calls("sendMessage")).isEqualTo(1);
  }

  @Test
  void noMistakenWaitSilencesAChatForGood() {
    server.refuse("sendMessage", 429, "Too Many Requests", "\"retry_after\":2147483647");
    assertThat(platform.send(ADA, "n1", HELLO))
        .isEqualTo(new Delivery.RetryAfter(Duration.ofDays(1), false, "429 Too Many Requests"));
  }

  @Test
  void aRefusedTokenStopsThePlatform() {
    server.revokeToken();
    assertThat(platform.send(ADA, "n1", HELLO)).isInstanceOf(Delivery.Unauthorized.class);
    assertThat(platform.health().state()).isEqualTo(State.STOPPED);
    assertThat(platform.send(ADA, "n2", HELLO)).isInstanceOf(Delivery.Unauthorized.class);
    assertThat(server.calls("sendMessage")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "502|<html>Bad Gateway</html>",
        "500|{\"ok\":false,\"error_code\":500,\"description\":\"Internal Server Error\"}",
        "200|<html>captive portal</html>",
        "200|{\"ok\":",
        "200|{}",
        "200|{\"ok\":true}",
        "200|''"
      })
  void whatMayPassIsAFailure(int status, String body) {
    server.fail("sendMessage", status, body);
    assertThat(platform.send(ADA, "n1", HELLO)).isInstanceOf(Delivery.Failed.class);
  }

  @Test
  void aCutConnectionIsAFailure() {
    server.cut("sendMessage");
    assertThat(platform.send(ADA, "n1", HELLO)).isInstanceOf(Delivery.Failed.class);
  }

  @Test
  void aHugeAnswerIsAFailure() {
    server.fail("sendMessage", 200, "{" + " ".repeat(17 * 1024 * 1024));
    assertThat(platform.send(ADA, "n1", HELLO))
        .isInstanceOfSatisfying(
            Delivery.Failed.class, failed -> assertThat(failed.reason()).contains("bytes"));
  }

  @Test
  void anyOtherRefusalIsForGood() {
    server.refuse("sendMessage", 400, "Bad Request: something new");
    assertThat(platform.send(ADA, "n1", HELLO))
        .isEqualTo(new Delivery.Rejected("400 Bad Request: something new"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"discord:7", "telegram:x7", "telegram:7/99999999999"})
  void whatIsNoTelegramChatIsRejected(String chat) {
    assertThat(platform.send(ChatId.parse(chat), "n1", HELLO))
        .isEqualTo(new Delivery.Rejected("not a telegram chat: " + chat));
  }

  @Test
  void sendKeepsItsOwnPaceWithoutBlocking() {
    platform.send(ADA, "n1", HELLO);
    long before = System.nanoTime();
    assertThat(platform.send(ADA, "n2", HELLO))
        .isInstanceOfSatisfying(
            Delivery.Paced.class,
            told -> {
              assertThat(told.platformWide()).isFalse();
              assertThat(told.delay()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
            });
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(500));
    assertThat(server.sent()).hasSize(1);
  }

  @Test
  void aLongMessageGoesOnWhereItHadToStop() {
    Message lengthy = Message.titled("T").line("x".repeat(4094)).line("the end").build();
    assertThat(platform.send(ADA, "n1", lengthy)).isInstanceOf(Delivery.Paced.class);
    Delivery.Sent sent =
        await()
            .atMost(Duration.ofSeconds(5))
            .until(
                () ->
                    platform.send(ADA, "n1", lengthy) instanceof Delivery.Sent done
                        ? Optional.of(done)
                        : Optional.<Delivery.Sent>empty(),
                Optional::isPresent)
            .orElseThrow();
    assertThat(server.texts(7)).containsExactly("T\n" + "x".repeat(4094), "the end");
    assertThat(sent.messageId()).isEqualTo("" + server.sent().get(0).messageId());
  }

  @Test
  void whatWasSentIsNotSentAgain() {
    Delivery first = platform.send(ADA, "n1", HELLO);
    assertThat(platform.send(ADA, "n1", HELLO)).isEqualTo(first);
    assertThat(server.sent()).hasSize(1);
  }

  @Test
  void aClosedPlatformSendsNothing() {
    platform.close();
    assertThat(platform.send(ADA, "n1", HELLO)).isInstanceOf(Delivery.Failed.class);
    assertThat(server.calls("sendMessage")).isZero();
  }
}
