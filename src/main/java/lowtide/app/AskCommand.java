package lowtide.app;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lowtide.alert.Explanations;
import lowtide.alert.LevelMemory;
import lowtide.chat.BotAdmins;
import lowtide.chat.CommandSpec;
import lowtide.chat.Request;
import lowtide.chat.console.Console;
import lowtide.command.Answer;
import lowtide.command.CommandDesk;
import lowtide.command.DrawnPictures;
import lowtide.command.Pictures;
import lowtide.config.Settings;
import lowtide.config.Times;
import lowtide.market.Symbols;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** ask: one chat command against the stored history as of a moment. */
@Command(
    name = "ask",
    description = "Answers one chat command from the stored history, as of a moment.")
final class AskCommand extends Main.Subcommand {
  @Option(
      names = "--at",
      paramLabel = "DATE or INSTANT",
      description = "As of then; a date means the end of that UTC day. Now if left out.")
  private @Nullable String at;

  @Option(names = "--json", description = "Prints one JSON object with full precision.")
  private boolean json;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "1..*",
      description = "For example '/corr BTC PSCT 60'.")
  private List<String> words = List.of();

  @Override
  public Integer call() throws Exception {
    Settings settings = places().settings();
    Optional<Request> request = Console.request(String.join(" ", words));
    if (request.isEmpty()) {
      throw new Main.InputException("No command. For example: ask '/corr BTC PSCT 60'");
    }
    try (History history = new History(settings, places().data())) {
      Answer answer = answer(history, settings, moment(), request.get());
      PrintStream out = Terminal.out();
      if (json) {
        out.println(JsonLine.of(answer.facts()));
      } else {
        Terminal.console(places().data().resolve("charts"))
            .send(Console.CHAT, "answer", answer.message());
      }
      out.flush();
      return answer.mistake() ? Main.BAD_INPUT : 0;
    }
  }

  private Instant moment() throws Main.InputException {
    try {
      return at == null ? clock().instant() : Times.end(at);
    } catch (IllegalArgumentException e) {
      throw new Main.InputException("--at: %s: %s".formatted(at, e.getMessage()));
    }
  }

  private Answer answer(History history, Settings settings, Instant moment, Request request)
      throws Main.InputException {
    // Levels are gone through from the beginning of history, so only when they are asked for.
    Function<String, Optional<LevelMemory>> levels =
        symbol -> history.parts().levels(history.replay().standingAt(moment)::state).apply(symbol);
    Pictures pictures = json ? Pictures.NONE : new DrawnPictures(false);
    CommandDesk desk =
        new CommandDesk(
            history
                .parts()
                .marketCommands(
                    BotAdmins.NONE, () -> history.feed().asOf(moment), levels, pictures),
            Explanations.NONE);
    List<String> known = desk.specs().stream().map(CommandSpec::name).toList();
    if (!known.contains(request.command()) && Symbols.nearest(request.command(), known).isEmpty()) {
      throw new Main.InputException(
          "/%s cannot be answered from stored history alone, only by a running bot if at all. Here: /%s. For example: ask '/corr BTC PSCT 60'"
              .formatted(
                  request.command().replaceAll("\\p{Cntrl}", "·"), String.join(", /", known)));
    }
    return desk.full(request);
  }
}
