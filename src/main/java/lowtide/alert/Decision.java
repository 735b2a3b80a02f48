package lowtide.alert;

import java.time.Duration;
import java.util.function.UnaryOperator;
import lowtide.chat.ChatId;
import lowtide.chat.Words;
import org.jspecify.annotations.Nullable;

/**
 * That something was not told, or not at once, and why.
 *
 * @param about the alert's id, or the key of a rule that cannot look
 * @param chat whom alone it would have been for; null for all who subscribed to the topic
 * @param words the reason in words for people
 * @param repetition what is told all the same to who was not told before; null if to nobody
 */
public record Decision(
    String about,
    @Nullable ChatId chat,
    Topic topic,
    String title,
    Reason reason,
    String words,
    @Nullable Repetition repetition) {

  /**
   * The same as before: news for a chat whose own silence kept it from being told then.
   *
   * @param span how long before, at the most, by the market's clock
   */
  public record Repetition(Alert alert, Duration span) {}

  /** Told to nobody. */
  public Decision(
      String about, @Nullable ChatId chat, Topic topic, String title, Reason reason, String words) {
    this(about, chat, topic, title, reason, words, null);
  }

  /** The same alert was told less than a span before. */
  static Decision again(Alert alert, Duration span) {
    Decision known = of(alert, Reason.TOLD_JUST_BEFORE, Words.span(span));
    return new Decision(
        known.about,
        known.chat,
        known.topic,
        known.title,
        known.reason,
        known.words,
        new Repetition(alert, span));
  }

  /** With another alert in place of the one that would be repeated, if any. */
  Decision with(UnaryOperator<Alert> other) {
    return repetition == null
        ? this
        : new Decision(
            about,
            chat,
            topic,
            title,
            reason,
            words,
            new Repetition(other.apply(repetition.alert()), repetition.span()));
  }

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
