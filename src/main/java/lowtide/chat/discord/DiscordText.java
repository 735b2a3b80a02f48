package lowtide.chat.discord;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text from outside, made harmless for Discord. */
final class DiscordText {
  private static final String SPECIAL_ANYWHERE = "\\*_~`|<[]";

  /** Also what could become {@code @everyone} or {@code @here} with the text that follows. */
  private static final Pattern MASS_MENTION = Pattern.compile("@(?=[EHeh]|$)");

  /** What Discord reads as a heading, quotation, small print or list item at a line's start. */
  private static final Pattern LINE_START =
      Pattern.compile("^([ \u200b]*)(?:([-+>#])|([0-9]+)\\.)");

  private DiscordText() {}

  /**
   * One line without what could break a request or deceive a reader: unpaired surrogates, control
   * characters, and marks that reorder the text around them.
   */
  static String clean(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isLineBreakOrTab(c)) {
                kept.append(' ');
              } else if (!isDropped(c)) {
                kept.appendCodePoint(c);
              }
            });
    return kept.toString();
  }

  /** Clean text in which nobody is called. */
  static String unformatted(String text) {
    return MASS_MENTION.matcher(clean(text)).replaceAll("@\u200b");
  }

  /** Clean text that shows as it is where Discord formats. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    unformatted(text)
        .codePoints()
        .forEach(
            c -> {
              if (SPECIAL_ANYWHERE.indexOf(c) >= 0) {
                safe.append('\\');
              }
              safe.appendCodePoint(c);
            });
    return safe.toString();
  }

  /** A formatted line whose beginning is no heading, quotation or list item. */
  static String escapedStart(String line) {
    Matcher start = LINE_START.matcher(line);
    if (!start.find()) {
      return line;
    }
    int at = start.group(2) != null ? start.start(2) : start.end(3);
    return line.substring(0, at) + '\\' + line.substring(at);
  }

  /** Clean text for a fixed-width block, which knows no escapes: backticks would end it. */
  static String fixedWidth(String text) {
    return unformatted(text).replace('`', '\'');
  }

  /** At most so many UTF-16 units, cut between characters, an ellipsis for what is missing. */
  static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  private static boolean isLineBreakOrTab(int c) {
    return c == '\n' || c == '\r' || c == '\t' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  private static boolean isDropped(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.SURROGATE
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0xFEFF;
  }
}
