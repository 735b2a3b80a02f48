package lowtide.chat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place on a platform that messages go to. Written {@code telegram:-1001234}, {@code
 * telegram:-1001234/7} (forum topic 7) or {@code discord:998877}.
 *
 * @param platform {@code telegram}, {@code discord} or {@code terminal}
 * @param chat the platform's own id of the chat or channel
 * @param thread forum topic within the chat
 */
public record ChatId(String platform, String chat, @Nullable String thread) {
  private static final Pattern WRITTEN =
      Pattern.compile("(telegram|discord|terminal):([-@A-Za-z0-9_]{1,64})(?:/([0-9]{1,20}))?");

  public static ChatId of(String platform, String chat) {
    return new ChatId(platform, chat, null);
  }

  /**
   * @throws IllegalArgumentException if the text is not a written chat id
   */
  public static ChatId parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a chat such as telegram:-1001234567890 or discord:112233445566: " + text);
    }
    return new ChatId(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  @Override
  public String toString() {
    return platform + ":" + chat + (thread == null ? "" : "/" + thread);
  }
}
