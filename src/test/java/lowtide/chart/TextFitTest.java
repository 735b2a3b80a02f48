package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class TextFitTest {
  private final FontMetrics metrics =
      new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
          .createGraphics()
          .getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 16));

  @Test
  void whatFitsStays() {
    assertThat(TextFit.line("BTC moves with PSCT", metrics, 400)).isEqualTo("BTC moves with PSCT");
  }

  @Test
  void whatDoesNotFitEndsInAnEllipsisWithinTheWidth() {
    String text = TextFit.line("BTC moves with PSCT and much else besides", metrics, 120);
    assertThat(text).startsWith("BTC moves").endsWith("…");
    assertThat(metrics.stringWidth(text)).isLessThanOrEqualTo(120);
  }

  @Test
  void aSymbolOfTwoCharsIsNeverCutInHalf() {
    for (int width = 10; width < 200; width++) {
      String text = TextFit.line("🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀", metrics, width);
      assertThat(text.codePoints()).allMatch(c -> c == 0x1F680 || c == '…');
    }
  }

  @Test
  void noRoomGivesNoText() {
    assertThat(TextFit.line("BTC", metrics, 2)).isEmpty();
  }

  @Test
  void lineBreaksAndDirectionMarksBecomeSpaces() {
    assertThat(TextFit.clean(" a\nb\u202Ec\u0000d\uD800e ")).isEqualTo("a b c d e");
  }

  @Test
  void endlessTextIsCutBeforeItIsMeasured() {
    assertThat(TextFit.clean("x".repeat(5_000_000))).hasSize(400);
  }
}
