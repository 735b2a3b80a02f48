package lowtide.chat.telegram;

import java.net.URI;
import org.telegram.telegrambots.meta.TelegramUrl;

/** The Bot API server's address in the library's terms. */
final class Endpoint {
  private Endpoint() {}

  static TelegramUrl of(TelegramSettings settings) {
    URI url = settings.url();
    int standard = "https".equals(url.getScheme()) ? 443 : 80;
    return TelegramUrl.builder()
        .schema(url.getScheme())
        .host(url.getHost())
        .port(url.getPort() == -1 ? standard : url.getPort())
        .build();
  }
}
