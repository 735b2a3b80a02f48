package lowtide.chat.telegram;

import java.util.Objects;
import java.util.Set;
import lowtide.chat.ChatId;
import lowtide.chat.Whereabouts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** Reads in updates what became of a chat: upgraded to a supergroup, left, blocked, come back. */
final class ChatNews {
  private static final Logger LOG = LoggerFactory.getLogger(ChatNews.class);
  private static final Set<String> OUTSIDE = Set.of("left", "kicked");

  private final Whereabouts whereabouts;

  ChatNews(Whereabouts whereabouts) {
    this.whereabouts = whereabouts;
  }

  void note(Update update) {
    Message message = update.getMessage();
    ChatMemberUpdated change = update.getMyChatMember();
    if (message != null && message.getChat() != null) {
      note(message);
    } else if (change != null && change.getChat() != null && change.getNewChatMember() != null) {
      note(change.getChat(), Objects.toString(change.getNewChatMember().getStatus(), ""));
    }
  }

  /** The group says where it went, and the supergroup where it comes from: either may be first. */
  private void note(Message message) {
    Long here = message.getChat().getId();
    if (message.getMigrateToChatId() != null) {
      moved(here, message.getMigrateToChatId());
    } else if (message.getMigrateFromChatId() != null) {
      moved(message.getMigrateFromChatId(), here);
    } else {
      whereabouts.back(chat(here));
    }
  }

  private void moved(Long from, Long to) {
    LOG.info("Telegram chat {} became {}", from, to);
    whereabouts.moved(chat(from), chat(to));
  }

  private void note(Chat chat, String status) {
    LOG.info("Telegram chat {}: the bot is now {}", chat.getId(), status);
    if (isOutside(status)) {
      whereabouts.gone(
          chat(chat.getId()),
          chat.isUserChat() ? "the bot was blocked" : "the bot is no longer in it");
    } else {
      whereabouts.back(chat(chat.getId()));
    }
  }

  static boolean isOutside(String status) {
    return OUTSIDE.contains(status);
  }

  private static ChatId chat(Long id) {
    return ChatId.of(TelegramPlatform.NAME, id.toString());
  }
}
