package lowtide.alert;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A condition that cannot be read; the message tells whoever typed it what is wrong. */
public final class Mistyped extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String corrected;

  Mistyped(String problem, @Nullable String corrected) {
    super(problem);
    this.corrected = corrected;
  }

  /** What was meant perhaps, as a condition that can be read. */
  public Optional<String> corrected() {
    return Optional.ofNullable(corrected);
  }

  /** The problem in words. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
