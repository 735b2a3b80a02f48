package lowtide.chat.telegram;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lowtide.chat.ChatId;
import lowtide.chat.Request;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * A button that somebody pressed. What it says came from us, but a client may send what it likes:
 * it is a command like one that was typed.
 *
 * @param id to be answered
 * @param request null where the message is too old for Telegram to hand it over
 * @param messageId of the message with the button
 * @param who first name
 */
record Press(String id, @Nullable Request request, int messageId, String who) {
  static Optional<Press> of(@Nullable CallbackQuery query) {
    if (query == null || query.getFrom() == null || query.getData() == null) {
      return Optional.empty();
    }
    User from = query.getFrom();
    String who = from.getFirstName() == null ? "somebody" : from.getFirstName();
    List<String> words = Arrays.asList(query.getData().strip().split("\\s+"));
    if (words.get(0).isEmpty()) {
      return Optional.empty();
    }
    if (!(query.getMessage() instanceof Message message) || message.getChat() == null) {
      return Optional.of(new Press(query.getId(), null, 0, who));
    }
    Integer thread = message.getMessageThreadId();
    boolean topic = Boolean.TRUE.equals(message.getIsTopicMessage()) && thread != null;
    ChatId chat =
        new ChatId(
            TelegramPlatform.NAME,
            message.getChat().getId().toString(),
            topic ? String.valueOf(thread) : null);
    return Optional.of(
        new Press(
            query.getId(),
            new Request(
                chat,
                from.getId().toString(),
                message.getChat().isUserChat(),
                words.get(0),
                words.subList(1, words.size())),
            message.getMessageId(),
            who));
  }
}
