package lowtide.chat.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import lowtide.chat.ChatPlatform.Health;
import lowtide.chat.ChatPlatform.Health.State;
import lowtide.chat.CommandSpec;
import lowtide.chat.Whereabouts;
import lowtide.secret.Secret;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelegramConnectionTest {
  private TestBot bot = new TestBot(LocalTelegram.start(), TestBot.inMemory());

  @AfterEach
  void close() {
    bot.close();
  }

  @Test
  void itIsStartingThenUp() {
    assertThat(bot.platform.name()).isEqualTo("telegram");
    assertThat(bot.platform.health()).isEqualTo(new Health(State.STARTING, "connecting"));
    bot.start();
    eventually(
        () -> {
          assertThat(bot.platform.health().state()).isEqualTo(State.UP);
          assertThat(bot.platform.health().detail()).matches("polling, last answer \\d+ s ago");
        });
  }

  @Test
  void theMenuIsSetInEveryScopeHoweverLongItTakes() {
    bot.server.fail("setMyCommands", 502, "<html>");
    bot.server.refuse("setMyCommands", 429, "Too Many Requests");
    bot.start();
    eventually(
        () -> {
          for (String scope :
              List.of(
                  "default",
                  "all_private_chats",
                  "all_group_chats",
                  "all_chat_administrators",
                  "default/de",
                  "all_private_chats/de",
                  "all_group_chats/de",
                  "all_chat_administrators/de")) {
            List<String> menu = new ArrayList<>(List.of("corr", "phase", "snooze", "settings"));
            if (scope.contains("private") || scope.contains("administrators")) {
              menu.add(3, "test"); // which does nothing for anybody else
            }
            assertThat(bot.server.menu(scope)).as(scope).isEqualTo(menu);
          }
        });
  }

  @Test
  void aMenuTelegramRefusesDoesNotStopTheRest() {
    for (int i = 0; i < 8; i++) {
      bot.server.refuse("setMyCommands", 400, "Bad Request: BOT_COMMAND_INVALID");
    }
    bot.start();
    answers(7);
    eventually(() -> assertThat(bot.server.calls("setMyCommands")).isEqualTo(8));
  }

  @Test
  void withoutNetworkItStartsAndComesUpLater() {
    URI url = bot.server.url();
    bot.server.close();
    bot.start();
    eventually(() -> assertThat(bot.platform.health().state()).isEqualTo(State.DOWN));
    TelegramPlatform platform = bot.platform;
    try (LocalTelegram back = LocalTelegram.startAt(url)) {
      back.say(7, "/corr");
      eventually(() -> assertThat(back.texts(7)).containsExactly("corr"));
      assertThat(platform.health().state()).isEqualTo(State.UP);
    }
  }

  @Test
  void aFailedDeleteWebhookIsTriedAgain() {
    bot.server.cut("deleteWebhook");
    bot.server.cut("deleteWebhook");
    bot.server.fail("deleteWebhook", 502, "<html>");
    bot.start();
    answers(7);
  }

  @Test
  void anOutageIsSurvived() {
    bot.start();
    answers(7);
    bot.server.down(true);
    eventually(() -> assertThat(bot.platform.health().state()).isEqualTo(State.DOWN));
    bot.server.down(false);
    answers(8);
    assertThat(bot.platform.health().state()).isEqualTo(State.UP);
  }

  @Test
  void nonsenseInsteadOfUpdatesIsSurvived() {
    for (String body :
        List.of(
            "<html>",
            "{",
            "{}",
            "[]",
            "",
            "{\"ok\":true}",
            "{\"ok\":true,\"result\":{}}",
            "{\"ok\":true,\"result\":[7,null,{}]}",
            "{\"ok\":null}",
            "{\"ok\":false}")) {
      bot.server.fail("getUpdates", 200, body);
    }
    bot.start();
    answers(7);
    eventually(() -> assertThat(bot.platform.health().state()).isEqualTo(State.UP));
  }

  @Test
  void anUpdateThatCannotBeReadIsSkippedForGood() {
    ObjectNode unreadable = bot.server.message(7, "/corr");
    unreadable.putObject("chat").put("id", "no number");
    bot.start();
    bot.server.push("message", unreadable.textNode("not an object"));
    bot.server.push("message", unreadable);
    // Nothing that can be read comes after them and takes the offset along.
    eventually(() -> assertThat(bot.server.waiting()).isEmpty());
    answers(7);
    assertThat(bot.platform.health().state()).isEqualTo(State.UP);
  }

  @Test
  void updatesNumberedAnewAreNotMistakenForOldOnes() {
    bot.start();
    bot.server.restartNumbering(5000);
    answers(7);
    eventually(() -> assertThat(bot.server.waiting()).isEmpty());
    bot.server.restartNumbering(10);
    answers(8);
    answers(9);
  }

  @Test
  void aRevokedTokenStopsItForGood() {
    bot.start();
    answers(7);
    bot.server.revokeToken();
    eventually(
        () ->
            assertThat(bot.platform.health())
                .isEqualTo(new Health(State.STOPPED, "token refused: 401 Unauthorized")));
    eventually(() -> assertThat(threads("telegram-poll")).isEmpty());
  }

  @Test
  void aWrongTokenIsNoticedAtStart() {
    bot.server.revokeToken();
    bot.start();
    eventually(() -> assertThat(bot.platform.health().state()).isEqualTo(State.STOPPED));
    assertThat(bot.server.calls("getMe")).isEqualTo(1);
    assertThat(bot.server.calls("getUpdates")).isZero();
  }

  @Test
  void anotherInstanceWithTheTokenIsNamed() {
    bot.start();
    for (int i = 0; i < 4; i++) {
      bot.server.refuse(
          "getUpdates", 409, "Conflict: terminated by other getUpdates request; make sure");
    }
    eventually(
        () ->
            assertThat(bot.platform.health())
                .isEqualTo(new Health(State.DOWN, "another instance polls with this token")));
    answers(7);
    assertThat(bot.platform.health().state()).isEqualTo(State.UP);
  }

  @Test
  void aWebhookSetByOthersIsRemoved() {
    bot.start();
    answers(7);
    bot.server.webhook(true);
    answers(8);
    assertThat(bot.server.calls("deleteWebhook")).isGreaterThan(1);
  }

  @Test
  void aServerThatDoesNotHoldPollsIsNotAskedWithoutPause() {
    for (int i = 0; i < 200; i++) {
      bot.server.fail("getUpdates", 200, "{\"ok\":true,\"result\":[]}");
    }
    bot.start();
    eventually(
        () ->
            assertThat(bot.platform.health())
                .isEqualTo(new Health(State.DOWN, "the server does not hold polls")));
  }

  @Test
  void closeLeavesNoThreadBehindAndIsQuick() {
    CountDownLatch never = new CountDownLatch(1);
    bot.platform.start(
        request -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return java.util.Optional.empty();
        });
    bot.server.say(7, "/corr");
    eventually(() -> assertThat(threads("telegram-reply")).isNotEmpty());
    eventually(() -> assertThat(bot.platform.health().state()).isEqualTo(State.UP));
    long before = System.nanoTime();
    bot.platform.close();
    bot.platform.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    assertThat(threads("telegram-")).isEmpty();
    assertThat(bot.platform.health()).isEqualTo(new Health(State.STOPPED, "closed"));
  }

  @Test
  void closeDoesNotWaitForASilentServer() throws Exception {
    bot.close();
    try (java.net.ServerSocket silent =
            new java.net.ServerSocket(0, 50, java.net.InetAddress.getLoopbackAddress());
        TelegramPlatform platform =
            new TelegramPlatform(
                new TelegramSettings(
                    new Secret("1:x"), URI.create("http://127.0.0.1:" + silent.getLocalPort())),
                List.of(),
                TestBot.inMemory(),
                Whereabouts.FORGOTTEN,
                Clock.systemUTC())) {
      platform.start(bot::answer);
      silent.accept();
      long before = System.nanoTime();
      platform.close();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
      assertThat(threads("telegram-")).isEmpty();
    }
  }

  @Test
  void itStartsOnce() {
    bot.start();
    assertThatThrownBy(bot::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void commandsTelegramCannotShowAreRefusedAtOnce() {
    CommandSpec odd = new CommandSpec("risk-phase", "The phase", List.of());
    assertThatThrownBy(() -> new CommandMenu(List.of(odd)))
        .hasMessage("command name must be 1 to 32 of a-z, 0-9 and _: risk-phase");
  }

  @Test
  void anAddressThatIsNoServerIsRefused() {
    assertThatThrownBy(
            () -> new TelegramSettings(new Secret("1:x"), URI.create("https://host/path")))
        .hasMessageEndingWith(": https://host/path");
    assertThatThrownBy(() -> new TelegramSettings(new Secret("1:x"), URI.create("ftp://host")))
        .hasMessageStartingWith("telegram url must be scheme, host and port");
  }

  private void answers(long chat) {
    bot.server.say(chat, "/corr");
    eventually(() -> assertThat(bot.server.texts(chat)).containsExactly("corr"));
  }

  private static List<String> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private static void eventually(ThrowingRunnable holds) {
    await().atMost(Duration.ofSeconds(8)).pollInterval(Duration.ofMillis(10)).untilAsserted(holds);
  }
}
