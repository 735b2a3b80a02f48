package lowtide.alert;

import java.util.function.ToIntFunction;
import lowtide.chat.Audience;
import lowtide.chat.Audiences;
import lowtide.chat.ChatId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How each chat is told what it is owed. Told as usual is better than not told: a store that cannot
 * be asked keeps nothing back.
 */
public final class Readers {
  private static final Logger log = LoggerFactory.getLogger(Readers.class);

  /** All alike. */
  static final Readers USUAL = new Readers(Audiences.USUAL, chat -> 0);

  private final Audiences audiences;
  private final ToIntFunction<ChatId> muted;

  /**
   * @param audiences in whose words
   * @param muted how many rules are silent in a chat
   */
  public Readers(Audiences audiences, ToIntFunction<ChatId> muted) {
    this.audiences = audiences;
    this.muted = muted;
  }

  Audience audience(ChatId chat) {
    try {
      return audiences.of(chat);
    } catch (RuntimeException e) {
      log.warn("how {} wants to be told is not known: {}", chat, e.getMessage());
      return Audience.USUAL;
    }
  }

  int muted(ChatId chat) {
    try {
      return muted.applyAsInt(chat);
    } catch (RuntimeException e) {
      log.warn("what {} has muted is not known: {}", chat, e.getMessage());
      return 0;
    }
  }
}
