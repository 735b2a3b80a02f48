package lowtide.chat.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import lowtide.chat.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages in a terminal: as wide as it is, in colour where it may be. */
class ConsoleRendererTest {
  private static final Message MESSAGE =
      Message.titled("BTC below $119,000 (now $118,818)")
          .tone(Message.Tone.DOWN)
          .line("Confirmed: an hour closed there, and this goes on for longer than a line is wide.")
          .line(new Message.Plain("To end it: "), new Message.Code("/snooze off"))
          .line(new Message.Moment(Instant.parse("2026-01-05T00:00:00Z")))
          .table(
              List.of(
                  List.of("Level", "Distance", "State", "Armed again", "Breaches"),
                  List.of("$119,000", "-20.6 % (-$24,538)", "breached", "$119,595", "13"),
                  List.of("$116,000", "-", "armed", "$116,580", "1")))
          .footer("Informational, not advice.")
          .button("Snooze 1 h", "snooze 1h")
          .button("Mute until recovered", "snooze levels:BTC")
          .build();

  private static String rendered(int width, boolean colours) {
    return new ConsoleRenderer(width, colours).render(MESSAGE, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 40, 60, 80, 200})
  void noLineIsWiderThanTheTerminalAndNoWordIsTorn(int width) {
    String text = rendered(width, false);
    assertThat(text.lines()).allMatch(line -> line.length() <= width, "at most " + width);
    assertThat(text.split("\\s+")).contains("Confirmed:", "longer", "$119,595", "recovered");
    assertThat(rendered(width, true).replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(text);
  }

  @Test
  void aFigureAndItsUnitStayTogether() {
    for (int width = 32; width < 60; width++) {
      Message message =
          Message.titled("BTC back above $116,000 (now $116,614) after 4 d 9 h")
              .line(
                  "After 57 such days: deepest fall 12 % (95 % 10 to 16 %), return +3 % in 30 days")
              .build();
      assertThat(new ConsoleRenderer(width, false).render(message, 1).lines())
          .noneMatch(line -> line.matches(" *[%dh]( .*)?"));
    }
  }

  @Test
  void aTableTooWideTellsEachFigureWithItsName() {
    assertThat(rendered(60, false))
        .contains("  $119,000 · Distance -20.6 % (-$24,538) · State breached ·\n    Armed again")
        .doesNotContain("Distance -\n");
    assertThat(rendered(80, false))
        .contains(
            "     Level            Distance  State     Armed again  Breaches\n"
                + "  $119,000  -20.6 % (-$24,538)  breached     $119,595        13\n");
  }

  @Test
  void whatReadsAPipeGetsEachLineWhole() {
    assertThat(rendered(Screen.UNBROKEN, false))
        .isEqualTo(
            """
            ▼ BTC below $119,000 (now $118,818)
              Confirmed: an hour closed there, and this goes on for longer than a line is wide.
              To end it: /snooze off
              2026-01-05 00:00 UTC
                 Level            Distance  State     Armed again  Breaches
              $119,000  -20.6 % (-$24,538)  breached     $119,595        13
              $116,000                   -  armed        $116,580         1
              Informational, not advice.
              [1] Snooze 1 h  [2] Mute until recovered
            """);
  }

  @Test
  void whatOthersTypedCannotDriveTheTerminal() {
    Message hostile = Message.titled("a\u001b[2Jb\u202e").line("c\u0007\u009b31md").build();
    assertThat(new ConsoleRenderer(80, true).render(hostile, 1))
        .isEqualTo("\u001b[1ma·[2Jb·\u001b[0m\n  c··31md\n");
  }
}
