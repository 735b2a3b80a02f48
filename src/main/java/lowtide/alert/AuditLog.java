package lowtide.alert;

import java.time.Instant;
import java.util.List;
import lowtide.chat.ChatId;

/** Who changed what, or tried to. */
public interface AuditLog {
  /** Keeps nothing: where nothing can be changed. */
  AuditLog NONE =
      new AuditLog() {
        @Override
        public void note(ChatId chat, String userId, String action, boolean allowed) {}

        @Override
        public List<Entry> latest(ChatId chat, int limit) {
          return List.of();
        }
      };

  /**
   * @param userId the platform's own
   * @param action as typed
   */
  void note(ChatId chat, String userId, String action, boolean allowed);

  /** The newest of a chat, newest first. */
  List<Entry> latest(ChatId chat, int limit);

  record Entry(Instant at, String userId, String action, boolean allowed) {}
}
