package lowtide.alert;

import lowtide.chat.ChatId;
import org.jspecify.annotations.Nullable;

/**
 * That something was not told, or not at once, and why.
 *
 * @param about the alert's id, or the key of a rule that cannot look
 * @param chat whom alone it would have been for; null for all who subscribed to the topic
 * @param words the reason in words for people
 */
public record Decision(
    String about, @Nullable ChatId chat, Topic topic, String title, Reason reason, String words) {

  static Decision of(Alert alert, Reason reason, Object... detail) {
    return new Decision(
        alert.id(),
        alert.chat(),
        alert.topic(),
        alert.message().title(),
        reason,
        reason.words(detail));
  }
}
