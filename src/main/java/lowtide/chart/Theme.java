package lowtide.chart;

import java.awt.Color;

/**
 * Background and inks of a picture.
 *
 * <p>The inks follow the Okabe-Ito set, lightened on dark and darkened on light: under the common
 * kinds of colour blindness they still differ in lightness, and nothing is told by colour alone.
 */
public enum Theme {
  DARK(
      new Color(0x10141B),
      new Color(0x171D27),
      new Color(0x2B3442),
      new Color(0xF2F4F8),
      new Color(0xA9B4C4),
      new Color[] {
        new Color(0xE8ECF2),
        new Color(0x56B4E9),
        new Color(0x2FC29B),
        new Color(0xF2B53A),
        new Color(0xFF7043),
        new Color(0x8A97AA)
      }),
  LIGHT(
      new Color(0xFFFFFF),
      new Color(0xF5F7FA),
      new Color(0xD8DEE7),
      new Color(0x10141B),
      new Color(0x56606E),
      new Color[] {
        new Color(0x1F2733),
        new Color(0x0072B2),
        new Color(0x007A5A),
        new Color(0x9A6700),
        new Color(0xC03F0C),
        new Color(0x7A8594)
      });

  private final Color background;
  private final Color plot;
  private final Color grid;
  private final Color text;
  private final Color quietText;
  private final Color[] inks;

  Theme(Color background, Color plot, Color grid, Color text, Color quietText, Color[] inks) {
    this.background = background;
    this.plot = plot;
    this.grid = grid;
    this.text = text;
    this.quietText = quietText;
    this.inks = inks;
  }

  Color background() {
    return background;
  }

  Color plot() {
    return plot;
  }

  Color grid() {
    return grid;
  }

  Color text() {
    return text;
  }

  Color quietText() {
    return quietText;
  }

  Color of(Ink ink) {
    return inks[ink.ordinal()];
  }

  /** The ink thinned so that what lies below shows through. */
  Color of(Ink ink, int alpha) {
    Color solid = of(ink);
    return new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), alpha);
  }
}
