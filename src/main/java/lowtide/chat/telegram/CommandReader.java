package lowtide.chat.telegram;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lowtide.chat.ChatId;
import lowtide.chat.Request;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * Finds the command in an update, if there is one for us.
 *
 * <p>The text is read here rather than by the library's {@code isCommand}, which in 10.2.0 answers
 * wrongly until the entities are read, and never looks at captions.
 */
final class CommandReader {
  private static final Pattern COMMAND =
      Pattern.compile(
          "/([a-z0-9_]{1,32})(?:@([a-z0-9_]{1,64}))?(?:\\s+(.*))?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private CommandReader() {}

  /**
   * @param ourName the bot's user name, without {@code @}
   */
  static Optional<Request> read(Update update, String ourName) {
    // Only this kind: an edited message, a channel's post or a button is no command.
    Message message = update.getMessage();
    if (message == null || !fromSomebody(message)) {
      return Optional.empty();
    }
    String text = message.getText() != null ? message.getText() : message.getCaption();
    if (text == null) {
      return Optional.empty();
    }
    Matcher matcher = COMMAND.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String addressee = matcher.group(2);
    if (addressee != null && !addressee.equalsIgnoreCase(ourName)) {
      return Optional.empty();
    }
    return Optional.of(
        new Request(
            chat(message),
            asker(message),
            message.getChat().isUserChat(),
            matcher.group(1),
            words(matcher.group(3))));
  }

  /** The bot came into a group: as if somebody there had asked what it does. */
  static Optional<Request> joined(Update update) {
    ChatMemberUpdated change = update.getMyChatMember();
    if (change == null
        || change.getChat() == null
        || change.getChat().isUserChat()
        || change.getChat().isChannelChat()
        || change.getNewChatMember() == null
        || change.getOldChatMember() == null) {
      return Optional.empty();
    }
    boolean wasOut = ChatNews.isOutside(change.getOldChatMember().getStatus());
    boolean isIn = !ChatNews.isOutside(change.getNewChatMember().getStatus());
    return wasOut && isIn
        ? Optional.of(
            new Request(
                ChatId.of(TelegramPlatform.NAME, change.getChat().getId().toString()),
                change.getFrom() == null ? "" : change.getFrom().getId().toString(),
                false,
                "start",
                List.of(Request.JOINED)))
        : Optional.empty();
  }

  private static boolean fromSomebody(Message message) {
    Chat chat = message.getChat();
    if (chat == null || chat.isChannelChat() || asker(message).isEmpty()) {
      return false;
    }
    // A channel's post repeated in its discussion group was meant for readers, not for us.
    if (Boolean.TRUE.equals(message.getIsAutomaticForward())) {
      return false;
    }
    // Two bots that answer each other would never stop. Anonymous admins look like a bot.
    User from = message.getFrom();
    return message.getSenderChat() != null || !Boolean.TRUE.equals(from.getIsBot());
  }

  /** All anonymous admins share one user id; the chat in whose name they speak tells more. */
  private static String asker(Message message) {
    if (message.getSenderChat() != null) {
      return message.getSenderChat().getId().toString();
    }
    User from = message.getFrom();
    return from == null ? "" : from.getId().toString();
  }

  private static ChatId chat(Message message) {
    // Replies outside forums carry a thread id too, which nothing can be sent to.
    boolean topic = Boolean.TRUE.equals(message.getIsTopicMessage());
    Integer thread = message.getMessageThreadId();
    return new ChatId(
        TelegramPlatform.NAME,
        message.getChat().getId().toString(),
        topic && thread != null ? thread.toString() : null);
  }

  private static List<String> words(@Nullable String arguments) {
    return arguments == null || arguments.isBlank()
        ? List.of()
        : List.of(arguments.strip().split("\\s+"));
  }
}
