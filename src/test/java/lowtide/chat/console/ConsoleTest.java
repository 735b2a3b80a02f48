package lowtide.chat.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import lowtide.chat.Message;
import lowtide.chat.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terminal as a chat. */
class ConsoleTest {
  @TempDir private Path folder;
  private final List<Request> asked = new CopyOnWriteArrayList<>();

  private String answers(String typed) throws InterruptedException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Console console =
        new Console(
            new StringReader(typed),
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            folder);
    console.start(
        request -> {
          asked.add(request);
          return Optional.of(
              request.command().equals("settings")
                  ? Message.titled("Settings")
                      .button("Time zone", "settings zone")
                      .button("Back", "start")
                      .build()
                  : Message.titled("Other")
                      .picture(new Message.Picture("p.png", new byte[] {1}, "a picture"))
                      .build());
        });
    console.awaitInput(Duration.ofSeconds(10));
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theNumberOfAButtonPressesIt() throws Exception {
    answers("/settings\n2\n");
    assertThat(asked).extracting(Request::command).containsExactly("settings", "start");
    answers("settings\n 1 \n");
    assertThat(asked.get(3).arguments()).containsExactly("zone");
  }

  @Test
  void numbersRunOnSoThatWhatComesMeanwhileChangesNone() throws Exception {
    assertThat(answers("/settings\n/settings\n/other\n1\n4\n"))
        .contains("[1] Time zone  [2] Back", "[3] Time zone  [4] Back");
    assertThat(asked.get(3).arguments()).containsExactly("zone");
    assertThat(asked.get(4).command()).isEqualTo("start");
  }

  @Test
  void whoWantsToLeaveIsToldHow() throws Exception {
    assertThat(answers("exit\n/QUIT\n")).contains("Ctrl-C ends it").doesNotContain("Other");
    assertThat(asked).isEmpty();
  }

  @Test
  void afterManyTheNumbersBeginAnew() throws Exception {
    String printed = answers("/settings\n".repeat(50) + "1\n");
    assertThat(printed).contains("[97] Time zone  [98] Back").doesNotContain("[99]");
    assertThat(asked.get(50).arguments()).containsExactly("zone");
  }

  @Test
  void aNumberWithoutAButtonIsACommandLikeAnyOther() throws Exception {
    answers("3\n/settings\n3\n0\n");
    assertThat(asked).extracting(Request::command).containsExactly("3", "settings", "3", "0");
  }

  @Test
  void aPictureIsAFileWhereNothingCanShowIt() throws Exception {
    assertThat(answers("chart\n"))
        .isEqualTo("Other\n  chart: %s\n\n".formatted(folder.resolve("p.png").toAbsolutePath()));
    assertThat(folder.resolve("p.png")).hasBinaryContent(new byte[] {1});
  }
}
