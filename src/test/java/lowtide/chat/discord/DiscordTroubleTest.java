package lowtide.chat.discord;

import static lowtide.chat.discord.LocalDiscord.CHANNEL;
import static lowtide.chat.discord.LocalDiscord.Step.DEFER;
import static lowtide.chat.discord.LocalDiscord.Step.EDIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import lowtide.chat.ChatPlatform.Health.State;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.discord.LocalDiscord.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DiscordTroubleTest {
  private static final Message ANSWER = Message.titled("BTC $116,000").line("steady").build();

  private final BlockingQueue<Request> asked = new LinkedBlockingQueue<>();
  private Running running;

  @AfterEach
  void stop() throws IOException {
    running.close();
  }

  @Test
  void interactionThatWasTakenBeforeIsNotAnsweredAgain() throws Exception {
    connect(Optional.of(ANSWER));
    String id = running.discord.slash(CHANNEL, "price", Map.of());
    replies(id, 2);

    running.discord.repeat(id, CHANNEL, "price");
    slash("price", Map.of(), 2);

    assertThat(running.discord.replies(id)).extracting(Reply::step).containsOnlyOnce(EDIT);
    assertThat(asked).hasSize(2);
  }

  @Test
  void storeThatFailsDoesNotMakeTheBotDeaf() throws Exception {
    LocalDiscord discord = LocalDiscord.start();
    running =
        new Running(
            discord,
            Running.PACE,
            (platform, id) -> {
              throw new IllegalStateException("database is locked");
            });
    running.platform.start(request -> Optional.of(ANSWER));
    running.awaitState(State.UP);

    assertThat(slash("price", Map.of(), 2)).extracting(Reply::step).containsExactly(DEFER, EDIT);
  }

  @Test
  void interactionThatIsTooOldIsNotTriedAgain() throws Exception {
    connect(Optional.of(ANSWER));
    running.discord.failOnce("/callback", 404, 10062);
    String lost = running.discord.slash(CHANNEL, "price", Map.of());
    Running.eventually(() -> requestsFor(lost).size() == 1);

    slash("price", Map.of(), 2);

    assertThat(running.discord.replies(lost)).isEmpty();
    assertThat(requestsFor(lost)).hasSize(1);
  }

  @Test
  void interactionThatAnotherProcessTookIsNotTriedAgain() throws Exception {
    connect(Optional.of(ANSWER));
    running.discord.failOnce("/callback", 400, 40060);
    String taken = running.discord.slash(CHANNEL, "price", Map.of());
    Running.eventually(() -> requestsFor(taken).size() == 1);

    slash("price", Map.of(), 2);

    assertThat(running.discord.replies(taken)).isEmpty();
    assertThat(requestsFor(taken)).hasSize(1);
  }

  @Test
  void answerThatDiscordRefusesIsNotTriedAgain() throws Exception {
    connect(Optional.of(ANSWER));
    running.discord.failOnce("/webhooks", 400, 50035);
    String refused = running.discord.slash(CHANNEL, "price", Map.of());
    Running.eventually(() -> requestsFor(refused).size() == 2);

    slash("price", Map.of(), 2);

    assertThat(requestsFor(refused)).hasSize(2);
  }

  @Test
  void slowAnswersDoNotHoldUpTheAcknowledgements() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    running =
        Running.connected(
            request -> {
              awaitQuietly(slow);
              return Optional.of(ANSWER);
            });

    List<String> ids =
        IntStream.range(0, Room.MOST_PER_USER)
            .mapToObj(i -> running.discord.slash(CHANNEL, "price", Map.of()))
            .toList();

    ids.forEach(id -> assertThat(replies(id, 1)).extracting(Reply::step).containsExactly(DEFER));
    slow.countDown();
    ids.forEach(id -> replies(id, 2));
  }

  @Test
  void floodIsCutOffAndTheBotAnswersAfterwards() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    running =
        Running.connected(
            request -> {
              awaitQuietly(slow);
              return Optional.of(ANSWER);
            });
    int most = Room.MOST;

    for (int i = 0; i < 3 * most; i++) {
      running.discord.slashBy("12000000000000" + (10_000 + i), "price");
    }
    int heartbeats = running.discord.gateway().askForHeartbeat();
    Running.eventually(() -> running.discord.gateway().heartbeats() > heartbeats);
    Running.eventually(() -> callbacks() >= most);
    slow.countDown();
    Running.eventually(() -> edits() >= most);

    String after = running.discord.slash(CHANNEL, "price", Map.of());
    replies(after, 2);
    assertThat(callbacks()).isEqualTo(most + 1);
  }

  @Test
  void whoFloodsIsToldOnceAndHoldsUpNobodyElse() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    running =
        Running.connected(
            request -> {
              awaitQuietly(slow);
              return Optional.of(ANSWER);
            });

    List<String> ids =
        IntStream.range(0, 100)
            .mapToObj(i -> running.discord.slash(CHANNEL, "price", Map.of()))
            .toList();
    String other = running.discord.slashBy(LocalDiscord.STRANGER, "price");

    replies(other, 1);
    slow.countDown();
    replies(other, 2);
    ids.subList(0, Room.MOST_PER_USER).forEach(id -> replies(id, 2));
    Reply told = replies(ids.get(Room.MOST_PER_USER), 1).get(0);
    assertThat(told.body().toString()).contains("more than I can answer at a time");
    assertThat(told.body().path("data").path("flags").asInt()).as("to them alone").isEqualTo(64);
    assertThat(callbacks()).isEqualTo(Room.MOST_PER_USER + 2);
  }

  @Test
  void handlerThatThrowsIsAnsweredWithAnApology() throws Exception {
    running =
        Running.connected(
            request -> {
              throw new IllegalStateException("broken on purpose");
            });

    List<Reply> replies = slash("price", Map.of(), 3);

    assertThat(replies.get(2).ephemeral()).isTrue();
    assertThat(replies.get(2).embed().path("title").asText()).contains("Something went wrong");
    assertThat(replies.get(2).body().toString()).doesNotContain("broken on purpose");
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

  private List<String> requestsFor(String interaction) {
    return running.discord.requests().stream()
        .filter(request -> request.contains(interaction))
        .toList();
  }

  private long callbacks() {
    return running.discord.requests().stream().filter(r -> r.endsWith("/callback")).count();
  }

  private long edits() {
    return running.discord.requests().stream().filter(r -> r.endsWith("/@original")).count();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
