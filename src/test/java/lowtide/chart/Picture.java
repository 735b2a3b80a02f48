package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A decoded picture and what a test asks of its pixels. */
final class Picture {
  private final BufferedImage image;

  private Picture(BufferedImage image) {
    this.image = image;
  }

  static Picture of(ChartSpec spec) {
    return decode(new Charts().png(spec));
  }

  static Picture decode(byte[] png) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(image).as("readable PNG").isNotNull();
      return new Picture(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  int rgb(int x, int y) {
    return image.getRGB(x, y) & 0xFFFFFF;
  }

  /** Rows of a column with this very colour between two rows. */
  List<Integer> rows(int x, Color colour, int from, int to) {
    List<Integer> rows = new ArrayList<>();
    for (int y = from; y < to; y++) {
      if (rgb(x, y) == (colour.getRGB() & 0xFFFFFF)) {
        rows.add(y);
      }
    }
    return rows;
  }

  /** How many pixels of a row have this very colour. */
  int count(int y, Color colour, int from, int to) {
    int count = 0;
    for (int x = from; x < to; x++) {
      count += rgb(x, y) == (colour.getRGB() & 0xFFFFFF) ? 1 : 0;
    }
    return count;
  }

  /** Whether anything but the background stands in a rectangle. */
  boolean isEmpty(int x, int y, int width, int height) {
    int background = Theme.DARK.background().getRGB() & 0xFFFFFF;
    for (int row = y; row < y + height; row++) {
      for (int column = x; column < x + width; column++) {
        if (rgb(column, row) != background) {
          return false;
        }
      }
    }
    return true;
  }
}
