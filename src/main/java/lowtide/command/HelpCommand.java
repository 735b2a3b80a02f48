package lowtide.command;

import java.util.List;
import lowtide.chat.BotAdmins;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;

/** /start and /help: what one can do here, by what one wants to know. */
public final class HelpCommand implements Command {
  private record Task(String wish, String example) {}

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

  private static final List<Task> FIRST =
      List.of(
          new Task("Where does Bitcoin stand against the dip levels?", "/dip"),
          new Task("How closely does it move with small-cap tech?", "/corr"),
          new Task("Is the market in a low-risk phase?", "/phase"),
          new Task("Be told when that changes", "/subscribe"),
          new Task("All that can be asked", "/help"));

  private final boolean welcome;
  private final BotAdmins admins;

  private HelpCommand(boolean welcome, BotAdmins admins) {
    this.welcome = welcome;
    this.admins = admins;
  }

  /**
   * @param admins who becomes one of them by the code behind /start
   */
  public static Command start(BotAdmins admins) {
    return new HelpCommand(true, admins);
  }

  public static Command help() {
    return new HelpCommand(false, BotAdmins.NONE);
  }

  @Override
  public CommandSpec spec() {
    return welcome
        ? new CommandSpec(
            "start",
            "What this bot does",
            List.of(new CommandSpec.Option("code", "For the bot's own admin", false, List.of())),
            true)
        : new CommandSpec("help", "What you can ask, with examples", List.of(), true);
  }

  @Override
  public Answer answer(Request request) {
    if (welcome && request.arguments().equals(List.of(Request.JOINED))) {
      return Answer.of(joined());
    }
    if (welcome && !request.arguments().isEmpty()) {
      return claim(request);
    }
    Message.Builder message =
        Message.titled(
            welcome
                ? "Lowtide watches how crypto moves with stocks, dip levels and risk phases"
                : "What you can ask");
    if (welcome) {
      FIRST.forEach(task -> add(message, task));
    } else {
      for (Group group : GROUPS) {
        message.line(new Message.Bold(group.name()));
        group.tasks().forEach(task -> add(message, task));
      }
    }
    return Answer.of(
        message
            .button("Dip levels", "dip")
            .button("Risk phase", "phase")
            .button("Correlation", "corr")
            .footer("Informational, not advice.")
            .build());
  }

  private static void add(Message.Builder message, Task task) {
    message.line(new Message.Plain(task.wish() + " "), new Message.Code(task.example()));
  }

  /** Short: a group did not ask for more. */
  private static Message joined() {
    return Message.titled("Lowtide tells this group when the market reaches what matters to it")
        .line(
            "Nothing comes unasked: an admin chooses what. Everybody can ask, such as /dip or"
                + " /phase.")
        .button("Get alerts", "subscribe")
        .button("Settings", "settings")
        .button("What to ask", "help")
        .footer("Informational, not advice.")
        .build();
  }

  private Answer claim(Request request) {
    if (!admins.claim(request.arguments().get(0), request)) {
      return Answer.mistake(
          request.privately()
              ? "That code is not valid, or was used before"
              : "Codes work in a private chat with me alone",
          "/start");
    }
    return Answer.of(
        Message.titled("You are an admin of this bot now")
            .line("You may change every chat it is in, and are told here what goes wrong.")
            .line(new Message.Plain("How it is: "), new Message.Code("/status"))
            .personal()
            .build());
  }
}
