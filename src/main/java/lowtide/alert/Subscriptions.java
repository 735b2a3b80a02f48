package lowtide.alert;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import lowtide.chat.ChatId;

/** Which chat wants alerts about what. */
public interface Subscriptions {
  /** The chat's topics; empty when it wants none. */
  Set<Topic> of(ChatId chat);

  /** Replaces the chat's topics; an inactive chat becomes active again. */
  void set(ChatId chat, Set<Topic> topics);

  /**
   * Brings in the chats of the config file: new ones and those whose entry changed get the file's
   * topics, those that were taken out of the file lose theirs. What chats chose by command since
   * stays.
   */
  void configure(List<Subscription> chats);

  List<Subscription> all();

  /** Why a chat gets nothing although it subscribed, if so. */
  Optional<String> inactive(ChatId chat);
}
