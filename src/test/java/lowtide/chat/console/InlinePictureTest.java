package lowtide.chat.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures among the text, where the terminal is known to show them. */
class InlinePictureTest {
  @ParameterizedTest
  @CsvSource({
    "TERM=xterm-kitty, KITTY",
    "TERM=xterm-ghostty, KITTY",
    "TERM=xterm-256color TERM_PROGRAM=iTerm.app, ITERM",
    "TERM=xterm-256color TERM_PROGRAM=WezTerm, ITERM",
    "TERM=xterm-256color TERM_PROGRAM=mintty, ITERM",
    "TERM=xterm-256color, NONE",
    "TERM=linux, NONE",
    "TERM=xterm-kitty TMUX=/tmp/tmux-0/default, NONE",
    "TERM=screen-256color TERM_PROGRAM=iTerm.app, NONE",
    "TERM=tmux-256color TERM_PROGRAM=WezTerm, NONE"
  })
  void onlyTerminalsThatAreKnownToShowThemGetThem(String environment, InlinePicture picture) {
    Map<String, String> variables =
        Arrays.stream(environment.split(" "))
            .collect(
                Collectors.toMap(
                    one -> one.substring(0, one.indexOf('=')),
                    one -> one.substring(one.indexOf('=') + 1)));
    assertThat(InlinePicture.on(variables)).isEqualTo(picture);
  }

  @Test
  void kittyGetsThePictureInPartsOfWhichTheLastSaysSo() {
    byte[] png = new byte[10_000];
    Arrays.fill(png, (byte) 7);
    String[] parts = InlinePicture.KITTY.of(png, 72).strip().split("\u001b\\\\");
    assertThat(parts).hasSize(4).allMatch(part -> part.startsWith("\u001b_G"));
    assertThat(parts[0]).startsWith("\u001b_Ga=T,f=100,q=2,c=72,m=1;");
    assertThat(parts[3]).startsWith("\u001b_Gm=0;");
    String data =
        Arrays.stream(parts)
            .map(part -> part.substring(part.indexOf(';') + 1))
            .collect(Collectors.joining());
    assertThat(Base64.getDecoder().decode(data)).isEqualTo(png);
  }

  @Test
  void itermGetsItWhole() {
    assertThat(InlinePicture.ITERM.of(new byte[] {1, 2, 3}, 72))
        .isEqualTo("\u001b]1337;File=inline=1;size=3;width=72:AQID\u0007\n");
    assertThat(InlinePicture.NONE.of(new byte[] {1, 2, 3}, 72)).isEmpty();
  }
}
