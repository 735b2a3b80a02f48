package lowtide.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.TexturePaint;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * Background and inks of a picture.
 *
 * <p>The inks follow the Okabe-Ito set, lightened on dark and darkened on light: under the common
 * kinds of colour blindness they still differ in lightness, and nothing is told by colour alone.
 */
public enum Theme {
  DARK,
  LIGHT,
  /**
   * Black on white, inks told apart by lightness, by the dashes of their lines and by the hatching
   * of their areas.
   */
  PLAIN;

  Color background() {
    return pick(0x10141B, 0xFFFFFF);
  }

  Color plot() {
    return shade(0x171D27, 0xF5F7FA, 0xFFFFFF);
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
      case PRICE -> shade(0xE8ECF2, 0x1F2733, 0x000000);
      case SIGNAL -> shade(0x56B4E9, 0x0072B2, 0x000000);
      case CALM -> shade(0x2FC29B, 0x007A5A, 0x6A6A6A);
      case CAUTION -> shade(0xF2B53A, 0x9A6700, 0x4A4A4A);
      case DANGER -> shade(0xFF7043, 0xC03F0C, 0x202020);
      case MUTED -> shade(0x8A97AA, 0x7A8594, 0x707070);
    };
  }

  /** The ink thinned so that what lies below shows through. */
  Color of(Ink ink, int alpha) {
    Color solid = of(ink);
    return new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), alpha);
  }

  /** A line of this ink. */
  BasicStroke line(Ink ink, float width) {
    float[] dashes = this == PLAIN ? dashes(ink) : null;
    return dashes == null
        ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
  }

  private static float @Nullable [] dashes(Ink ink) {
    return switch (ink) {
      case PRICE, SIGNAL -> null;
      case CALM -> new float[] {9, 4};
      case CAUTION -> new float[] {4, 3};
      case DANGER -> new float[] {9, 3, 2, 3};
      case MUTED -> new float[] {2, 3};
    };
  }

  /** An area of this ink, thinned so that what lies below shows through. */
  Paint area(Ink ink, int alpha) {
    return this == PLAIN ? hatching(ink) : of(ink, alpha);
  }

  /** Lines that fall for danger, rise for caution, lie flat for calm, and dots for the rest. */
  private Paint hatching(Ink ink) {
    int size = 8;
    BufferedImage tile = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    int grey = of(Ink.MUTED, 150).getRGB();
    for (int i = 0; i < size; i++) {
      switch (ink) {
        case DANGER -> tile.setRGB(i, i, grey);
        case CAUTION -> tile.setRGB(i, size - 1 - i, grey);
        case CALM -> tile.setRGB(i, size / 2, grey);
        default -> tile.setRGB(i / 4 * 4, i % 2 * 4, grey);
      }
    }
    return new TexturePaint(tile, new Rectangle(size, size));
  }

  private Color pick(int dark, int light) {
    return new Color(this == DARK ? dark : light);
  }

  private Color shade(int dark, int light, int plain) {
    return this == PLAIN ? new Color(plain) : pick(dark, light);
  }
}
