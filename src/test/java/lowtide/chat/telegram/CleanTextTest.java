package lowtide.chat.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import lowtide.chat.FixedColumns;
import org.junit.jupiter.api.Test;

class CleanTextTest {
  @Test
  void ordinaryTextOfAnyScriptIsKept() {
    String text = "Größe ₿ 61 200 – שלום Việt 中文 🇨🇭 👩‍👩‍👧";
    assertThat(CleanText.line(text)).isEqualTo(text);
  }

  @Test
  void lineBreaksBecomeSpaces() {
    assertThat(CleanText.line("a\nb\tc\u2028d\u0085e")).isEqualTo("a b c d e");
  }

  @Test
  void controlCharactersAndNonCharactersAreDropped() {
    assertThat(CleanText.line("a\u0000b\u001b[31mc\u007fd\uFFFEe\uFEFF\u0090"))
        .isEqualTo("ab[31mcde");
  }

  @Test
  void halvesOfPairsAreDroppedAndPairsKept() {
    assertThat(CleanText.line("a\uD83Db\uDE00c\uD83D\uDE00\uD83D")).isEqualTo("abc\uD83D\uDE00");
  }

  @Test
  void directionOverridesAreDropped() {
    assertThat(CleanText.line("pay \u202Eevil\u202C \u2066x\u2069")).isEqualTo("pay evil x");
  }

  @Test
  void towersOfMarksAreCut() {
    assertThat(CleanText.line("z" + "\u0301".repeat(50) + "a"))
        .isEqualTo("z" + "\u0301".repeat(4) + "a");
  }

  @Test
  void marksTakeNoColumn() {
    assertThat(FixedColumns.width("e\u0301a😀")).isEqualTo(3);
  }
}
