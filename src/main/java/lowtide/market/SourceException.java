package lowtide.market;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A price source did not give what it was asked for. The message is fit for people and logs. */
public final class SourceException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** What to do about it. */
  public enum Kind {
    /** Not reached, or not now (time-out, reset, 5xx, 429): try again later. */
    UNAVAILABLE,
    /** It answered, but not with what its documents promise (HTML, wrong types, bad prices). */
    MALFORMED,
    /** It refuses (401, 403, 451): trying again as it is will not help. */
    REFUSED,
    /** It answers, but not about this instrument: the code in the config may be wrong. */
    UNKNOWN_SYMBOL
  }

  private final Kind kind;
  private final @Nullable Duration retryAfter;

  public SourceException(Kind kind, String message) {
    this(kind, message, null, null);
  }

  public SourceException(
      Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** How long the source asked to be left alone. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
