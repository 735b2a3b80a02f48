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
 * @param changes whether it changes what a chat is told, which is its admins' matter
 * @param adminsOnly whether it does nothing else, so that nobody else needs it in a menu
 */
public record CommandSpec(
    String name,
    String summary,
    List<Option> options,
    boolean personal,
    boolean changes,
    boolean adminsOnly) {
  /**
   * @param choices the values there are; empty for free text
   * @param named whether a value is typed with its name, {@code name=value}, so that it can stand
   *     anywhere; a platform that has fields hands it over like that
   * @param free whether other values than the choices can be typed: these are examples then
   */
  public record Option(
      String name,
      String summary,
      boolean required,
      List<String> choices,
      boolean named,
      boolean free) {
    public Option {
      choices = List.copyOf(choices);
    }

    public Option(String name, String summary, boolean required, List<String> choices) {
      this(name, summary, required, choices, false, choices.isEmpty());
    }

    /** Free text that is typed with its name. */
    public static Option named(String name, String summary) {
      return new Option(name, summary, false, List.of(), true, true);
    }

    /** Free text, with examples to pick from. */
    public static Option suggesting(String name, String summary, List<String> examples) {
      return new Option(name, summary, false, examples, false, true);
    }
  }

  public CommandSpec(String name, String summary, List<Option> options) {
    this(name, summary, options, false);
  }

  public CommandSpec(String name, String summary, List<Option> options, boolean personal) {
    this(name, summary, options, personal, false, false);
  }

  /** The same, where some of what can be asked of it is for admins of a chat alone. */
  public CommandSpec changing() {
    return new CommandSpec(name, summary, options, personal, true, false);
  }

  /** The same for admins of a chat alone. */
  public CommandSpec forAdmins() {
    return new CommandSpec(name, summary, options, personal, true, true);
  }

  public CommandSpec {
    options = List.copyOf(options);
    if (summary.isBlank() || summary.length() > 100) {
      throw new IllegalArgumentException("summary of /" + name + " must have 1 to 100 characters");
    }
  }
}
