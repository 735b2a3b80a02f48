package lowtide.secret;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/** A token that is never printed. */
public final class Secret {
  /** Shorter ones stand in ordinary words too. */
  private static final int SHORTEST_CUT = 6;

  /** The longer ones first: one may begin another. */
  private static final Set<String> KNOWN =
      new ConcurrentSkipListSet<>(
          Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

  /** What looks like one wherever it stands: people paste tokens into the wrong places. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "bot[0-9]+:[A-Za-z0-9_-]{10,}" // in Telegram's addresses
              + "|[0-9]{6,}:[A-Za-z0-9_-]{30,}" // Telegram's
              + "|[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{5,8}\\.[A-Za-z0-9_-]{25,}" // Discord's
              + "|(?<=://)[^/?#\\s@]+(?=@)" // user and password of an address
              + "|(?<=[?&](?:password|token|apikey|api_key|key)=)[^&#\\s]+",
          Pattern.CASE_INSENSITIVE);

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

  /**
   * The text without any secret that this process knows, and without what looks like one: for what
   * is about to be written.
   */
  public static String cutFrom(String text) {
    String cut = TOKEN.matcher(text).replaceAll("***");
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
