package lowtide.alert;

import java.util.Set;
import lowtide.chat.ChatId;

/** A chat and the topics it gets alerts about. */
public record Subscription(ChatId chat, Set<Topic> topics) {
  public Subscription {
    topics = Set.copyOf(topics);
  }
}
