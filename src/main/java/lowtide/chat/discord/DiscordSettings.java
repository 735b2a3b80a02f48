package lowtide.chat.discord;

import java.net.URI;
import java.util.Set;
import lowtide.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Discord.
 *
 * @param restUrl base of the REST API with its version, e.g. {@code https://discord.com/api/v10/};
 *     null for the public one
 * @param gatewayUrl WebSocket address, e.g. {@code wss://gateway.discord.gg/}; null for the public
 *     one
 * @param shards how many connections Discord's servers are divided among, one for every 1,000 to
 *     2,500 of them
 */
public record DiscordSettings(
    Secret token, @Nullable URI restUrl, @Nullable URI gatewayUrl, int shards) {
  private static final int MOST_SHARDS = 1_000;

  public DiscordSettings(Secret token, @Nullable URI restUrl, @Nullable URI gatewayUrl) {
    this(token, restUrl, gatewayUrl, 1);
  }

  public DiscordSettings {
    if (!token.reveal().chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "token must be one word of ASCII letters, digits and dots, without \"Bot\" before it; "
              + "this one (not shown) has other characters");
    }
    if (shards < 1 || shards > MOST_SHARDS) {
      throw new IllegalArgumentException(
          "shards must be from 1 to %d: %d".formatted(MOST_SHARDS, shards));
    }
    requireScheme("restUrl", restUrl, Set.of("http", "https"), "https://discord.com/api/v10/");
    requireScheme("gatewayUrl", gatewayUrl, Set.of("ws", "wss"), "wss://gateway.discord.gg/");
  }

  private static void requireScheme(
      String field, @Nullable URI url, Set<String> schemes, String example) {
    if (url != null
        && (url.getScheme() == null
            || !schemes.contains(url.getScheme())
            || url.getHost() == null)) {
      throw new IllegalArgumentException(
          field + " must be an address such as " + example + ": " + url);
    }
  }
}
