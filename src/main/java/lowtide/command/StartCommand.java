package lowtide.command;

import java.util.List;
import lowtide.chat.BotAdmins;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;

/** /start: what the bot does, for who or what group has just met it. */
public final class StartCommand implements Command {
  private static final List<HelpCommand.Task> FIRST =
      List.of(
          new HelpCommand.Task("Where does Bitcoin stand against the dip levels?", "/dip"),
          new HelpCommand.Task("How closely does it move with small-cap tech?", "/corr"),
          new HelpCommand.Task("Is the market in a low-risk phase?", "/phase"),
          new HelpCommand.Task("Be told when that changes", "/subscribe"),
          new HelpCommand.Task("All that can be asked", "/help"));

  private final BotAdmins admins;

  /**
   * @param admins who becomes one of them by the code behind /start
   */
  public StartCommand(BotAdmins admins) {
    this.admins = admins;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "start",
        "What this bot does",
        List.of(new CommandSpec.Option("code", "For the bot's own admin", false, List.of())),
        true);
  }

  @Override
  public Answer answer(Request request) {
    if (request.arguments().equals(List.of(Request.JOINED))) {
      return Answer.of(joined());
    }
    if (!request.arguments().isEmpty()) {
      return claim(request);
    }
    Message.Builder message =
        Message.titled("Lowtide watches how crypto moves with stocks, dip levels and risk phases");
    FIRST.forEach(task -> HelpCommand.add(message, task));
    return Answer.of(
        message
            .button("Dip levels", "dip")
            .button("Risk phase", "phase")
            .button("Correlation", "corr")
            .button("Get alerts", "subscribe")
            .button("Settings", "settings")
            .button("What to ask", "help")
            .footer("Informational, not advice.")
            .build());
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
