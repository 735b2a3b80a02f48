package lowtide.chat.discord;

import static lowtide.chat.discord.LocalDiscord.CHANNEL;
import static lowtide.chat.discord.LocalDiscord.Step.DEFER;
import static lowtide.chat.discord.LocalDiscord.Step.DELETE;
import static lowtide.chat.discord.LocalDiscord.Step.EDIT;
import static lowtide.chat.discord.LocalDiscord.Step.FOLLOW_UP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.discord.LocalDiscord.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DiscordCommandsTest {
  private static final Message ANSWER = Message.titled("BTC $116,000").line("steady").build();

  private final BlockingQueue<Request> asked = new LinkedBlockingQueue<>();
  private Running running;

  @AfterEach
  void stop() throws IOException {
    running.close();
  }

  @Test
  void commandIsAcknowledgedThenAnsweredForAllToSee() throws Exception {
    connect(Optional.of(ANSWER));

    List<Reply> replies = slash("price", Map.of("symbol", "BTC"), 2);

    assertThat(replies).extracting(Reply::step).containsExactly(DEFER, EDIT);
    assertThat(replies.get(0).body().path("type").asInt()).isEqualTo(5);
    assertThat(replies.get(0).ephemeral()).isFalse();
    assertThat(replies.get(1).embed().path("title").asText()).isEqualTo("BTC $116,000");
    assertThat(replies.get(1).embed().path("description").asText()).isEqualTo("steady");
  }

  @Test
  void requestCarriesTheOptionsInOrderSplitIntoWords() throws Exception {
    connect(Optional.of(ANSWER));
    Map<String, String> options = new LinkedHashMap<>();
    options.put("symbol", "BTC");
    options.put("note", " two  words ");

    running.discord.slash(CHANNEL, "price", options);

    assertThat(asked.poll(5, TimeUnit.SECONDS))
        .isEqualTo(
            new Request(
                ChatId.of("discord", CHANNEL),
                LocalDiscord.USER,
                false,
                "price",
                List.of("BTC", "two", "words"),
                true));
  }

  @Test
  void personalCommandIsWhispered() throws Exception {
    connect(Optional.of(ANSWER));

    List<Reply> replies = slash("status", Map.of(), 2);

    assertThat(replies).extracting(Reply::step).containsExactly(DEFER, EDIT);
    assertThat(replies.get(0).ephemeral()).isTrue();
  }

  @Test
  void personalAnswerToAPublicCommandIsWhisperedToo() throws Exception {
    connect(Optional.of(Message.titled("There is no symbol XYZ").personal().build()));

    List<Reply> replies = slash("price", Map.of("symbol", "XYZ"), 3);

    assertThat(replies).extracting(Reply::step).containsExactly(DEFER, DELETE, FOLLOW_UP);
    assertThat(replies.get(2).ephemeral()).isTrue();
    assertThat(replies.get(2).embed().path("title").asText()).contains("no symbol XYZ");
  }

  @Test
  void unknownCommandIsAnsweredToTheAskerOnly() throws Exception {
    connect(Optional.empty());

    List<Reply> replies = slash("retired", Map.of(), 3);

    assertThat(replies.get(2).ephemeral()).isTrue();
    assertThat(replies.get(2).embed().path("title").asText()).contains("no command /retired");
  }

  @Test
  void privateChatIsPrivateAndNothingIsWhispered() throws Exception {
    connect(Optional.of(ANSWER));

    String id = running.discord.slashPrivately("status", Map.of());

    Request request = asked.poll(5, TimeUnit.SECONDS);
    assertThat(request.privately()).isTrue();
    assertThat(request.chat()).isEqualTo(ChatId.of("discord", LocalDiscord.DIRECT));
    List<Reply> replies = replies(id, 2);
    assertThat(replies).extracting(Reply::step).containsExactly(DEFER, EDIT);
    assertThat(replies.get(0).ephemeral()).isFalse();
  }

  @Test
  void pictureIsAttachedAndDescribed() throws Exception {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n', (byte) 0xFF, 0};
    connect(
        Optional.of(ANSWER.withPicture(new Message.Picture("btc.png", png, "BTC over 30 days"))));

    Reply answer = slash("price", Map.of(), 2).get(1);

    assertThat(answer.embed().path("image").path("url").asText()).isEqualTo("attachment://btc.png");
    assertThat(answer.files()).containsOnlyKeys("btc.png");
    assertThat(answer.files().get("btc.png")).isEqualTo(png);
    assertThat(answer.body().path("attachments").path(0).path("description").asText())
        .isEqualTo("BTC over 30 days");
  }

  @Test
  void longAnswerGoesOnInFollowUps() throws Exception {
    Message.Builder message = Message.titled("Long");
    for (int i = 0; i < 60; i++) {
      message.line("x".repeat(100));
    }
    connect(Optional.of(message.build()));

    List<Reply> replies = slash("status", Map.of(), 3);

    assertThat(replies).extracting(Reply::step).containsExactly(DEFER, EDIT, FOLLOW_UP);
    assertThat(replies.get(2).ephemeral()).as("seen by the same people").isTrue();
  }

  @Test
  void nobodyIsMentionedByAnyStep() throws Exception {
    connect(Optional.of(Message.titled("@everyone").line("<@1> @here").build()));

    Reply answer = slash("price", Map.of(), 2).get(1);

    assertThat(answer.body().path("allowed_mentions").path("parse").isArray()).isTrue();
    assertThat(answer.body().path("allowed_mentions").path("parse")).isEmpty();
    assertThat(answer.embed().toString()).doesNotContain("@everyone").doesNotContain("@here");
  }

  @Test
  void menuIsRegisteredOnceWithChoicesAndContexts() throws Exception {
    connect(Optional.of(ANSWER));
    Running.eventually(() -> running.discord.commands().size() == Running.COMMANDS.size());

    JsonNode price = running.discord.commands().get(0);
    assertThat(price.path("name").asText()).isEqualTo("price");
    assertThat(price.path("description").asText()).isEqualTo("What it costs");
    JsonNode symbol = price.path("options").path(0);
    assertThat(symbol.path("type").asInt()).isEqualTo(3);
    assertThat(symbol.path("required").asBoolean()).isTrue();
    assertThat(symbol.path("choices").findValuesAsText("value")).containsExactly("BTC", "IWM");
    assertThat(price.path("contexts")).extracting(JsonNode::asInt).containsExactly(0, 1);
    assertThat(running.discord.requests())
        .containsOnlyOnce("PUT /applications/" + LocalDiscord.BOT + "/commands");
  }

  @Test
  void menuIsRegisteredLaterIfDiscordFailsAtFirst() throws Exception {
    running = Running.notStarted();
    running.discord.failOnce("/commands", 500, 0);

    running.platform.start(request -> Optional.of(ANSWER));

    Running.eventually(() -> running.discord.commands().size() == Running.COMMANDS.size());
  }

  private void connect(Optional<Message> answer) throws IOException {
    running =
        Running.connected(
            request -> {
              asked.add(request);
              return answer;
            });
  }

  private List<Reply> slash(String command, Map<String, String> options, int steps) {
    return replies(running.discord.slash(CHANNEL, command, options), steps);
  }

  private List<Reply> replies(String interaction, int steps) {
    Running.eventually(() -> running.discord.replies(interaction).size() >= steps);
    return running.discord.replies(interaction);
  }
}
