package lowtide.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.RequestHandler;
import lowtide.chat.discord.LocalDiscord.Reply;
import lowtide.chat.discord.LocalDiscord.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscordButtonsTest {
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private Running running;

  @BeforeEach
  void connect() throws IOException {
    running =
        Running.connected(
            new RequestHandler() {
              @Override
              public Optional<Message> answer(Request request) {
                return DiscordButtonsTest.this.answer(request);
              }

              @Override
              public boolean changes(Request request) {
                return request.command().equals("snooze") && !request.arguments().isEmpty();
              }
            });
  }

  @AfterEach
  void stop() throws IOException {
    running.close();
  }

  private Optional<Message> answer(Request request) {
    requests.add(request);
    Message.Builder message =
        Message.titled(request.command() + " " + String.join(" ", request.arguments()));
    if (request.command().equals("snooze") && !request.mayChange()) {
      return Optional.of(Message.titled("admins only").personal().build());
    }
    if (request.command().equals("settings")) {
      message.inPlace();
    }
    return Optional.of(message.button("Undo", "snooze off").build());
  }

  @Test
  void settingsAreShownAnewInTheirPlace() {
    String press = running.discord.press("settings look light", true);

    await().until(() -> running.discord.replies(press).size() == 2);
    Reply edit = running.discord.replies(press).get(1);
    assertThat(edit.step()).isEqualTo(Step.EDIT);
    assertThat(edit.embed().path("title").asText()).isEqualTo("settings look light");
    assertThat(buttons(edit.body())).containsExactly("Undo=snooze off");
  }

  @Test
  void whileSomebodyTypesItSuggestsWhatCouldBeMeant() {
    String typing = running.discord.type("settings", "change", "LOOK");

    await().until(() -> running.discord.replies(typing).size() == 1);
    List<String> offered = new ArrayList<>();
    running
        .discord
        .replies(typing)
        .get(0)
        .body()
        .path("data")
        .path("choices")
        .forEach(choice -> offered.add(choice.path("value").asText()));
    assertThat(offered).containsExactly("look dark", "look light");
    assertThat(requests).as("nobody asked yet").isEmpty();
  }

  @Test
  void whenItIsInvitedItSaysWhatItDoesWhereItMayWrite() {
    running.discord.join("1300000000000000001", "1300000000000000002", false);
    running.discord.join("1400000000000000001", "1400000000000000002", true);

    await().until(() -> running.discord.sent().size() == 1);
    assertThat(running.discord.sent().get(0).channel()).isEqualTo("1400000000000000002");
    assertThat(requests.get(0).arguments()).containsExactly("joined");
  }

  private static List<String> buttons(JsonNode body) {
    List<String> all = new ArrayList<>();
    body.path("components")
        .forEach(
            row ->
                row.path("components")
                    .forEach(
                        button ->
                            all.add(
                                button.path("label").asText()
                                    + "="
                                    + button.path("custom_id").asText())));
    return all;
  }

  @Test
  void anAlertHasItsButtons() {
    Message alert =
        Message.titled("BTC below $116,000")
            .button("Snooze 1 h", "snooze 1h")
            .button("Again", "snooze 1h")
            .button("Why", "why " + "x".repeat(120))
            .build();

    running.platform.send(ChatId.of("discord", LocalDiscord.CHANNEL), "a", alert);

    assertThat(buttons(running.discord.sent().get(0).body()))
        .as("what Discord would refuse is left out")
        .containsExactly("Snooze 1 h=snooze 1h");
  }

  @Test
  void whatChangesSomethingIsAnsweredInItsPlace() {
    String press = running.discord.press("snooze 1h", true);

    await().until(() -> running.discord.replies(press).size() == 2);
    Reply edit = running.discord.replies(press).get(1);
    assertThat(edit.step()).isEqualTo(Step.EDIT);
    assertThat(buttons(edit.body()))
        .containsExactly("snooze 1h · trader=done", "Undo=snooze off", "Why=why BTC");
    assertThat(requests.get(0).arguments()).containsExactly("1h");
  }

  @Test
  void whoMayNotManageTheServerIsToldAloneAndTheButtonsStay() {
    String press = running.discord.press("snooze 1h", false);

    await().until(() -> running.discord.replies(press).size() == 2);
    Reply told = running.discord.replies(press).get(1);
    assertThat(told.step()).isEqualTo(Step.FOLLOW_UP);
    assertThat(told.ephemeral()).isTrue();
    assertThat(told.embed().path("title").asText()).isEqualTo("admins only");
  }

  @Test
  void whatWasDoneIsNoButtonToDoItAgain() {
    String press = running.discord.press("done", true);

    await().until(() -> running.discord.replies(press).size() == 1);
    assertThat(requests).isEmpty();
  }

  @Test
  void aQuestionAboutWhatCanBeChangedLeavesTheMessageAsItIs() {
    String press = running.discord.press("snooze", true);

    await().until(() -> running.discord.replies(press).size() == 2);
    Reply told = running.discord.replies(press).get(1);
    assertThat(told.step()).isEqualTo(Step.FOLLOW_UP);
    assertThat(told.ephemeral()).isTrue();
  }

  @Test
  void aQuestionIsAnsweredToWhoAskedAlone() {
    String press = running.discord.press("why BTC", false);

    await().until(() -> running.discord.replies(press).size() == 2);
    assertThat(running.discord.replies(press).get(0).ephemeral()).isTrue();
    assertThat(running.discord.replies(press).get(1).embed().path("title").asText())
        .isEqualTo("why BTC");
  }
}
