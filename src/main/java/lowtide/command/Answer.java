package lowtide.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.chat.Message;
import lowtide.signal.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * What a command answers: words for people, facts for programs.
 *
 * @param facts names to unrounded values, in the order to be printed
 * @param why how the numbers came to be, for /why; null where there are none
 * @param mistake whether the request could not be understood; the message then says what is wrong
 *     and shows a corrected command
 */
public record Answer(
    Message message, Map<String, Object> facts, @Nullable Explanation why, boolean mistake) {
  public Answer {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  public static Answer of(Message message) {
    return new Answer(message, Map.of(), null, false);
  }

  public static Answer of(Message message, Map<String, Object> facts) {
    return new Answer(message, facts, null, false);
  }

  /** An answer that can tell how it came to be. */
  public static Answer of(Message message, Map<String, Object> facts, Explanation why) {
    return new Answer(message, facts, why, false);
  }

  /**
   * @param problem what is wrong, with the value as typed
   * @param example a command that works
   */
  public static Answer mistake(String problem, String example) {
    return mistake(
        Message.titled(problem).line(new Message.Plain("For example: "), new Message.Code(example)),
        problem,
        example);
  }

  /**
   * @param problem what is wrong, with the value as typed
   * @param command what was meant perhaps, to be had with a tap
   */
  public static Answer corrected(String problem, String command) {
    return corrected(problem, List.of(command));
  }

  /**
   * @param commands what was meant perhaps, each to be had with a tap; at least one
   */
  public static Answer corrected(String problem, List<String> commands) {
    Message.Builder message = Message.titled(problem);
    for (String command : commands) {
      message
          .line(
              new Message.Plain(command.equals(commands.get(0)) ? "Perhaps you meant: " : "Or: "),
              new Message.Code(command))
          .button(command, command.substring(1));
    }
    return mistake(message, problem, commands.get(0));
  }

  private static Answer mistake(Message.Builder message, String problem, String example) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("error", problem);
    facts.put("example", example);
    return new Answer(message.personal().build(), facts, null, true);
  }
}
