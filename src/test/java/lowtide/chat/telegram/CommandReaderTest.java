package lowtide.chat.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lowtide.chat.ChatId;
import lowtide.chat.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telegram.telegrambots.meta.api.objects.Update;

class CommandReaderTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void aCommandIsReadWithItsArguments() {
    assertThat(read("/Corr  BTC\n 90 "))
        .contains(
            new Request(ChatId.of("telegram", "7"), "501", true, "corr", List.of("BTC", "90")));
  }

  @Test
  void aCommandWithoutArgumentsHasNone() {
    assertThat(read("/phase").orElseThrow().arguments()).isEmpty();
    assertThat(read("/phase   ").orElseThrow().arguments()).isEmpty();
  }

  @Test
  void thePayloadOfStartIsItsArgument() {
    assertThat(read("/start abc_123").orElseThrow().arguments()).containsExactly("abc_123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/corr@lowtide_bot BTC", "/corr@LOWTIDE_BOT BTC"})
  void ourOwnNameIsUnderstood(String text) {
    assertThat(read(text).orElseThrow().arguments()).containsExactly("BTC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/corr@other_bot",
        "corr",
        "see /corr",
        "/",
        "/ corr",
        "/corr,BTC",
        "//corr",
        "/corr@",
        "/abcdefghijklmnopqrstuvwxyz0123456789",
        "/größe",
        ""
      })
  void whatIsNoCommandForUsIsIgnored(String text) {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void aCommandMayBeACaption() {
    assertThat(read("x", message -> message.put("caption", "/corr").remove("text"))).isPresent();
  }

  @Test
  void aGroupIsNotPrivate() {
    Consumer<ObjectNode> group =
        m -> m.putObject("chat").put("id", -1001234567890L).put("type", "supergroup");
    Request request = read("/corr", group).orElseThrow();
    assertThat(request.privately()).isFalse();
    assertThat(request.chat()).isEqualTo(ChatId.of("telegram", "-1001234567890"));
  }

  @Test
  void aForumTopicIsPartOfTheChat() {
    Consumer<ObjectNode> topic = m -> m.put("message_thread_id", 9).put("is_topic_message", true);
    assertThat(read("/corr", topic).orElseThrow().chat())
        .isEqualTo(new ChatId("telegram", "7", "9"));
  }

  @Test
  void aThreadOfRepliesOutsideAForumIsNot() {
    assertThat(read("/corr", m -> m.put("message_thread_id", 9)).orElseThrow().chat().thread())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"edited_message", "channel_post", "edited_channel_post", "business_message"})
  void onlyNewMessagesAreCommands(String kind) {
    assertThat(read(kind, message("/corr"))).isEmpty();
  }

  @Test
  void aChannelIsNotAnswered() {
    assertThat(read("/corr", m -> m.putObject("chat").put("id", -1).put("type", "channel")))
        .isEmpty();
  }

  @Test
  void aRepeatedChannelPostIsNoCommand() {
    assertThat(read("/corr", m -> m.put("is_automatic_forward", true))).isEmpty();
  }

  @Test
  void anotherBotIsNotAnswered() {
    assertThat(read("/corr", m -> ((ObjectNode) m.get("from")).put("is_bot", true))).isEmpty();
  }

  @Test
  void anAnonymousAdminSpeaksForTheChat() {
    Consumer<ObjectNode> anonymous =
        m -> {
          ((ObjectNode) m.get("from")).put("is_bot", true);
          m.putObject("sender_chat").put("id", -100).put("type", "supergroup");
        };
    assertThat(read("/corr", anonymous).orElseThrow().userId()).isEqualTo("-100");
  }

  @Test
  void aMessageFromNobodyIsIgnored() {
    assertThat(read("/corr", m -> m.remove("from"))).isEmpty();
  }

  private static Optional<Request> read(String text) {
    return read(text, message -> {});
  }

  private static Optional<Request> read(String text, Consumer<ObjectNode> change) {
    ObjectNode message = message(text);
    change.accept(message);
    return read("message", message);
  }

  private static Optional<Request> read(String kind, ObjectNode content) {
    ObjectNode update = MAPPER.createObjectNode().put("update_id", 1);
    update.set(kind, content);
    return CommandReader.read(MAPPER.convertValue(update, Update.class), "lowtide_bot");
  }

  private static ObjectNode message(String text) {
    ObjectNode message = MAPPER.createObjectNode().put("message_id", 1).put("date", 1);
    message.putObject("chat").put("id", 7).put("type", "private");
    message.putObject("from").put("id", 501).put("is_bot", false).put("first_name", "Ada");
    return message.put("text", text);
  }
}
