package lowtide.chat.telegram;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lowtide.chat.ChatId;
import lowtide.chat.Message.Button;
import lowtide.chat.Request;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;

/**
 * A button that somebody pressed. What it says came from us, but a client may send what it likes:
 * it is a command like one that was typed.
 *
 * @param id to be answered
 * @param request null where the message is too old for Telegram to hand it over
 * @param messageId of the message with the button
 * @param who first name
 * @param below the buttons of the message
 */
record Press(String id, @Nullable Request request, int messageId, String who, List<Button> below) {
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
      return Optional.of(new Press(query.getId(), null, 0, who, List.of()));
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
            who,
            buttons(message.getReplyMarkup())));
  }

  private static List<Button> buttons(@Nullable InlineKeyboardMarkup keyboard) {
    return keyboard == null || keyboard.getKeyboard() == null
        ? List.of()
        : keyboard.getKeyboard().stream()
            .flatMap(List::stream)
            .filter(button -> button.getText() != null && button.getCallbackData() != null)
            .map(button -> new Button(button.getText(), button.getCallbackData()))
            .toList();
  }
}
