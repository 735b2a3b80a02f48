package lowtide.chat;

import java.util.List;
import java.util.Locale;

/**
 * A command that somebody typed, tapped or picked.
 *
 * @param chat where, and where the answer goes
 * @param userId the platform's own id of who asked
 * @param privately whether nobody else reads the chat
 * @param command lower case, without slash
 * @param arguments as typed, split at white space
 * @param mayChange whether who asked may change what the chat is told: in private everybody, in a
 *     group its admins; asked of the platform for {@linkplain CommandSpec#changes commands that do}
 */
public record Request(
    ChatId chat,
    String userId,
    boolean privately,
    String command,
    List<String> arguments,
    boolean mayChange) {
  /** Behind {@code /start}: nobody typed it, the bot came into a group. */
  public static final String JOINED = "joined";

  private static final ChatId PAGE = ChatId.of("page", "here");

  public Request {
    command = command.toLowerCase(Locale.ROOT);
    arguments = List.copyOf(arguments);
  }

  public Request(
      ChatId chat, String userId, boolean privately, String command, List<String> arguments) {
    this(chat, userId, privately, command, arguments, privately);
  }

  /** Of the page that people watch the bot by, which is nobody's chat. */
  public static Request ofPage(String command) {
    return new Request(PAGE, "", false, command, List.of());
  }

  public boolean isOfPage() {
    return chat.equals(PAGE);
  }

  /** Another command of the same person in the same chat. */
  public Request saying(String typed) {
    List<String> words = List.of(typed.strip().split("\\s+"));
    return new Request(
        chat, userId, privately, words.get(0), words.subList(1, words.size()), mayChange);
  }

  public Request withMayChange(boolean may) {
    return new Request(chat, userId, privately, command, arguments, may);
  }
}
