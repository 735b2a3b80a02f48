package lowtide.app;

import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import lowtide.alert.Alert;
import lowtide.config.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** replay: every alert the bot would have sent on the stored history. */
@Command(
    name = "replay",
    description = "Prints every alert the bot would have sent on the stored history.")
final class ReplayCommand extends Main.Subcommand {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "D",
      description = "First date, or instant.")
  private String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "D",
      description = "Last date, that day included, or instant.")
  private String to = "";

  @Option(names = "--json", description = "Prints one JSON object a line with full precision.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Instant begin;
    Instant end;
    try {
      begin = Times.moment(from);
      end = Times.end(to);
    } catch (IllegalArgumentException e) {
      throw new Main.InputException("--from %s --to %s: %s".formatted(from, to, e.getMessage()));
    }
    if (!begin.isBefore(end)) {
      throw new Main.InputException(
          "--from %s is not before --to %s. For example: --from 2025-07-01 --to 2025-07-31"
              .formatted(from, to));
    }
    PrintStream out = Terminal.out();
    try (History history = new History(places().settings(), places().data())) {
      if (history.isEmpty(end)) {
        throw new Main.InputException(
            "no history up to %s in %s. For example: lowtide import --instrument BTC BTC.csv"
                .formatted(to, places().data()));
      }
      int count = history.replay().run(begin, end, alert -> out.println(line(alert)));
      if (!json) {
        out.println("%d alerts from %s to %s".formatted(count, from, to));
      }
    }
    out.flush();
    return 0;
  }

  private String line(Alert alert) {
    if (!json) {
      return "%s  %-12s  %s".formatted(alert.at(), alert.event(), alert.message().title());
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("at", alert.at().toString());
    facts.put("rule", alert.rule());
    facts.put("event", alert.event());
    facts.put("instrument", alert.instrument());
    facts.put("text", alert.message().title());
    facts.putAll(alert.facts());
    return JsonLine.of(facts);
  }
}
