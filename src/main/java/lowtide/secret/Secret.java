package lowtide.secret;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A token that is never printed. */
public final class Secret {
  /** Shorter ones stand in ordinary words too. */
  private static final int SHORTEST_CUT = 6;

  private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

  private final String value;

  public Secret(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("secret is blank");
    }
    this.value = value;
    if (value.length() >= SHORTEST_CUT) {
      KNOWN.add(value);
    }
  }

  /** The text without any secret that this process knows: for what is about to be written. */
  public static String cutFrom(String text) {
    String cut = text;
    for (String known : KNOWN) {
      cut = cut.replace(known, "***");
    }
    return cut;
  }

  /** The token itself: only for the request that needs it. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
