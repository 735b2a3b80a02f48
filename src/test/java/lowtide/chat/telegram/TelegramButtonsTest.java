package lowtide.chat.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import lowtide.chat.ChatId;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.chat.telegram.LocalTelegram.Note;
import lowtide.chat.telegram.LocalTelegram.Sent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelegramButtonsTest {
  private static final Message ALERT =
      Message.titled("BTC below $116,000")
          .button("Snooze 1 h", "snooze 1h")
          .button("Mute", "snooze levels:BTC")
          .button("Too long", "why " + "x".repeat(61))
          .button("Why", "phase")
          .build();

  private final TestBot bot = TestBot.started();
  private final LocalTelegram server = bot.server;

  @AfterEach
  void close() {
    bot.close();
  }

  private Sent sent(long chat) {
    assertThat(bot.platform.send(ChatId.of("telegram", "" + chat), "a", ALERT))
        .isInstanceOf(Delivery.Sent.class);
    return server.sent().get(0);
  }

  @Test
  void anAlertHasItsButtonsAndLeavesOutWhatTelegramWouldRefuse() {
    Sent alert = sent(7);
    assertThat(server.buttons(alert.messageId()))
        .containsExactly("Snooze 1 h=snooze 1h", "Mute=snooze levels:BTC", "Why=phase");
  }

  @Test
  void whatChangesSomethingIsAnsweredInItsPlaceWithWhoDidItAndHowToUndoIt() {
    Sent alert = sent(7);
    server.press(alert, "snooze 1h");

    await()
        .untilAsserted(
            () ->
                assertThat(server.buttons(alert.messageId()))
                    .containsExactly("snooze 1h · Ada=done", "Undo=snooze off", "Why=phase"));
    assertThat(server.notes()).containsExactly(new Note("snooze 1h", false));
    assertThat(server.sent()).hasSize(1);
    assertThat(bot.requests.get(0).arguments()).isEqualTo(List.of("1h"));
  }

  @Test
  void whatWasDoneIsNoButtonToDoItAgain() {
    Sent alert = sent(7);
    server.press(alert, "snooze 1h");
    await().untilAsserted(() -> assertThat(server.buttons(alert.messageId())).hasSize(3));
    server.press(alert, "done");

    await().untilAsserted(() -> assertThat(server.notes()).hasSize(2));
    assertThat(server.buttons(alert.messageId())).as("Undo is still there").hasSize(3);
    assertThat(bot.requests).hasSize(1);
  }

  @Test
  void aButtonThatFailsDoesNotTurnForEver() {
    Sent alert = sent(7);
    server.press(alert, "broken");

    await().untilAsserted(() -> assertThat(server.notes()).hasSize(1));
    assertThat(server.notes().get(0).text()).startsWith("Something went wrong");
  }

  @Test
  void settingsAreShownAnewInTheirPlace() {
    Sent alert = sent(7);
    server.press(alert, "settings look light");

    await().untilAsserted(() -> assertThat(server.edits()).containsExactly("settings look light"));
    assertThat(server.buttons(alert.messageId())).containsExactly("Light=settings look light");
    assertThat(server.sent()).hasSize(1);
  }

  @Test
  void aQuestionIsAnsweredByAMessage() {
    Sent alert = sent(7);
    server.press(alert, "phase");

    await().untilAsserted(() -> assertThat(server.texts(7)).hasSize(2));
    assertThat(server.texts(7).get(1)).isEqualTo("phase");
    assertThat(server.buttons(alert.messageId())).hasSize(3);
  }

  @Test
  void inAGroupTelegramIsAskedWhoIsAnAdminAndOthersAreToldAlone() {
    Sent alert = sent(-100);
    server.press(alert, "snooze 1h");
    await().untilAsserted(() -> assertThat(server.notes()).hasSize(1));
    assertThat(server.notes()).containsExactly(new Note("admins only", true));
    assertThat(server.buttons(alert.messageId())).hasSize(3);
  }

  @Test
  void anAdminOfAGroupMayChangeItByButtonAndByCommand() {
    server.admin(-100);
    Sent alert = sent(-100);
    server.press(alert, "snooze 1h");
    await()
        .untilAsserted(
            () -> assertThat(server.buttons(alert.messageId())).contains("Undo=snooze off"));
    server.say(-100, "/snooze 4h");
    await().untilAsserted(() -> assertThat(bot.requests).hasSize(2));
    assertThat(bot.requests.get(1).mayChange()).isTrue();
    assertThat(server.calls("getChatAdministrators")).as("remembered").isEqualTo(1);
  }

  @Test
  void whoTelegramCannotTellAboutMayNot() {
    server.refuse("getChatAdministrators", 400, "Bad Request: chat not found");
    server.say(-100, "/snooze 4h");
    await().untilAsserted(() -> assertThat(server.texts(-100)).containsExactly("admins only"));
  }

  @Test
  void aButtonOfAMessageThatIsTooOldSaysSo() {
    Sent old = new Sent("7", "", "x", "x", new byte[0], false, 5, 0);
    var query = server.message(7, "x");
    var callback = query.objectNode();
    callback.put("id", "q").put("data", "snooze 1h").put("chat_instance", "1");
    callback.set("from", query.get("from"));
    callback
        .putObject("message")
        .put("message_id", old.messageId())
        .put("date", 0)
        .set("chat", query.get("chat"));
    server.push("callback_query", callback);

    await().untilAsserted(() -> assertThat(server.notes()).hasSize(1));
    assertThat(server.notes().get(0).text()).contains("too old");
    assertThat(bot.requests).isEmpty();
  }

  @Test
  void aPressThatComesTwiceCountsOnce() {
    Sent alert = sent(7);
    int update = server.press(alert, "phase");
    await().untilAsserted(() -> assertThat(server.texts(7)).hasSize(2));
    assertThat(update).isPositive();
    server.press(alert, "unknown");
    await().untilAsserted(() -> assertThat(server.notes()).hasSize(2));
    assertThat(server.notes().get(1).text()).contains("nothing any more");
  }
}
