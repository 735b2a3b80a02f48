package lowtide.chat.console;

import java.util.regex.Pattern;
import lowtide.chat.FixedColumns;

/** Running text, broken between words where the terminal's line ends; what follows is indented. */
final class Paragraph {
  /** A blank at which no line is broken. */
  static final char HARD_SPACE = '\u00a0';

  /** A figure and its unit: apart they say nothing. */
  private static final Pattern MEASURE = Pattern.compile("(\\d) (%|d|h|min|s)(?![\\p{L}\\d])");

  private static final String RESET = "\u001b[0m";

  /** What goes on after a break stands further in, so that one sees where a line began. */
  private static final int HANGING = 2;

  private final StringBuilder lines;
  private final int width;
  private final int indent;
  private final boolean colours;
  private int column;
  private int pending;

  /**
   * @param width characters to a line
   * @param indent blanks before the first line
   */
  Paragraph(int width, int indent, boolean colours) {
    this.lines = new StringBuilder(" ".repeat(indent));
    this.width = width;
    this.indent = indent;
    this.colours = colours;
    this.column = indent;
  }

  /** Appends text of one style; an empty one for none. */
  Paragraph add(String style, String text) {
    String words = MEASURE.matcher(text).replaceAll("$1" + HARD_SPACE + "$2");
    boolean styled = colours && !style.isEmpty();
    lines.append(styled ? style : "");
    int from = 0;
    while (from < words.length()) {
      int to = from;
      while (to < words.length() && words.charAt(to) == ' ') {
        to++;
      }
      pending += to - from;
      int end = to;
      while (end < words.length() && words.charAt(end) != ' ') {
        end++;
      }
      if (end > to) {
        word(words.substring(to, end));
      }
      from = end;
    }
    lines.append(styled ? RESET : "");
    return this;
  }

  /** Blanks wait for the word behind them: at the end of a line nobody needs them. */
  private void word(String word) {
    int length = FixedColumns.width(word);
    boolean first = column == indent;
    if (!first && width - column < pending + length && pending > 0) {
      lines.append('\n').append(" ".repeat(indent + HANGING));
      column = indent + HANGING;
    } else {
      lines.append(" ".repeat(pending));
      column += pending;
    }
    lines.append(word.replace(HARD_SPACE, ' '));
    column += length;
    pending = 0;
  }

  @Override
  public String toString() {
    return lines.append('\n').toString();
  }
}
