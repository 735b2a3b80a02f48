package lowtide.chat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the bot says, without any platform's markup: each adapter renders it in its own idiom and
 * escapes every text in it.
 *
 * @param tone what kind of news it is; shown by a symbol and, where there is one, a colour
 * @param title the first line, readable on a lock screen
 * @param blocks the body, top to bottom
 * @param footer one small last line; empty for none
 * @param picture sent together with the text where the platform can
 * @param personal an answer of use to its asker only, shown to nobody else where the platform can
 * @param buttons what one can do about it with a tap
 * @param inPlace an answer to a button that takes the place of the message it is below
 */
public record Message(
    Tone tone,
    String title,
    List<Block> blocks,
    String footer,
    @Nullable Picture picture,
    boolean personal,
    List<Button> buttons,
    boolean inPlace) {

  public enum Tone {
    NEUTRAL,
    DOWN,
    UP,
    WARNING
  }

  /** A part of the body. */
  public sealed interface Block {}

  /** One line of running text. */
  public record Line(List<Span> spans) implements Block {
    public Line {
      spans = List.copyOf(spans);
    }

    @Override
    public String toString() {
      return spans.stream().map(Object::toString).collect(Collectors.joining());
    }
  }

  /** Rows of cells for a fixed-width font; the first row is the header, all rows equally long. */
  public record Table(List<List<String>> rows) implements Block {
    public Table {
      rows = rows.stream().map(List::copyOf).toList();
      int width = rows.isEmpty() ? 0 : rows.get(0).size();
      if (width == 0 || rows.stream().anyMatch(row -> row.size() != width)) {
        throw new IllegalArgumentException("a table needs rows of one length: " + rows);
      }
    }

    /**
     * Each row as running text, its figures with their names, for screens on which the table would
     * be torn. A row that is alone needs no name of its own, nor does a figure that is.
     */
    public List<Line> unfolded() {
      List<String> names = rows.get(0);
      if (names.size() == 1 || rows.size() == 1) {
        return rows.stream()
            .map(row -> new Line(List.of(new Plain(String.join(" · ", row)))))
            .toList();
      }
      List<Line> lines = new ArrayList<>();
      if (rows.size() > 2 && !names.get(0).isBlank()) {
        lines.add(new Line(List.of(new Plain(names.get(0) + ":"))));
      }
      for (List<String> row : rows.subList(1, rows.size())) {
        List<Span> spans = new ArrayList<>();
        if (rows.size() > 2) {
          spans.add(new Bold(row.get(0)));
        }
        for (int i = spans.size(); i < row.size(); i++) {
          if (!row.get(i).isBlank() && !row.get(i).equals("-")) {
            String name = names.size() == 2 && !spans.isEmpty() ? "" : names.get(i) + " ";
            spans.add(new Plain((spans.isEmpty() ? "" : " · ") + name + row.get(i)));
          }
        }
        if (!spans.isEmpty()) {
          lines.add(new Line(spans));
        }
      }
      return lines;
    }
  }

  /** A run of text within a line. */
  public sealed interface Span {}

  public record Plain(String text) implements Span {
    @Override
    public String toString() {
      return text;
    }
  }

  public record Bold(String text) implements Span {
    @Override
    public String toString() {
      return text;
    }
  }

  /** Something to copy, such as a command. */
  public record Code(String text) implements Span {
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A moment, shown in the reader's own zone where the platform can.
   *
   * @param zone in which it is shown elsewhere; null for UTC
   * @param language in which it is shown elsewhere; null for English
   */
  public record Moment(Instant at, @Nullable ZoneId zone, @Nullable Language language)
      implements Span {
    public Moment(Instant at) {
      this(at, null, null);
    }

    /** In words, for platforms that show everybody the same. */
    public String local() {
      return Audience.time(
          at,
          zone == null ? Audience.USUAL.zone() : zone,
          language == null ? Audience.USUAL.language() : language);
    }

    @Override
    public String toString() {
      return at.toString();
    }
  }

  /**
   * A PNG.
   *
   * @param altText what it shows, for those who cannot see it
   */
  public record Picture(String fileName, byte[] png, String altText) {
    public Picture {
      png = png.clone();
    }
  }

  /**
   * Does for who presses it what typing the command would.
   *
   * @param command without slash
   */
  public record Button(String label, String command) {
    /** Of a button that only says what was done: a press does nothing. */
    public static final String DONE = "done";

    /** What was done and by whom, in the place of the buttons that did it. */
    public static Button done(String what, String who) {
      return new Button(what + " · " + who, DONE);
    }
  }

  public Message {
    blocks = List.copyOf(blocks);
    // What was stored before there were buttons has none.
    buttons = buttons == null ? List.of() : List.copyOf(buttons);
    if (title.isBlank() || title.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("title must be one line: " + title);
    }
  }

  public static Builder titled(String title) {
    return new Builder(title);
  }

  public Message withTitle(String newTitle) {
    return new Message(tone, newTitle, blocks, footer, picture, personal, buttons, inPlace);
  }

  public Message withBlocks(List<Block> newBlocks) {
    return new Message(tone, title, newBlocks, footer, picture, personal, buttons, inPlace);
  }

  public Message withPicture(@Nullable Picture newPicture) {
    return new Message(tone, title, blocks, footer, newPicture, personal, buttons, inPlace);
  }

  public Message withFooter(String newFooter) {
    return new Message(tone, title, blocks, newFooter, picture, personal, buttons, inPlace);
  }

  public Message withButtons(List<Button> newButtons) {
    return new Message(tone, title, blocks, footer, picture, personal, newButtons, inPlace);
  }

  /** Collects a message's parts in reading order. */
  public static final class Builder {
    private final String title;
    private final List<Block> blocks = new ArrayList<>();
    private Tone tone = Tone.NEUTRAL;
    private String footer = "";
    private @Nullable Picture picture;
    private boolean personal;
    private boolean inPlace;
    private final List<Button> buttons = new ArrayList<>();

    private Builder(String title) {
      this.title = title;
    }

    public Builder tone(Tone value) {
      tone = value;
      return this;
    }

    public Builder line(String text) {
      return line(new Plain(text));
    }

    public Builder line(Span... spans) {
      blocks.add(new Line(Arrays.asList(spans)));
      return this;
    }

    public Builder table(List<List<String>> rows) {
      blocks.add(new Table(rows));
      return this;
    }

    public Builder footer(String text) {
      footer = text;
      return this;
    }

    public Builder picture(@Nullable Picture value) {
      picture = value;
      return this;
    }

    public Builder personal() {
      personal = true;
      return this;
    }

    public Builder inPlace() {
      inPlace = true;
      return this;
    }

    /**
     * @param command without slash
     */
    public Builder button(String label, String command) {
      buttons.add(new Button(label, command));
      return this;
    }

    public Message build() {
      return new Message(tone, title, blocks, footer, picture, personal, buttons, inPlace);
    }
  }
}
