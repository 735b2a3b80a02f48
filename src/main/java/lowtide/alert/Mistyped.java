package lowtide.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition that cannot be read; the message tells whoever typed it what is wrong. */
public final class Mistyped extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // what List.copyOf gives is serializable
  private final List<String> corrections;

  Mistyped(String problem, @Nullable String corrected) {
    this(problem, corrected == null ? List.of() : List.of(corrected));
  }

  Mistyped(String problem, List<String> corrections) {
    super(problem);
    this.corrections = List.copyOf(corrections);
  }

  /** What was meant perhaps, as conditions that can be read. */
  public List<String> corrections() {
    return corrections;
  }

  /** The problem in words. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
