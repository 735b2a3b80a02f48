package lowtide.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import lowtide.alert.Explanations;
import lowtide.chat.ChatId;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.signal.Explanation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the desk logs while the store takes nothing. */
class FailuresTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(CommandDesk.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private boolean full = true;

  private final CommandDesk desk =
      new CommandDesk(
          List.of(command("price", () -> {}), command("subscribe", this::requireRoom)),
          new Explanations() {
            @Override
            public void answered(ChatId chat, String title, Explanation why) {
              requireRoom();
            }

            @Override
            public List<Told> latest(ChatId chat) {
              return List.of();
            }
          });

  private void requireRoom() {
    if (full) {
      throw new IllegalStateException("the disk is full");
    }
  }

  private static Command command(String name, Runnable doing) {
    return new Command() {
      @Override
      public CommandSpec spec() {
        return new CommandSpec(name, "Does it", List.of(), true);
      }

      @Override
      public Answer answer(Request request) {
        doing.run();
        Explanation why =
            Explanation.of(name).formula("none").sample("one").sources("a source").build();
        return Answer.of(Message.titled(name).build(), Map.of(), why);
      }
    };
  }

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  private void ask(String command) {
    desk.answer(new Request(ChatId.of("telegram", "7"), "7", true, command, List.of()));
  }

  @Test
  void theSameCauseHasItsStackTraceOnceUntilItIsWellAgain() {
    for (int i = 0; i < 10; i++) {
      ask("price");
      ask("subscribe");
    }
    assertThat(lines.list).hasSize(20);
    assertThat(lines.list)
        .allMatch(line -> line.getFormattedMessage().endsWith(": the disk is full"));
    assertThat(lines.list.get(1).getFormattedMessage())
        .isEqualTo("/subscribe failed for telegram:7: the disk is full");
    assertThat(lines.list.stream().filter(line -> line.getThrowableProxy() != null)).hasSize(1);

    full = false;
    ask("price");
    assertThat(lines.list).hasSize(20);
    full = true;
    ask("price");
    assertThat(lines.list.get(20).getThrowableProxy()).as("it came back").isNotNull();
  }
}
