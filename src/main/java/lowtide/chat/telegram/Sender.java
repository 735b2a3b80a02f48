package lowtide.chat.telegram;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import lowtide.chat.ChatId;
import lowtide.chat.Delivery;
import lowtide.chat.Message.Picture;
import lowtide.chat.Pace;
import lowtide.chat.telegram.Answer.Done;
import lowtide.chat.telegram.Answer.Refused;
import lowtide.chat.telegram.Answer.Unheard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.ParseMode;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * Sends one part to one chat. What a second try in plainer clothes can save, it saves: markup that
 * Telegram cannot parse, a topic that is gone, a picture that is not welcome.
 */
final class Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  /** Telegram's number for a forum's general topic, which it refuses as an address. */
  private static final int GENERAL_TOPIC = 1;

  private final BotApi api;
  private final Pace pace;
  private final Link link;

  Sender(BotApi api, Pace pace, Link link) {
    this.api = api;
    this.pace = pace;
    this.link = link;
  }

  Delivery send(ChatId chat, Part part) {
    Attempt attempt = new Attempt(chat.chat(), topic(chat), part, true);
    while (true) {
      Answer<Message> answer = post(attempt);
      Attempt plainer = answer instanceof Refused<Message> no ? attempt.plainer(no) : null;
      if (plainer == null) {
        return delivery(chat, answer);
      }
      LOG.info("Telegram refused a message to {} ({}), trying a plainer one", chat, answer);
      attempt = plainer;
    }
  }

  /** Whether Telegram limits the chat as a group; a channel's name does not say, so it counts. */
  static boolean isGroup(ChatId chat) {
    return chat.chat().startsWith("-") || chat.chat().startsWith("@");
  }

  private static @Nullable Integer topic(ChatId chat) {
    if (chat.thread() == null) {
      return null;
    }
    int topic = Integer.parseInt(chat.thread());
    return topic == GENERAL_TOPIC ? null : topic;
  }

  private record Attempt(String chat, @Nullable Integer topic, Part part, boolean html) {
    /**
     * What to try after a refusal, or null for nothing. Each step gives something up, so it ends.
     */
    @Nullable Attempt plainer(Refused<?> no) {
      if (no.code() != 400 || no.movedTo() != null) {
        return null;
      }
      boolean topicGone =
          no.says("message thread not found")
              || no.says("topic_closed")
              || no.says("topic_deleted");
      if (topic != null && topicGone) {
        return new Attempt(chat, null, part, html);
      }
      if (html && no.says("can't parse entities")) {
        return new Attempt(chat, topic, part, false);
      }
      if (part.picture() != null && !no.says("chat not found")) {
        return new Attempt(chat, topic, part.withoutPicture(), html);
      }
      return null;
    }

    String text() {
      return html ? part.html() : part.plain();
    }

    @Nullable String parseMode() {
      return html ? ParseMode.HTML : null;
    }
  }

  private Answer<Message> post(Attempt attempt) {
    Picture picture = attempt.part().picture();
    return picture == null ? api.call(text(attempt)) : api.call(photo(attempt, picture));
  }

  private static SendMessage text(Attempt attempt) {
    return SendMessage.builder()
        .chatId(attempt.chat())
        .messageThreadId(attempt.topic())
        .text(attempt.text())
        .parseMode(attempt.parseMode())
        .replyMarkup(Keyboard.of(attempt.part().buttons()))
        .linkPreviewOptions(LinkPreviewOptions.builder().isDisabled(true).build())
        .build();
  }

  private static SendPhoto photo(Attempt attempt, Picture picture) {
    return SendPhoto.builder()
        .chatId(attempt.chat())
        .messageThreadId(attempt.topic())
        .photo(new InputFile(new ByteArrayInputStream(picture.png()), picture.fileName()))
        .caption(attempt.text())
        .parseMode(attempt.parseMode())
        .replyMarkup(Keyboard.of(attempt.part().buttons()))
        .build();
  }

  private Delivery delivery(ChatId chat, Answer<Message> answer) {
    if (answer instanceof Done<Message> done) {
      return new Delivery.Sent(String.valueOf(done.value().getMessageId()));
    }
    if (answer instanceof Refused<Message> no) {
      return refusal(chat, no);
    }
    return new Delivery.Failed(((Unheard<Message>) answer).reason());
  }

  private Delivery refusal(ChatId chat, Refused<?> no) {
    String reason = no.code() + " " + no.description();
    if (no.refusesToken()) {
      link.stop("token refused: " + reason);
      return new Delivery.Unauthorized(reason);
    }
    if (no.movedTo() != null) {
      return new Delivery.Moved(
          new ChatId(chat.platform(), no.movedTo().toString(), chat.thread()));
    }
    if (no.code() == 429) {
      Duration delay =
          Duration.ofSeconds(no.retryAfter() == null ? 1 : Math.max(1, no.retryAfter()));
      return new Delivery.RetryAfter(delay, pace.pause(chat.chat(), isGroup(chat), delay), reason);
    }
    if (no.code() >= 500) {
      return new Delivery.Failed(reason);
    }
    boolean gone =
        no.code() == 403 || no.says("chat not found") || no.says("group chat was deactivated");
    return gone ? new Delivery.Gone(reason) : new Delivery.Rejected(reason);
  }
}
