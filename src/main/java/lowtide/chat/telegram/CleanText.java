package lowtide.chat.telegram;

/**
 * One line of text that cannot break out of its place: without line breaks, control characters,
 * halves of surrogate pairs, direction overrides and towers of combining marks.
 */
final class CleanText {
  /** Vietnamese and pointed Hebrew need up to three marks on a letter. */
  private static final int MOST_MARKS = 4;

  private CleanText() {}

  static String line(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    int marks = 0;
    int next;
    for (int at = 0; at < text.length(); at += next) {
      int point = text.codePointAt(at);
      next = Character.charCount(point);
      if (isBreak(point)) {
        clean.append(' ');
        continue;
      }
      marks = isMark(point) ? marks + 1 : 0;
      if (!isDropped(point) && marks <= MOST_MARKS) {
        clean.appendCodePoint(point);
      }
    }
    return clean.toString();
  }

  private static boolean isBreak(int point) {
    return (point >= '\t' && point <= '\r') || point == 0x85 || point == 0x2028 || point == 0x2029;
  }

  private static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  private static boolean isDropped(int point) {
    return Character.getType(point) == Character.CONTROL
        || Character.getType(point) == Character.SURROGATE
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069)
        || (point >= 0xFDD0 && point <= 0xFDEF)
        || (point & 0xFFFE) == 0xFFFE
        || point == 0xFEFF;
  }
}
