package lowtide.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.List;
import java.util.stream.IntStream;

/** The texts around the panels and the fonts of a picture. */
final class Lettering {
  private static final List<Font> TITLES =
      IntStream.of(27, 22, 19)
          .mapToObj(size -> new Font(Font.SANS_SERIF, Font.BOLD, size))
          .toList();
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 18);
  private static final Font TIGHT = new Font(Font.SANS_SERIF, Font.PLAIN, 16);
  private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 18);
  private static final int PLATE = 8;

  private final Graphics2D g;
  private final Theme theme;

  Lettering(Graphics2D g, Theme theme) {
    this.g = g;
    this.theme = theme;
  }

  Font plain() {
    return PLAIN;
  }

  Font bold() {
    return BOLD;
  }

  FontMetrics metrics(Font font) {
    return g.getFontMetrics(font);
  }

  /** Title, with the watermark on a plate before it, and subtitle. */
  void head(Drawing spec, int x, int width) {
    int used = plate(spec.watermark(), x);
    String title = TextFit.clean(spec.title());
    Font font =
        TITLES.stream()
            .filter(one -> metrics(one).stringWidth(title) <= width - used)
            .findFirst()
            .orElse(TITLES.get(TITLES.size() - 1));
    write(title, font, theme.text(), x + used, 36, width - used);
    write(spec.subtitle(), fitting(spec.subtitle(), width), theme.quietText(), x, 63, width);
  }

  void caption(String text, int x, int bottom, int width) {
    write(text, fitting(text, width), theme.quietText(), x, bottom - 7, width);
  }

  /** As large as fits: whoever looks at a phone sees less than half of each pixel. */
  private Font fitting(String text, int width) {
    return metrics(PLAIN).stringWidth(TextFit.clean(text)) <= width ? PLAIN : TIGHT;
  }

  /** A word across a panel, faint enough to read the values through it. */
  void watermark(String word, Rectangle area) {
    if (word.isEmpty()) {
      return;
    }
    Font font = BOLD.deriveFont(64f);
    FontMetrics metrics = metrics(font);
    String text = TextFit.line(word, metrics, area.width);
    g.setFont(font);
    g.setColor(theme.of(Ink.CAUTION, 40));
    g.drawString(
        text,
        area.x + (area.width - metrics.stringWidth(text)) / 2f,
        area.y + area.height / 2f + metrics.getAscent() * 0.36f);
  }

  /** Writes one line, shortened to the width, from {@code x} on. */
  void write(String text, Font font, Color colour, float x, float baseline, int width) {
    g.setFont(font);
    g.setColor(colour);
    g.drawString(TextFit.line(text, metrics(font), width), x, baseline);
  }

  private int plate(String word, int x) {
    if (word.isEmpty()) {
      return 0;
    }
    String text = TextFit.line(word, metrics(BOLD), 240);
    int width = metrics(BOLD).stringWidth(text) + 2 * PLATE;
    g.setColor(theme.of(Ink.CAUTION));
    g.fillRoundRect(x, 13, width, 29, 8, 8);
    write(text, BOLD, theme.background(), x + PLATE, 34, width);
    return width + 10;
  }
}
