package lowtide.chat.telegram;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * Reads of an update what the bot looks at and no more. The library knows some hundred kinds of
 * things that a message may hold, down to gifts and giveaways; learning to read them all took a
 * third of a second of every start. Whoever looks at more adds it here.
 */
final class UpdateMapper {
  /** One for all: what it has learnt to read it keeps. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addMixIn(Update.class, OfUpdate.class)
          .addMixIn(Message.class, OfMessage.class)
          .addMixIn(CallbackQuery.class, OfPress.class)
          .addMixIn(ChatMemberUpdated.class, OfMembership.class)
          .build();

  private UpdateMapper() {}

  /** Learns to read updates. */
  static void load() {
    try {
      Update unused = MAPPER.readValue("{}", Update.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an update without anything is one", e);
    }
  }

  @JsonIncludeProperties({"update_id", "message", "callback_query", "my_chat_member"})
  private interface OfUpdate {}

  @JsonIncludeProperties({
    "message_id",
    "message_thread_id",
    "is_topic_message",
    "is_automatic_forward",
    "date",
    "chat",
    "from",
    "sender_chat",
    "text",
    "caption",
    "migrate_to_chat_id",
    "migrate_from_chat_id"
  })
  private interface OfMessage {}

  @JsonIncludeProperties({"id", "from", "message", "data"})
  private interface OfPress {}

  @JsonIncludeProperties({"chat", "from", "date", "old_chat_member", "new_chat_member"})
  private interface OfMembership {}
}
