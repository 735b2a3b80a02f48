package lowtide.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lowtide.chat.ChatId;
import org.jspecify.annotations.Nullable;

/** When each chat gets a digest. */
public interface Digests {
  Optional<DigestPlan> digest(ChatId chat);

  /**
   * @param plan null for none
   * @param next when the first one is due; null for never
   */
  void digest(ChatId chat, @Nullable DigestPlan plan, @Nullable Instant next);

  /** Chats whose digest is due. */
  List<Due> due(Instant now);

  /**
   * @param at when it was to come
   */
  record Due(ChatId chat, DigestPlan plan, Instant at) {}
}
