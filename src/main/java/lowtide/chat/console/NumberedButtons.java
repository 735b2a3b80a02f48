package lowtide.chat.console;

import java.util.List;
import lowtide.chat.Message;
import org.jspecify.annotations.Nullable;

/**
 * Buttons by the numbers that are typed to press them.
 *
 * <p>Numbers run on from message to message: what comes while somebody types does not change what a
 * number means. After {@value #MOST} they begin anew.
 */
final class NumberedButtons {
  private static final int MOST = 99;

  private final @Nullable String[] commands = new @Nullable String[MOST + 1];
  private int next = 1;

  /** The number of the first of these; the others follow. */
  synchronized int number(List<Message.Button> buttons) {
    if (next + buttons.size() > MOST + 1) {
      next = 1;
    }
    int first = next;
    for (Message.Button button : buttons) {
      commands[next++] = button.command();
    }
    return first;
  }

  /** The command of the button of that number; else the line itself. */
  synchronized String pressed(String line) {
    String command = line.matches("[1-9][0-9]?") ? commands[Integer.parseInt(line)] : null;
    return command == null ? line : command;
  }
}
