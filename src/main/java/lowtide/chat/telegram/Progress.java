package lowtide.chat.telegram;

import java.util.LinkedHashMap;
import java.util.Map;
import lowtide.chat.ChatId;
import org.jspecify.annotations.Nullable;

/**
 * How much of each recent notification has been sent, so that one in several parts goes on where it
 * had to stop and one that was sent already is not sent again.
 */
final class Progress {
  private static final int REMEMBERED = 4096;

  private final Map<Key, Sent> sent =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Sent> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Key(ChatId chat, String notification) {}

  /**
   * @param parts how many were taken
   * @param messageId of the first one
   */
  record Sent(int parts, String messageId) {}

  synchronized @Nullable Sent of(ChatId chat, String notification) {
    return sent.get(new Key(chat, notification));
  }

  synchronized Sent advance(ChatId chat, String notification, String messageId) {
    return sent.merge(
        new Key(chat, notification),
        new Sent(1, messageId),
        (before, one) -> new Sent(before.parts() + 1, before.messageId()));
  }
}
