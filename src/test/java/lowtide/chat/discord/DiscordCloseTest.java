package lowtide.chat.discord;

import static lowtide.chat.discord.LocalDiscord.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform.Health;
import lowtide.chat.ChatPlatform.Health.State;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.chat.RequestHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DiscordCloseTest {
  private static final RequestHandler ANSWERS =
      request -> Optional.of(Message.titled("Answer").build());
  private static final Message ALERT = Message.titled("Alert").build();
  private static final ChatId CHAT = ChatId.of("discord", CHANNEL);

  private Running running;

  @AfterEach
  void stop() throws IOException {
    if (running != null) {
      running.close();
    }
  }

  @Test
  void closeLeavesNoThreadBehind() throws IOException {
    Set<Thread> before = threads();
    running = Running.connected(ANSWERS);
    assertAnswers();
    send();

    running.platform.close();

    assertThat(running.platform.health()).isEqualTo(new Health(State.STOPPED, "closed"));
    Running.within(Duration.ofSeconds(2), () -> left(before).isEmpty());
  }

  @Test
  void closeDoesNotWaitForAServerThatHasGoneSilent() throws IOException {
    Set<Thread> before = threads();
    running = Running.connected(ANSWERS);
    running.discord.gateway().becomeDeaf();
    Instant start = Clock.systemUTC().instant();

    running.platform.close();

    assertThat(Duration.between(start, Clock.systemUTC().instant()))
        .isLessThan(Duration.ofSeconds(10));
    Running.within(Duration.ofSeconds(2), () -> left(before).isEmpty());
  }

  @Test
  void closeInterruptsALogInThatHangs() throws IOException {
    Set<Thread> before = threads();
    running = Running.notStarted();
    running.discord.hold();
    running.platform.start(ANSWERS);
    Running.eventually(() -> !running.discord.requests().isEmpty());
    Instant start = Clock.systemUTC().instant();

    running.platform.close();

    assertThat(Duration.between(start, Clock.systemUTC().instant()))
        .isLessThan(Duration.ofSeconds(10));
    Running.within(Duration.ofSeconds(2), () -> left(before).isEmpty());
  }

  @Test
  void closeBeforeStartIsHarmlessAndFinal() throws IOException {
    running = Running.notStarted();

    running.platform.close();
    running.platform.start(ANSWERS);

    assertThat(running.platform.health().state()).isEqualTo(State.STOPPED);
    assertThat(running.discord.requests()).isEmpty();
  }

  private void assertAnswers() {
    String id = running.discord.slash(CHANNEL, "price", Map.of());
    Running.eventually(() -> running.discord.replies(id).size() == 2);
  }

  private Delivery send() {
    return running.platform.send(CHAT, "alert-1", ALERT);
  }

  /** OkHttp and Okio keep one idle daemon each for the whole process, shared by every client. */
  private static Set<Thread> left(Set<Thread> before) {
    return threads().stream()
        .filter(thread -> !before.contains(thread))
        .filter(thread -> thread.getName().matches("(?i).*(jda|discord|websocket).*"))
        .filter(thread -> !thread.getName().startsWith("local-"))
        .collect(Collectors.toSet());
  }

  private static Set<Thread> threads() {
    return Set.copyOf(Thread.getAllStackTraces().keySet());
  }
}
