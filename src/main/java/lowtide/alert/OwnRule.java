package lowtide.alert;

import java.time.Instant;
import lowtide.chat.ChatId;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a chat made by command.
 *
 * @param condition as {@link Condition#written}
 * @param once whether it ends when it has fired
 * @param expiresAt when it ends anyway; null for never
 * @param fired how often
 */
public record OwnRule(
    long id,
    ChatId chat,
    String condition,
    boolean once,
    @Nullable Instant expiresAt,
    boolean paused,
    int fired,
    @Nullable Instant firedAt) {
  private static final String PREFIX = "own:";

  /** What its state is stored under. */
  public String key() {
    return key(id);
  }

  public static String key(long id) {
    return PREFIX + id;
  }

  /** The id in a {@link #key}; -1 for rules of everybody. */
  public static long id(String key) {
    return key.startsWith(PREFIX) ? Long.parseLong(key.substring(PREFIX.length())) : -1;
  }

  /** Whether it can still fire. */
  public boolean isActive(Instant now) {
    return !paused && !(once && fired > 0) && (expiresAt == null || now.isBefore(expiresAt));
  }
}
