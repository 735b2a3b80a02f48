package lowtide.chart;

import java.awt.FontMetrics;

/** Text from outside, made fit for one line of a given width. */
final class TextFit {
  private static final int LONGEST = 400;

  private TextFit() {}

  /** The text on one line without control characters; shortened with … where it is too wide. */
  static String line(String text, FontMetrics metrics, int width) {
    String clean = clean(text);
    if (metrics.stringWidth(clean) <= width) {
      return clean;
    }
    int end = clean.length();
    while (end > 0) {
      end = clean.offsetByCodePoints(end, -1);
      String shorter = clean.substring(0, end).stripTrailing() + "…";
      if (metrics.stringWidth(shorter) <= width) {
        return shorter;
      }
    }
    return "";
  }

  /** Control and formatting characters could reorder or break the line; they become spaces. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(c -> isPrintable(c) ? c : ' ')
        .forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }

  private static boolean isPrintable(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED;
  }
}
