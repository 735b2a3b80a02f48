package lowtide.chat.telegram;

import java.net.URI;
import lowtide.chat.Secret;

/**
 * How to reach Telegram.
 *
 * @param url scheme, host and port of the Bot API server
 */
public record TelegramSettings(Secret token, URI url) {
  public static final URI PUBLIC_API = URI.create("https://api.telegram.org");
}
