package lowtide.alert;

import java.util.List;
import lowtide.chat.ChatId;
import lowtide.chat.Message;

/** Messages that no rule made: digests, samples, and what an admin has to know. */
public interface Notices {
  /**
   * Owes the message to the chats in one transaction; nothing to those it was owed to before.
   *
   * @param id the same for the same message
   */
  void owe(String id, Message message, List<ChatId> chats, Outbox.Lane lane);
}
