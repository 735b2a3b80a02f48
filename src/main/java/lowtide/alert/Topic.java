package lowtide.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a chat can subscribe to. Written in lower case. */
public enum Topic {
  LEVELS,
  CORRELATION,
  PHASE,
  SETUP;

  public static Optional<Topic> parse(String text) {
    return Arrays.stream(values()).filter(t -> t.name().equalsIgnoreCase(text.strip())).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
