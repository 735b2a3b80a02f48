package lowtide.chat.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.SeenUpdates;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelegramCommandsTest {
  private final TestBot bot = TestBot.started();
  private final LocalTelegram server = bot.server;

  @AfterEach
  void close() {
    bot.close();
  }

  @Test
  void aCommandIsAnsweredWhereItWasAsked() {
    server.say(7, "/corr BTC 90");
    eventually(() -> assertThat(server.texts(7)).containsExactly("corr BTC 90"));
    assertThat(bot.requests)
        .containsExactly(
            new Request(ChatId.of("telegram", "7"), "501", true, "corr", List.of("BTC", "90")));
  }

  @Test
  void aQuestionInATopicIsAnsweredThere() {
    server.say(-100, 9, "/corr");
    eventually(() -> assertThat(server.sent()).hasSize(1));
    assertThat(server.sent().get(0).thread()).isEqualTo("9");
  }

  @Test
  void whatTheHandlerDoesNotKnowMeetsSilence() {
    server.say(-100, "/unknown");
    server.say(-100, "/corr");
    eventually(() -> assertThat(server.texts(-100)).containsExactly("corr"));
    assertThat(bot.requests).hasSize(2);
  }

  @Test
  void editedMessagesAndChannelPostsAreIgnoredEvenIfDelivered() {
    server.push("edited_message", server.message(7, "/corr edited"));
    server.push("channel_post", server.message(7, "/corr post"));
    server.say(7, "/phase");
    eventually(() -> assertThat(server.texts(7)).containsExactly("phase"));
    assertThat(bot.requests).hasSize(1);
  }

  @Test
  void aHandlerThatFailsSpoilsNothingElse() {
    server.say(7, "/broken");
    server.say(7, "/corr");
    eventually(() -> assertThat(server.texts(7)).containsExactly("corr"));
  }

  @Test
  void repliesToOneChatKeepItsOrderAndThePace() {
    server.say(7, "/corr 1");
    server.say(7, "/corr 2");
    eventually(() -> assertThat(server.texts(7)).containsExactly("corr 1", "corr 2"));
    long gap = server.sent().get(1).nanos() - server.sent().get(0).nanos();
    assertThat(Duration.ofNanos(gap)).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void aReplyWaitsAsLongAsTelegramSays() {
    server.refuse("sendMessage", 429, "Too Many Requests: retry after 1", "\"retry_after\":1");
    long before = System.nanoTime();
    server.say(7, "/corr");
    eventually(() -> assertThat(server.texts(7)).containsExactly("corr"));
    assertThat(Duration.ofNanos(server.sent().get(0).nanos() - before))
        .isGreaterThan(Duration.ofMillis(1000));
  }

  @Test
  void aReplyIsTriedAgainAfterPassingTrouble() {
    server.fail("sendMessage", 502, "<html>Bad Gateway</html>");
    server.refuse("sendMessage", 500, "Internal Server Error");
    server.say(7, "/corr");
    eventually(() -> assertThat(server.texts(7)).containsExactly("corr"));
  }

  @Test
  void aReplyIsGivenUpAfterAFewTries() {
    for (int i = 0; i < 4; i++) {
      server.fail("sendMessage", 502, "<html>Bad Gateway</html>");
    }
    server.say(7, "/corr 1");
    eventually(() -> assertThat(server.calls("sendMessage")).isEqualTo(4));
    server.say(8, "/corr 2");
    eventually(() -> assertThat(server.texts(8)).containsExactly("corr 2"));
    assertThat(server.texts(7)).isEmpty();
  }

  @Test
  void aReplyFollowsAGroupThatWasUpgraded() {
    server.refuse("sendMessage", 400, "Bad Request: upgraded", "\"migrate_to_chat_id\":-1009");
    server.say(-5, "/corr");
    eventually(() -> assertThat(server.texts(-1009)).containsExactly("corr"));
  }

  @Test
  void whenItComesIntoAGroupItSaysOnceWhatItDoes() {
    server.member(-100, "left", "member");
    await().untilAsserted(() -> assertThat(server.texts(-100)).containsExactly("start joined"));
    server.member(-100, "member", "administrator");
    server.member(-100, "administrator", "kicked");
    server.member(7, "kicked", "member");
    server.say(-200, "/corr");
    await().untilAsserted(() -> assertThat(server.texts(-200)).containsExactly("corr"));
    assertThat(server.texts(-100)).hasSize(1);
    assertThat(server.texts(7)).isEmpty();
  }

  @Test
  void aMemberWhoFloodsAGroupIsToldOnceAndTheOthersAreAnswered() {
    for (int i = 0; i < 50; i++) {
      server.say(-100, "/corr " + i);
    }
    ObjectNode other = server.message(-100, "/phase");
    ((ObjectNode) other.get("from")).put("id", 77);
    server.push("message", other);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(server.texts(-100)).contains("phase"));
    assertThat(bot.requests).hasSizeLessThan(10);
    assertThat(server.texts(-100)).filteredOn(text -> text.contains("dropped")).hasSize(1);
  }

  @Test
  void aFloodFromOneChatIsCutShortAndOthersAreServed() {
    for (int i = 0; i < 100; i++) {
      server.say(7, "/corr " + i);
    }
    server.say(8, "/phase");
    eventually(() -> assertThat(server.texts(8)).containsExactly("phase"));
    assertThat(bot.requests).hasSizeLessThan(20);
    eventually(
        () ->
            assertThat(server.texts(7))
                .as("told once")
                .filteredOn(text -> text.contains("dropped"))
                .hasSize(1));
  }

  @Test
  void anUpdateDeliveredTwiceIsAnsweredOnce() {
    ObjectNode update = server.message(1, "").objectNode().put("update_id", 900);
    update.set("message", server.message(7, "/corr"));
    server.push(update);
    eventually(() -> assertThat(server.texts(7)).hasSize(1));
    bot.platform.close();

    SeenUpdates same = (platform, id) -> !id.equals("900");
    try (TelegramPlatform restarted = TestBot.platform(server, same)) {
      server.push(update);
      server.say(8, "/phase");
      restarted.start(bot::answer);
      eventually(() -> assertThat(server.texts(8)).hasSize(1));
    }
    assertThat(server.texts(7)).hasSize(1);
  }

  @Test
  void aStoreThatFailsDoesNotSilenceTheBot() {
    bot.platform.close();
    SeenUpdates failing =
        (platform, id) -> {
          throw new IllegalStateException("disk full");
        };
    try (TelegramPlatform other = TestBot.platform(server, failing)) {
      other.start(bot::answer);
      server.say(7, "/corr");
      eventually(() -> assertThat(server.texts(7)).containsExactly("corr"));
    }
  }

  @Test
  void aStoreThatHangsDoesNotSilenceTheBotForEver() {
    bot.platform.close();
    CountDownLatch never = new CountDownLatch(1);
    SeenUpdates hanging =
        (platform, id) -> {
          try {
            return never.getCount() == 0 || !never.await(1, java.util.concurrent.TimeUnit.HOURS);
          } catch (InterruptedException stopped) {
            never.countDown();
            return true;
          }
        };
    try (TelegramPlatform other = TestBot.platform(server, hanging)) {
      other.start(bot::answer);
      server.say(7, "/corr");
      eventually(() -> assertThat(server.texts(7)).containsExactly("corr"));
      server.say(8, "/phase");
      eventually(() -> assertThat(server.texts(8)).containsExactly("phase"));
    }
  }

  @Test
  void slowAnswersDoNotHoldUpTheNextQuestion() {
    bot.platform.close();
    CountDownLatch release = new CountDownLatch(1);
    try (TelegramPlatform other = TestBot.platform(server, TestBot.inMemory())) {
      other.start(
          request -> {
            if (request.command().equals("slow")) {
              awaitQuietly(release);
            }
            return java.util.Optional.of(Message.titled(request.command()).build());
          });
      server.say(7, "/slow");
      server.say(8, "/fast");
      eventually(() -> assertThat(server.texts(8)).containsExactly("fast"));
      assertThat(server.texts(7)).isEmpty();
      release.countDown();
      eventually(() -> assertThat(server.texts(7)).containsExactly("slow"));
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void eventually(ThrowingRunnable holds) {
    await().atMost(Duration.ofSeconds(8)).pollInterval(Duration.ofMillis(10)).untilAsserted(holds);
  }
}
