package lowtide.alert;

import java.time.Instant;
import java.util.List;
import lowtide.chat.ChatId;
import org.jspecify.annotations.Nullable;

/** What each chat wants to be spared. */
public interface ChatPolicies {
  ChatPolicy of(ChatId chat);

  /**
   * @param until null to end it
   */
  void snooze(ChatId chat, @Nullable Instant until);

  /** Until the rule tells that what it watches has recovered. */
  void mute(ChatId chat, String rule);

  /** Of all rules. */
  void unmute(ChatId chat);

  void unmute(ChatId chat, String rule);

  /** Whether the chat is told of a {@linkplain ChatPolicy#level level}; it is unless it said no. */
  void want(ChatId chat, String level, boolean wanted);

  /**
   * @param quiet null for none
   */
  void quiet(ChatId chat, ChatPolicy.@Nullable QuietHours quiet);

  /** What was kept from the chat, newest first. */
  List<Untold> untold(ChatId chat, int limit);

  /**
   * Deletes all that is stored about the chat and, where only one person reads it, the number of
   * that person everywhere else: at once or not at all.
   *
   * @param person the platform's own id; null if others read the chat too
   */
  void forget(ChatId chat, @Nullable String person);

  /** An alert that a chat did not get, or not at once. */
  record Untold(String title, Instant at, String stage, String reason) {}
}
