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
 */
public record Request(
    ChatId chat, String userId, boolean privately, String command, List<String> arguments) {
  public Request {
    command = command.toLowerCase(Locale.ROOT);
    arguments = List.copyOf(arguments);
  }
}
