package lowtide.chat.telegram;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of a call of the Bot API. */
sealed interface Answer<T> {

  record Done<T>(T value) implements Answer<T> {}

  /**
   * Telegram said no.
   *
   * @param retryAfter seconds to wait, given with 429
   * @param movedTo the chat's new id, given with some 400s
   */
  record Refused<T>(
      int code, String description, @Nullable Integer retryAfter, @Nullable Long movedTo)
      implements Answer<T> {
    boolean says(String words) {
      return description.toLowerCase(Locale.ROOT).contains(words);
    }

    /** 401, or 404 since Telegram knows no such bot when a token is malformed. */
    boolean refusesToken() {
      return code == 401 || code == 404;
    }
  }

  /** Nobody answered, or not in the Bot API's words. */
  record Unheard<T>(String reason) implements Answer<T> {}
}
