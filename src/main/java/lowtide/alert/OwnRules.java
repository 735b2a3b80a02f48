package lowtide.alert;

import java.time.Instant;
import java.util.List;
import lowtide.chat.ChatId;
import org.jspecify.annotations.Nullable;

/**
 * The rules that chats made by command.
 *
 * <p>Contract: every call is one committed transaction. What a rule told is counted with the alert,
 * in the transaction of {@link AlertStore#commit}.
 */
public interface OwnRules {
  /** Makes one; its number. */
  long add(ChatId chat, String userId, String condition, boolean once, @Nullable Instant expiresAt);

  /** All of a chat, oldest first. */
  List<OwnRule> of(ChatId chat);

  /** Those of all chats that can fire. */
  List<OwnRule> active(Instant now);

  /** False if the chat has no such rule. What it remembered goes with it. */
  boolean remove(ChatId chat, long id);

  /** False if the chat has no such rule. One that goes on looks at the market anew. */
  boolean pause(ChatId chat, long id, boolean paused);

  /**
   * Makes another condition of it, which has not fired yet and looks at the market anew.
   *
   * @return false if the chat has no such rule
   */
  boolean change(ChatId chat, long id, String condition, boolean once, @Nullable Instant expiresAt);

  /** How many somebody made that are still there, in all chats of the platform. */
  int count(String platform, String userId);

  /** How many there are in all. */
  int count();
}
