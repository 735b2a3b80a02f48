package lowtide.chart;

import java.util.Arrays;

/**
 * The 256 commonest colours of a picture, and for every other colour the nearest of them.
 *
 * <p>The areas and lines of a chart have few, frequent colours, which come out exactly; what is
 * left to approximate are the many rare shades at the edges of letters. Counting and mapping share
 * one open hash table; ties are broken by the colour itself, so equal pictures give equal bytes.
 */
final class Palette {
  private static final int EMPTY = -1;
  private static final int SIZE = 256;

  private int[] keys = new int[1 << 13];
  private int[] counts = new int[1 << 13]; // later: positions in the palette
  private int distinct;
  private int[] colours = {};
  private int lastColour = EMPTY;
  private byte lastIndex;

  private Palette() {
    Arrays.fill(keys, EMPTY);
  }

  static Palette of(int[] rgb) {
    Palette palette = new Palette();
    for (int i = 0; i < rgb.length; ) {
      int colour = rgb[i];
      int from = i;
      while (i < rgb.length && rgb[i] == colour) {
        i++;
      }
      palette.count(colour & 0xFFFFFF, i - from);
    }
    palette.choose();
    return palette;
  }

  byte[] bytes() {
    byte[] bytes = new byte[colours.length * 3];
    for (int i = 0; i < colours.length; i++) {
      bytes[3 * i] = (byte) (colours[i] >> 16);
      bytes[3 * i + 1] = (byte) (colours[i] >> 8);
      bytes[3 * i + 2] = (byte) colours[i];
    }
    return bytes;
  }

  /** The position of the palette's colour for one that the picture contains. */
  byte index(int rgb) {
    int colour = rgb & 0xFFFFFF;
    if (colour != lastColour) {
      lastColour = colour;
      lastIndex = (byte) counts[slot(colour)];
    }
    return lastIndex;
  }

  private void count(int colour, int times) {
    int slot = slot(colour);
    if (keys[slot] == EMPTY) {
      keys[slot] = colour;
      if (++distinct * 2 > keys.length) {
        grow();
        slot = slot(colour);
      }
    }
    counts[slot] += times;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new int[oldKeys.length * 2];
    counts = new int[oldKeys.length * 2];
    Arrays.fill(keys, EMPTY);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
      }
    }
  }

  private int slot(int colour) {
    int mask = keys.length - 1;
    int slot = ((colour * 0x9E3779B9) >>> 8) & mask;
    while (keys[slot] != EMPTY && keys[slot] != colour) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void choose() {
    long[] ranked = new long[distinct]; // the rarer the larger, then by colour
    int n = 0;
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != EMPTY) {
        ranked[n++] = ((long) (Integer.MAX_VALUE - counts[i]) << 24) | keys[i];
      }
    }
    Arrays.sort(ranked);
    colours = new int[Math.min(SIZE, distinct)];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = (int) (ranked[i] & 0xFFFFFF);
    }
    for (int i = 0; i < distinct; i++) {
      int colour = (int) (ranked[i] & 0xFFFFFF);
      counts[slot(colour)] = i < colours.length ? i : nearest(colour);
    }
  }

  private int nearest(int colour) {
    int best = 0;
    int bestDistance = Integer.MAX_VALUE;
    for (int i = 0; i < colours.length; i++) {
      int red = channel(colour, 16) - channel(colours[i], 16);
      int green = channel(colour, 8) - channel(colours[i], 8);
      int blue = channel(colour, 0) - channel(colours[i], 0);
      // The eye is most sensitive to green and least to blue.
      int distance = 3 * red * red + 6 * green * green + blue * blue;
      if (distance < bestDistance) {
        bestDistance = distance;
        best = i;
      }
    }
    return best;
  }

  private static int channel(int colour, int shift) {
    return (colour >> shift) & 255;
  }
}
