package lowtide.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lowtide.alert.AuditLog;
import lowtide.alert.ChatPolicies;
import lowtide.alert.Explanations;
import lowtide.chat.Audience;
import lowtide.chat.Audiences;
import lowtide.chat.BotAdmins;
import lowtide.chat.ChatId;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.RequestHandler;
import lowtide.market.Symbols;
import lowtide.signal.Explanation;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Picks the command for a request. */
public final class CommandDesk implements RequestHandler {
  private static final int LONGEST_SHOWN = 60;

  private final Map<String, Command> commands = new LinkedHashMap<>();

  private final Failures failures = new Failures(LoggerFactory.getLogger(CommandDesk.class));
  private final Explanations explanations;
  private final AuditLog audit;
  private final Audiences audiences;
  private final BotAdmins admins;

  /**
   * @param explanations where it is kept how each answer came to be, for /why
   */
  public CommandDesk(List<Command> commands, Explanations explanations) {
    this(commands, explanations, AuditLog.NONE, chat -> List.of(), Audiences.USUAL, BotAdmins.NONE);
  }

  /**
   * @param audit who changed what
   * @param untold what was kept from a chat, for /why
   * @param audiences how each chat wants to be answered
   * @param admins who may change every chat
   */
  public CommandDesk(
      List<Command> commands,
      Explanations explanations,
      AuditLog audit,
      Function<ChatId, List<ChatPolicies.Untold>> untold,
      Audiences audiences,
      BotAdmins admins) {
    this.audiences = audiences;
    this.admins = admins;
    this.explanations = explanations;
    this.audit = audit;
    List<Command> all = new ArrayList<>(commands);
    all.add(new WhyCommand(explanations, untold, this::known));
    all.add(Math.min(1, all.size()), new HelpCommand(this::specs));
    for (Command command : all) {
      if (this.commands.put(command.spec().name(), command) != null) {
        throw new IllegalArgumentException("two commands are called /" + command.spec().name());
      }
    }
  }

  public List<CommandSpec> specs() {
    return commands.values().stream().map(Command::spec).toList();
  }

  @Override
  public Optional<Message> answer(Request request) {
    if (!commands.containsKey(request.command()) && !request.privately()) {
      return Optional.empty();
    }
    Audience audience = audience(request.chat());
    Answer answer = audience.tell(() -> full(request));
    Explanation why = answer.why();
    if (why != null) {
      keep(request, answer.message().title(), why);
    }
    // Asked again: it may have been the language that was changed.
    return Optional.of(put(request.chat(), answer.message()));
  }

  @Override
  public boolean changes(Request request) {
    Command command = commands.get(request.command());
    return command != null && command.changes(request);
  }

  @Override
  public Message put(ChatId chat, Message message) {
    return audience(chat).put(message);
  }

  /** A store that cannot be asked must not make the bot silent. */
  private Audience audience(ChatId chat) {
    try {
      return audiences.of(chat);
    } catch (RuntimeException e) {
      failures.note(Level.WARN, "how %s wants to be answered cannot be told".formatted(chat), e);
      return Audience.USUAL;
    }
  }

  /** An answer that cannot be kept is given all the same. */
  private void keep(Request request, String title, Explanation why) {
    try {
      explanations.answered(request.chat(), title, why);
      failures.recovered();
    } catch (RuntimeException e) {
      failures.note(
          Level.WARN,
          "how /%s came to be is not kept for %s".formatted(request.command(), request.chat()),
          e);
    }
  }

  private Optional<Answer> known(Request request) {
    Command command = commands.get(request.command());
    return command == null || command instanceof WhyCommand || command.changes(request)
        ? Optional.empty()
        : Optional.of(full(request));
  }

  /** The whole answer, to unknown commands too. */
  public Answer full(Request request) {
    Command command = commands.get(request.command());
    if (command == null) {
      return unknown(request);
    }
    try {
      if (command.changes(request)) {
        boolean allowed = request.mayChange() || admins.isAdmin(request);
        String typed = "/" + request.command() + " " + String.join(" ", request.arguments());
        audit.note(request.chat(), request.userId(), typed.strip(), allowed);
        if (!allowed) {
          return denied(request, typed.strip());
        }
      }
      return command.answer(request);
    } catch (RuntimeException e) {
      failures.note(
          Level.ERROR, "/%s failed for %s".formatted(request.command(), request.chat()), e);
      Message sorry =
          Message.titled("Something went wrong here, not with your command.")
              .line("It has been logged; please try again.")
              .tone(Message.Tone.WARNING)
              .build();
      return Answer.of(sorry, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private Answer unknown(Request request) {
    String problem = "There is no command /" + shortened(request.command());
    return Symbols.nearest(request.command(), commands.keySet())
        .map(
            near -> {
              String meant = ("/" + near + " " + String.join(" ", request.arguments())).strip();
              return Answer.corrected(
                  problem, meant.length() <= LONGEST_SHOWN ? meant : "/" + near);
            })
        .orElseGet(() -> Answer.mistake(problem, "/help"));
  }

  private static Answer denied(Request request, String typed) {
    return Answer.of(
        Message.titled("Only admins of this chat can do that here")
            .line(
                new Message.Plain("In a private chat with me everybody can: "),
                new Message.Code(typed.length() <= LONGEST_SHOWN ? typed : "/" + request.command()))
            .tone(Message.Tone.WARNING)
            .personal()
            .build(),
        Map.of("error", "not an admin of the chat"));
  }

  static String shortened(String typed) {
    return typed.codePointCount(0, typed.length()) <= 32
        ? typed
        : typed.substring(0, typed.offsetByCodePoints(0, 32)) + "…";
  }
}
