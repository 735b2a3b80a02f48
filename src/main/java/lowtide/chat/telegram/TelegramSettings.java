package lowtide.chat.telegram;

import java.net.URI;
import lowtide.secret.Secret;

/**
 * How to reach Telegram.
 *
 * @param url scheme, host and port of the Bot API server
 */
public record TelegramSettings(Secret token, URI url) {
  public static final URI PUBLIC_API = URI.create("https://api.telegram.org");

  public TelegramSettings {
    boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    String path = url.getRawPath();
    boolean bare = path == null || path.isEmpty() || path.equals("/");
    if (!web || url.getHost() == null || !bare || url.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "telegram url must be scheme, host and port such as " + PUBLIC_API + ": " + url);
    }
  }
}
