package lowtide.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;

/** The texts around the panels and the fonts of a picture. */
final class Lettering {
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 25);
  private static final Font TIGHT_TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 21);
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 16);
  private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 16);
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
    Font font = metrics(TITLE).stringWidth(title) <= width - used ? TITLE : TIGHT_TITLE;
    write(title, font, theme.text(), x + used, 34, width - used);
    write(spec.subtitle(), PLAIN, theme.quietText(), x, 58, width);
  }

  void caption(String text, int x, int bottom, int width) {
    write(text, PLAIN, theme.quietText(), x, bottom - 7, width);
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
    g.setColor(theme.of(Ink.CAUTION, 56));
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
    String text = TextFit.line(word, metrics(BOLD), 220);
    int width = metrics(BOLD).stringWidth(text) + 2 * PLATE;
    g.setColor(theme.of(Ink.CAUTION));
    g.fillRoundRect(x, 13, width, 26, 8, 8);
    write(text, BOLD, theme.background(), x + PLATE, 32, width);
    return width + 10;
  }
}
