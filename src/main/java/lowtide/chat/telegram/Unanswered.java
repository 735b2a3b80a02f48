package lowtide.chat.telegram;

import java.io.IOException;
import java.io.Serial;

/** A request to Telegram that came to nothing; its message holds no token. */
final class Unanswered extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  Unanswered(String message) {
    super(message);
  }
}
