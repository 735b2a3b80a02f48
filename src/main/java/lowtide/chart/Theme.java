package lowtide.chart;

import java.awt.Color;

/**
 * Background and inks of a picture.
 *
 * <p>The inks follow the Okabe-Ito set, lightened on dark and darkened on light: under the common
 * kinds of colour blindness they still differ in lightness, and nothing is told by colour alone.
 */
public enum Theme {
  DARK,
  LIGHT;

  Color background() {
    return pick(0x10141B, 0xFFFFFF);
  }

  Color plot() {
    return pick(0x171D27, 0xF5F7FA);
  }

  Color grid() {
    return pick(0x2B3442, 0xD8DEE7);
  }

  Color text() {
    return pick(0xF2F4F8, 0x10141B);
  }

  Color quietText() {
    return pick(0xA9B4C4, 0x56606E);
  }

  Color of(Ink ink) {
    return switch (ink) {
      case PRICE -> pick(0xE8ECF2, 0x1F2733);
      case SIGNAL -> pick(0x56B4E9, 0x0072B2);
      case CALM -> pick(0x2FC29B, 0x007A5A);
      case CAUTION -> pick(0xF2B53A, 0x9A6700);
      case DANGER -> pick(0xFF7043, 0xC03F0C);
      case MUTED -> pick(0x8A97AA, 0x7A8594);
    };
  }

  /** The ink thinned so that what lies below shows through. */
  Color of(Ink ink, int alpha) {
    Color solid = of(ink);
    return new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), alpha);
  }

  private Color pick(int dark, int light) {
    return new Color(this == DARK ? dark : light);
  }
}
