package lowtide.app;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lowtide.alert.Outbox;
import lowtide.store.sql.Database;
import lowtide.store.sql.SqlOutbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** outbox: messages that chats are owed or that were refused. */
@Command(
    name = "outbox",
    description = {
      "Lists messages that were refused or are owed, sends refused ones again, or drops them.",
      "Also while the bot runs. For example: outbox list, outbox retry 17 18, outbox drop all"
    })
final class OutboxCommand extends Main.Subcommand {
  private static final int MOST = 10_000;

  enum Action {
    LIST,
    RETRY,
    DROP
  }

  @Parameters(index = "0", paramLabel = "list|retry|drop", description = "What to do.")
  private Action action = Action.LIST;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ID",
      description = "Messages by their number in the list, or all: every refused one.")
  private List<String> named = List.of();

  @Option(
      names = "--state",
      defaultValue = "DEAD",
      paramLabel = "STATE",
      description = "What to list: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}: refused).")
  private Outbox.State state = Outbox.State.DEAD;

  @Option(names = "--json", description = "Prints one JSON object a line.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    PrintStream out = Terminal.out();
    try (Database database = Stores.openBeside(places().settings(), places().data())) {
      Outbox outbox = SqlOutbox.beside(database);
      if (action == Action.LIST) {
        list(outbox.list(state, MOST), out);
        return 0;
      }
      List<Long> ids = ids(outbox);
      int changed =
          action == Action.RETRY
              ? outbox.retry(ids, clock().instant())
              : outbox.drop(ids, clock().instant());
      out.println(
          "%d of %d messages %s"
              .formatted(
                  changed, ids.size(), action == Action.RETRY ? "are owed again" : "dropped"));
      out.flush();
      return changed == ids.size() ? 0 : Main.LOSSES;
    }
  }

  private void list(List<Outbox.Entry> entries, PrintStream out) {
    for (Outbox.Entry entry : entries) {
      if (json) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", entry.id());
        facts.put("chat", entry.chat().toString());
        facts.put("title", entry.title());
        facts.put("attempts", entry.attempts());
        facts.put("owedSince", entry.owedSince().toString());
        facts.put("note", entry.note());
        out.println(JsonLine.of(facts));
      } else {
        out.println(
            "%6d  %s  %s  %d attempts since %s  %s"
                .formatted(
                    entry.id(),
                    entry.chat(),
                    entry.title(),
                    entry.attempts(),
                    entry.owedSince(),
                    entry.note()));
      }
    }
    if (!json) {
      out.println(
          "%d messages are %s".formatted(entries.size(), state.name().toLowerCase(Locale.ROOT)));
    }
    out.flush();
  }

  private List<Long> ids(Outbox outbox) throws Main.InputException {
    if (named.equals(List.of("all"))) {
      return outbox.list(Outbox.State.DEAD, MOST).stream().map(Outbox.Entry::id).toList();
    }
    if (named.isEmpty()) {
      throw new Main.InputException(
          "which messages? For example: outbox %s 17, or: outbox %s all".formatted(word(), word()));
    }
    List<Long> ids = new ArrayList<>();
    for (String text : named) {
      try {
        ids.add(Long.parseLong(text));
      } catch (NumberFormatException e) {
        throw new Main.InputException(
            "not a message's number: %s. For example: outbox %s 17; `outbox list` shows the numbers"
                .formatted(text, word()));
      }
    }
    return ids;
  }

  private String word() {
    return Arrays.asList("list", "retry", "drop").get(action.ordinal());
  }
}
