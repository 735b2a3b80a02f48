package lowtide.chart;

import java.io.Serial;

/**
 * A picture could not be drawn; the message is fit for logs, and the text can go out without it.
 */
public final class ChartException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** What to do about it. */
  public enum Kind {
    /** There is nothing to see in the data; another request may succeed. */
    NOTHING_TO_DRAW,
    /** This machine cannot draw (no fonts, no graphics library): no picture will succeed on it. */
    NO_GRAPHICS,
    /** Drawing broke off for another reason, which is the cause. */
    FAILED
  }

  private final Kind kind;

  ChartException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  ChartException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
