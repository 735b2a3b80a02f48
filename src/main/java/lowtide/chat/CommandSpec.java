package lowtide.chat;

import java.util.List;

/**
 * What a platform needs to offer a command in its menu.
 *
 * @param name lower case, without slash
 * @param summary one line, at most 100 characters
 * @param options in the order in which they are typed
 * @param personal whether its answers are of use to the asker only; a platform that has to say who
 *     sees an answer before there is one goes by this
 */
public record CommandSpec(String name, String summary, List<Option> options, boolean personal) {
  /**
   * @param choices the values there are; empty for free text
   */
  public record Option(String name, String summary, boolean required, List<String> choices) {
    public Option {
      choices = List.copyOf(choices);
    }
  }

  public CommandSpec(String name, String summary, List<Option> options) {
    this(name, summary, options, false);
  }

  public CommandSpec {
    options = List.copyOf(options);
    if (summary.isBlank() || summary.length() > 100) {
      throw new IllegalArgumentException("summary of /" + name + " must have 1 to 100 characters");
    }
  }
}
