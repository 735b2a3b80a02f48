package lowtide.alert;

import java.time.Instant;
import java.util.List;
import lowtide.chat.ChatId;
import lowtide.signal.Explanation;

/**
 * What chats were told and how it came to be: alerts sent and answers given.
 *
 * <p>Contract: what was added is found after a restart; of each chat the newest {@link #KEPT}
 * answers are kept, alerts for as long as they are stored.
 */
public interface Explanations {
  int KEPT = 20;

  /** Remembers nothing: where there is no chat to come back to. */
  Explanations NONE =
      new Explanations() {
        @Override
        public void answered(ChatId chat, String title, Explanation why) {}

        @Override
        public List<Told> latest(ChatId chat) {
          return List.of();
        }
      };

  /** Keeps how an answer came to be. */
  void answered(ChatId chat, String title, Explanation why);

  /** The newest of what the chat was told, newest first, at most {@link #KEPT}. */
  List<Told> latest(ChatId chat);

  /**
   * Something a chat was told.
   *
   * @param title its first line
   * @param at by the wall clock
   */
  record Told(boolean isAlert, String title, Instant at, Explanation why) {}
}
