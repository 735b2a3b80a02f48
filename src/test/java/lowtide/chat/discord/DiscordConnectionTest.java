package lowtide.chat.discord;

import static lowtide.chat.discord.LocalDiscord.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform.Health;
import lowtide.chat.ChatPlatform.Health.State;
import lowtide.chat.CommandSpec;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.chat.Nodes;
import lowtide.chat.RequestHandler;
import lowtide.chat.Whereabouts;
import lowtide.secret.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DiscordConnectionTest {
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
  void healthTellsSinceWhenItIsConnected() throws IOException {
    running = Running.notStarted();
    assertThat(running.platform.health())
        .isEqualTo(new Health(State.STARTING, "not connected yet"));

    running.platform.start(ANSWERS);

    running.awaitState(State.UP);
    assertThat(running.platform.health().detail()).isEqualTo("connected");
    assertThat(running.platform.health().since()).isBeforeOrEqualTo(Clock.systemUTC().instant());
  }

  @Test
  void noPrivilegeIsAskedForAndNothingIsCompressed() throws IOException {
    running = Running.connected(ANSWERS);

    assertThat(running.discord.gateway().identities()).hasSize(1);
    assertThat(running.discord.gateway().identities().get(0).path("intents").asInt())
        .as("guilds only")
        .isEqualTo(1);
  }

  @Test
  void wrongTokenStopsThePlatformAndIsNotTriedAgain() throws IOException {
    running = Running.notStarted();
    running.discord.revokeToken();

    running.platform.start(ANSWERS);

    running.awaitState(State.STOPPED);
    assertThat(running.platform.health().detail()).contains("token").doesNotContain("local");
    assertThat(send()).isInstanceOf(Delivery.Unauthorized.class);
    assertThat(running.discord.requests()).containsExactly("GET /users/@me");
  }

  @ParameterizedTest
  @ValueSource(ints = {4004, 4013, 4014})
  void closeCodeThatWillNotChangeStopsThePlatformAndNamesTheCause(int code) throws IOException {
    running = Running.notStarted();
    running.discord.gateway().refuseIdentify(code);

    running.platform.start(ANSWERS);

    running.awaitState(State.STOPPED);
    assertThat(running.platform.health().detail()).contains(String.valueOf(code));
    assertThat(send()).isInstanceOf(Delivery.Unauthorized.class);
    assertThat(running.discord.gateway().connections()).isEqualTo(1);
  }

  @Test
  void startReturnsAtOnceWithoutANetworkAndConnectsWhenThereIsOne() throws IOException {
    running = Running.notStarted();
    running.discord.fail("/users/@me", 500, 0);

    running.platform.start(ANSWERS);
    running.awaitState(State.DOWN);
    assertThat(running.platform.health().detail()).contains("next attempt in");
    assertThat(send()).isInstanceOf(Delivery.Failed.class);

    running.discord.recover();
    running.awaitState(State.UP);
  }

  @Test
  void unreachableServerIsTriedAgainAndAgain() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    DiscordSettings nowhere =
        new DiscordSettings(
            new Secret("t.o.k"),
            URI.create("http://127.0.0.1:" + free + "/api/v10/"),
            URI.create("ws://127.0.0.1:" + free));
    try (DiscordPlatform platform = platform(nowhere)) {
      platform.start(ANSWERS);

      Running.eventually(() -> platform.health().state() == State.DOWN);
      assertThat(platform.health().detail()).contains("onnect").doesNotContain("t.o.k");
    }
  }

  @Test
  void gatewayThatRefusesConnectionsIsTriedAgain() throws IOException {
    running = Running.notStarted();
    URI closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = URI.create("ws://127.0.0.1:" + socket.getLocalPort());
    }
    DiscordSettings settings =
        new DiscordSettings(new Secret(LocalDiscord.TOKEN), running.discord.restUrl(), closed);
    try (DiscordPlatform platform = platform(settings)) {
      platform.start(ANSWERS);

      Running.eventually(() -> running.discord.requests().size() >= 3);
      assertThat(running.discord.requests()).containsOnly("GET /users/@me");
      assertThat(platform.health().state()).isIn(State.DOWN, State.STARTING);
    }
  }

  @Test
  void lostConnectionIsResumed() throws IOException {
    running = Running.connected(ANSWERS);

    running.discord.gateway().closeSessions(4000);

    Running.eventually(() -> running.discord.gateway().resumed() == 1);
    running.awaitState(State.UP);
    assertAnswers();
  }

  @Test
  void invalidSessionIsReplacedAndCommandsWorkAgain() throws IOException {
    running = Running.connected(ANSWERS);

    running.discord.gateway().invalidateSessions();

    Running.eventually(() -> running.discord.gateway().identities().size() == 2);
    running.awaitState(State.UP);
    Running.eventually(() -> running.discord.gateway().readySessions() == 1);
    assertAnswers();
    assertThat(running.discord.requests().stream().filter(r -> r.startsWith("PUT")))
        .as("commands registered once")
        .hasSize(1);
  }

  @Test
  void secondStartIsIgnored() throws IOException {
    running = Running.connected(ANSWERS);

    running.platform.start(ANSWERS);

    assertAnswers();
    assertThat(running.discord.gateway().connections()).isEqualTo(1);
  }

  @Test
  void commandThatDiscordWouldRefuseIsRefusedByName() {
    CommandSpec shouting = new CommandSpec("Price!", "What it costs", List.of());

    assertThatThrownBy(
            () ->
                new DiscordPlatform(
                    new DiscordSettings(new Secret("t"), null, null),
                    List.of(shouting),
                    (platform, id) -> true,
                    Whereabouts.FORGOTTEN,
                    Clock.systemUTC()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/Price!");
  }

  @Test
  void settingsAreRefusedWithFieldAndValueButNeverTheToken() {
    assertThatThrownBy(
            () -> new DiscordSettings(new Secret("t"), URI.create("ftp://example.com"), null))
        .hasMessageContaining("restUrl")
        .hasMessageContaining("ftp://example.com");
    assertThatThrownBy(
            () -> new DiscordSettings(new Secret("t"), null, URI.create("https://example.com")))
        .hasMessageContaining("gatewayUrl");
    assertThatThrownBy(() -> new DiscordSettings(new Secret("sec\nret"), null, null))
        .hasMessageContaining("token")
        .hasMessageNotContaining("ret\"");
  }

  private void assertAnswers() {
    String id = running.discord.slash(CHANNEL, "price", Map.of());
    Running.eventually(() -> running.discord.replies(id).size() == 2);
  }

  private Delivery send() {
    return running.platform.send(CHAT, "alert-1", ALERT);
  }

  private static DiscordPlatform platform(DiscordSettings settings) {
    return new DiscordPlatform(
        settings,
        Running.COMMANDS,
        (platform, id) -> true,
        Whereabouts.FORGOTTEN,
        Clock.systemUTC(),
        Nodes.ALONE,
        Running.PACE,
        new Random(7));
  }
}
