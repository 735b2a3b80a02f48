package lowtide.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.Symbols;

/** /help: what one can do here, by what one wants to know; or all about one command. */
final class HelpCommand implements Command {
  /** What one wants, and what to type for it. */
  record Task(String wish, String example) {}

  /** Tasks that belong together. */
  private record Group(String name, List<Task> tasks) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "How things stand",
              List.of(
                  new Task("Everything at once", "/digest"),
                  new Task("The price, its age and sources", "/price BTC"),
                  new Task("Where the price stands against the dip levels", "/dip"),
                  new Task("All levels, targets too", "/levels"),
                  new Task("Is the market in a low-risk phase?", "/phase"),
                  new Task("How far is the next alert?", "/next"))),
          new Group(
              "What moves with what",
              List.of(
                  new Task("How closely does Bitcoin move with small-cap tech?", "/corr"),
                  new Task("Another pair and window", "/corr ETH IWM 90"),
                  new Task("By year, in large moves, other coins", "/corr shifts"))),
          new Group(
              "What the past says",
              List.of(
                  new Task("Is it a cleaner dip?", "/setup"),
                  new Task("What has this month brought?", "/season"),
                  new Task("What did a sleeve of gold and Bitcoin do?", "/alloc"),
                  new Task("The last months as a chart", "/chart BTC"),
                  new Task("How did that number come to be?", "/why"))),
          new Group(
              "Alerts here",
              List.of(
                  new Task("Get them", "/subscribe levels"),
                  new Task("Stop them", "/unsubscribe"),
                  new Task("Make one of your own", "/alert BTC < 112000"),
                  new Task("Those of this chat's own", "/alerts"),
                  new Task("None for a while", "/snooze 4h"),
                  new Task("None at night", "/quiet 22:00-07:00"),
                  new Task("Do they arrive?", "/test"))),
          new Group(
              "This chat",
              List.of(
                  new Task("Topics, time zone, charts, digest", "/settings"),
                  new Task("Are data and alerts in order?", "/status"),
                  new Task("How the numbers are made, what is stored", "/about"),
                  new Task("Delete what is stored", "/forget"))));

  /** More would hide what they are an example of. */
  private static final int MOST_EXAMPLES = 8;

  private final Supplier<List<CommandSpec>> specs;

  /**
   * @param specs of all commands
   */
  HelpCommand(Supplier<List<CommandSpec>> specs) {
    this.specs = specs;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "help",
        "What you can ask, with examples",
        List.of(CommandSpec.Option.suggesting("command", "One command, all about it", names())),
        true);
  }

  @Override
  public Answer answer(Request request) {
    return request.arguments().isEmpty() ? all() : one(request.arguments().get(0));
  }

  /** Of the commands that there is a task for. */
  private static List<String> names() {
    return GROUPS.stream()
        .flatMap(group -> group.tasks().stream())
        .map(task -> task.example().split(" ", 2)[0].substring(1))
        .distinct()
        .toList();
  }

  private static Answer all() {
    Message.Builder message = Message.titled("What you can ask");
    for (Group group : GROUPS) {
      message.line(new Message.Bold(group.name()));
      group.tasks().forEach(task -> add(message, task));
    }
    message.line(new Message.Plain("All about one command: "), new Message.Code("/help alert"));
    return Answer.of(
        message
            .button("Dip levels", "dip")
            .button("Risk phase", "phase")
            .button("Correlation", "corr")
            .footer("Informational, not advice.")
            .build());
  }

  static void add(Message.Builder message, Task task) {
    message.line(new Message.Plain(task.wish() + " "), new Message.Code(task.example()));
  }

  private Answer one(String typed) {
    String name = typed.toLowerCase(Locale.ROOT).replaceFirst("^/", "");
    Optional<CommandSpec> known =
        specs.get().stream().filter(spec -> spec.name().equals(name)).findFirst();
    if (known.isEmpty()) {
      String problem = "There is no command /" + CommandDesk.shortened(name);
      return Symbols.nearest(name, specs.get().stream().map(CommandSpec::name).toList())
          .map(near -> Answer.corrected(problem, "/help " + near))
          .orElseGet(() -> Answer.mistake(problem, "/help"));
    }
    CommandSpec spec = known.get();
    Message.Builder message = Message.titled("/" + name).line(spec.summary() + ".");
    if (spec.changes()) {
      message.line(
          spec.adminsOnly()
              ? "In groups for admins alone."
              : "In groups everybody can look; admins alone change something.");
    }
    for (CommandSpec.Option option : spec.options()) {
      message.line(
          new Message.Code(option.name()),
          new Message.Plain(": "),
          new Message.Plain(option.summary()));
      option.choices().stream()
          .limit(MOST_EXAMPLES)
          .forEach(choice -> message.line(new Message.Code("/" + name + " " + choice)));
    }
    for (Group group : GROUPS) {
      for (Task task : group.tasks()) {
        if (task.example().split(" ", 2)[0].equals("/" + name)) {
          add(message, task);
        }
      }
    }
    if (!spec.adminsOnly() && !spec.name().equals("start")) {
      message.button("/" + name, name);
    }
    return Answer.of(message.button("What to ask", "help").build());
  }
}
