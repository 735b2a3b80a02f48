package lowtide.chat.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform.Health.State;
import lowtide.chat.Message;
import lowtide.chat.Nodes;
import lowtide.chat.Whereabouts;
import lowtide.secret.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TelegramSecretsTest {
  private static final String SECRET = "CANARY";
  private static final ChatId ADA = ChatId.of("telegram", "7");
  private static final Message HELLO = Message.titled("hello").build();

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> ear =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          IThrowableProxy thrown = event.getThrowableProxy();
          said.add(
              event.getFormattedMessage()
                  + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
        }
      };

  @BeforeEach
  void listen() {
    ear.setContext(root.getLoggerContext());
    ear.start();
    root.setLevel(Level.TRACE);
    root.addAppender(ear);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(ear);
    root.setLevel(level);
  }

  @Test
  void noTroubleBringsTheTokenIntoLogsHealthOrOutcomes() {
    try (TestBot bot = TestBot.started()) {
      // What a server says can hold the token too.
      for (String method : List.of("getMe", "deleteWebhook", "getUpdates", "setMyCommands")) {
        bot.server.fail(method, 502, "<html>/bot" + LocalTelegram.TOKEN + "</html>");
        bot.server.refuse(method, 500, "cannot serve /bot" + LocalTelegram.TOKEN);
        bot.server.cut(method);
      }
      bot.server.refuse("sendMessage", 400, "bad token " + LocalTelegram.TOKEN);
      said.add(bot.platform.send(ADA, "n1", HELLO).toString());
      bot.server.say(8, "/corr");
      await().atMost(Duration.ofSeconds(8)).until(() -> !bot.server.texts(8).isEmpty());
      bot.server.refuse("getUpdates", 401, "no " + LocalTelegram.TOKEN);
      await()
          .atMost(Duration.ofSeconds(8))
          .until(() -> bot.platform.health().state() == State.STOPPED);
      said.add(bot.platform.health().toString());
      said.add(bot.platform.send(ADA, "n2", HELLO).toString());
      said.add(bot.server.settings().toString());
    }
    assertThat(said).hasSizeGreaterThan(10).noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void aTokenThatMakesABadAddressIsNotShown() {
    TelegramSettings settings =
        new TelegramSettings(new Secret("CANARY \n/../?#\u0000"), URI.create("http://127.0.0.1:1"));
    try (TelegramPlatform platform =
        new TelegramPlatform(
            settings,
            List.of(),
            TestBot.inMemory(),
            Whereabouts.FORGOTTEN,
            Clock.systemUTC(),
            Nodes.ALONE,
            TestBot.QUICK)) {
      said.add(platform.send(ADA, "n1", HELLO).toString());
      platform.start(request -> java.util.Optional.empty());
      await()
          .atMost(Duration.ofSeconds(8))
          .until(() -> platform.health().state() != State.STARTING);
      said.add(platform.health().toString());
    }
    assertThat(said).hasSizeGreaterThan(2).noneMatch(line -> line.contains(SECRET));
  }
}
